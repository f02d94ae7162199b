// Amounts in baht: as they are typed, shown and added.

import { fold, money } from './format.js';

export const NO_BUDGET = { kind: 'no_budget', baht: null };
export const NOT_STATED = { kind: 'not_stated', baht: null };
export const MOST = 1e12;

const UNITS = { พัน: 1e3, หมื่น: 1e4, แสน: 1e5, ล้าน: 1e6 };
const TYPED = /^(\d+|\d{1,3}(?:,\d{3})+)(\.\d+)?(พัน|หมื่น|แสน|ล้าน)?(?:บาท)?(?:ถ้วน)?$/;

/** Baht of "๒๐,๐๐๐ บาทถ้วน" or "2.5 แสน"; null where the text is blank, NaN where it is no amount
 * of whole satang up to `MOST`. */
export function parseBaht(text) {
  const typed = fold(text).replace(/\s+/g, '');
  if (!typed) return null;
  const match = TYPED.exec(typed);
  if (!match) return NaN;
  const [, whole, part = '', unit] = match;
  const satang = Number(`${whole.replaceAll(',', '')}${part}`) * (UNITS[unit] ?? 1) * 100;
  const exact = Math.round(satang);
  return Math.abs(satang - exact) < 1e-6 * Math.max(1, exact) && exact <= MOST * 100 && fits(part, unit) ? exact / 100 : NaN;
}

// Without a unit two places are satang; more are a slip.
const fits = (part, unit) => Boolean(unit) || part.length <= 3;

/** What is wrong with what was typed, "" where nothing is. */
export function amountProblem(text) {
  if (!Number.isNaN(parseBaht(text))) return '';
  return TYPED.test(fold(text).replace(/\s+/g, '')) ? 'ไม่เกินหนึ่งล้านล้านบาท และทศนิยมไม่เกินสองตำแหน่ง' : 'โปรดใส่เป็นตัวเลข เช่น 20,000 หรือ 2 หมื่น';
}

export function amountText({ kind, baht }) {
  return kind === 'amount' ? money(baht) : '';
}

/** Baht of the rows that are taken in and state an amount, exact to the satang. */
export function totalOf(rows) {
  return sumOf(rows.filter(({ included, budget }) => included && budget.kind === 'amount').map(({ budget }) => budget.baht));
}

/** Baht added up, exact to the satang; null counts nothing. */
export function sumOf(amounts) {
  return amounts.reduce((sum, baht) => sum + Math.round((baht ?? 0) * 100), 0) / 100;
}

/** What the rows cost in each of `count` years. */
export function totalsByYear(rows, count) {
  const stated = rows.filter(({ included, budget }) => included && budget.kind === 'amount');
  return Array.from({ length: count }, (_, at) => sumOf(stated.map(({ budget }) => (budget.years?.length ? budget.years : evenly(budget.baht, count))[at])));
}

/** An amount over so many years, to the baht; what is left over is in the first. */
export function evenly(baht, count) {
  const each = Math.floor(Math.floor(baht) / count);
  return [sumOf([baht, -each * (count - 1)]), ...Array(count - 1).fill(each)];
}

/** The rows that count as projects: taken in, and saying something. */
export function projectsOf(rows) {
  return rows.filter((row) => row.included && (row.budget.kind !== 'not_stated'
    || ['name', 'objective', 'indicator', 'target', 'unit'].some((field) => row[field].trim())));
}

/** "ยังไม่รวม 2 โครงการที่ยังไม่ระบุงบ", or "". */
export function withoutAmount(rows) {
  const blank = projectsOf(rows).filter(({ budget }) => budget.kind === 'not_stated').length;
  return blank ? `ยังไม่รวม ${blank.toLocaleString('en')} โครงการที่ยังไม่ระบุงบ` : '';
}
