// The budget of a row: an amount, by year where there are several, "no budget used", or to be
// filled in; with what examples cost.

import { NOT_STATED, NO_BUDGET, amountProblem, amountText, evenly, parseBaht, sumOf } from './amounts.js';
import { button, el } from './dom.js';
import { money } from './format.js';

/** `onChange(budget)` is called with what is typed as soon as it is an amount. `years` are those of
 * the draft. Of `inputs`, one a year and the sum last, none has a name yet. */
export function budgetField(row, years, onChange) {
  const problem = el('p', { class: 'cell-problem', role: 'alert' });
  const several = years.length > 1;
  const inputs = several ? years.map((year) => amountInput(`${row.id}.budget.${year}`)) : []; // one a year
  const whole = amountInput(`${row.id}.budget`);
  const none = el('input', { type: 'checkbox', 'data-key': `${row.id}.no-budget`, on: { change: () => set(none.checked ? NO_BUDGET : NOT_STATED) } });
  const node = el('div', { class: several ? 'budget by-year' : 'budget' },
    several ? inputs.map((input, at) => el('label', { class: 'year-amount' }, el('span', { text: years[at] }), input)) : null,
    several ? el('label', { class: 'year-amount whole' }, el('span', { text: 'รวม' }), whole) : whole,
    el('label', { class: 'no-budget' }, none, el('span', { text: 'ไม่ใช้งบ' })), problem);

  function amountInput(key) {
    const input = el('input', {
      class: 'cell amount', type: 'text', inputmode: 'decimal', 'data-key': key, autocomplete: 'off', maxlength: 30,
      on: { input: () => read(input), change: () => tidy(input) },
    });
    return input;
  }

  // A year's amount makes the sum; the sum is parted over the years.
  function read(input) {
    const wrong = amountProblem(input.value);
    input.toggleAttribute('aria-invalid', Boolean(wrong));
    const all = [...inputs, whole].find((other) => other.hasAttribute('aria-invalid'));
    problem.textContent = all ? amountProblem(all.value) : '';
    if (wrong || (input !== whole && inputs.some((other) => other.hasAttribute('aria-invalid')))) return;
    const budget = input === whole ? ofWhole(parseBaht(input.value)) : ofYears(inputs.map((other) => parseBaht(other.value)));
    onChange(budget);
    if (several) show(budget);
  }

  function ofWhole(baht) {
    if (baht === null) return NOT_STATED;
    return several ? { kind: 'amount', baht, years: evenly(baht, years.length) } : { kind: 'amount', baht };
  }

  const ofYears = (amounts) => (amounts.every((baht) => baht === null) ? NOT_STATED : { kind: 'amount', baht: sumOf(amounts), years: amounts });

  function tidy(input) {
    const baht = parseBaht(input.value);
    if (baht !== null && !Number.isNaN(baht)) input.value = money(baht);
  }

  function set(budget) {
    for (const input of [...inputs, whole]) input.removeAttribute('aria-invalid');
    problem.textContent = '';
    show(budget);
    onChange(budget);
  }

  function show(budget) {
    none.checked = budget.kind === 'no_budget';
    put(whole, amountText(budget), 'โปรดกรอก');
    const parts = budget.kind === 'amount' ? budget.years?.length ? budget.years : evenly(budget.baht, years.length) : [];
    inputs.forEach((input, at) => put(input, (parts[at] ?? null) === null ? '' : money(parts[at]), '–'));
  }

  function put(input, text, blank) {
    input.disabled = none.checked;
    input.placeholder = none.checked ? '–' : blank;
    if (input !== document.activeElement && !input.hasAttribute('aria-invalid')) input.value = text;
  }
  show(row.budget);
  return { node, inputs: several ? [...inputs, whole] : [whole], show };
}

/** What examples of the row cost; a click leads through their lines. */
export function spreadHint({ count, unstated, free, low, median, high, rows }, perYear, onOpen) {
  if (!count) {
    const told = [free ? `${free} แห่งไม่ใช้งบประมาณ` : '', unstated ? `${unstated} แห่งไม่ระบุจำนวนเงิน` : ''].filter(Boolean);
    return told.length ? el('p', { class: 'spread', text: `ตัวอย่าง ${told.join(' ')}` }) : null;
  }
  const range = low === high ? money(low) : `${money(low)}–${money(high)}`;
  const node = button('', {
    class: 'spread', 'aria-haspopup': 'dialog', title: 'เปิดดูบรรทัดของตัวอย่าง', onClick: () => onOpen(rows),
  });
  node.replaceChildren(
    el('span', { text: `จาก ${count.toLocaleString('en')} ตัวอย่าง` }), el('span', { text: perYear ? `ปีละ ${range}` : range }),
    count > 1 ? el('span', { text: `ค่ากลาง ${money(median)}` }) : '');
  return node;
}
