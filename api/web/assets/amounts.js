// Amounts in baht: as they are typed, shown and added.

import { fold, money } from './format.js';

export const NO_BUDGET = { kind: 'no_budget', baht: null };
export const NOT_STATED = { kind: 'not_stated', baht: null };

/** Baht of "๒๐,๐๐๐ บาท"; null where the text is blank, NaN where it is no amount. */
export function parseBaht(text) {
  const digits = fold(text).replace(/,|บาท$/g, '');
  if (!digits) return null;
  return /^\d{1,12}(\.\d{1,2})?$/.test(digits) ? Number(digits) : NaN;
}

export function amountText({ kind, baht }) {
  return kind === 'amount' ? money(baht) : '';
}

/** Baht of the rows that are taken in and state an amount, exact to the satang. */
export function totalOf(rows) {
  const satang = rows
    .filter(({ included, budget }) => included && budget.kind === 'amount')
    .reduce((sum, { budget }) => sum + Math.round(budget.baht * 100), 0);
  return satang / 100;
}
