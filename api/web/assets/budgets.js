// The budget of a row: an amount, "no budget used", or to be filled in; with what examples cost.

import { NOT_STATED, NO_BUDGET, amountText, parseBaht } from './amounts.js';
import { button, el } from './dom.js';
import { money } from './format.js';

/** `onChange(budget)` is called with what is typed as soon as it is an amount. `input` has no name yet. */
export function budgetField(row, onChange) {
  const problem = el('p', { class: 'cell-problem', role: 'alert' });
  const input = el('input', {
    class: 'cell amount', type: 'text', inputmode: 'decimal', 'data-key': `${row.id}.budget`, autocomplete: 'off',
    maxlength: 30, on: { input: read, change: tidy },
  });
  const none = el('input', { type: 'checkbox', 'data-key': `${row.id}.no-budget`, on: { change: () => set(none.checked ? NO_BUDGET : NOT_STATED) } });
  const node = el('div', { class: 'budget' }, input,
    el('label', { class: 'no-budget' }, none, el('span', { text: 'ไม่ใช้งบ' })), problem);

  function read() {
    const baht = parseBaht(input.value);
    const wrong = Number.isNaN(baht);
    input.toggleAttribute('aria-invalid', wrong);
    problem.textContent = wrong ? 'โปรดใส่เป็นตัวเลข เช่น 20,000' : '';
    if (!wrong) onChange(baht === null ? NOT_STATED : { kind: 'amount', baht });
  }

  function tidy() {
    const baht = parseBaht(input.value);
    if (baht !== null && !Number.isNaN(baht)) input.value = money(baht);
  }

  function set(budget) {
    show(budget);
    onChange(budget);
  }

  function show(budget) {
    none.checked = budget.kind === 'no_budget';
    input.disabled = none.checked;
    input.placeholder = none.checked ? '–' : 'โปรดกรอก';
    if (input !== document.activeElement) input.value = amountText(budget);
  }
  show(row.budget);
  return { node, input, show };
}

/** What examples of the row cost; a click leads through their lines. */
export function spreadHint({ count, unstated, low, median, high, rows }, onOpen) {
  if (!count) {
    return unstated ? el('p', { class: 'spread', text: `ตัวอย่าง ${unstated} แห่งไม่ระบุจำนวนเงิน` }) : null;
  }
  const range = low === high ? money(low) : `${money(low)}–${money(high)}`;
  const node = button('', {
    class: 'spread', 'aria-haspopup': 'dialog', title: 'เปิดดูบรรทัดของตัวอย่าง', onClick: () => onOpen(rows),
  });
  node.replaceChildren(
    el('span', { text: `จาก ${count.toLocaleString('en')} ตัวอย่าง` }), el('span', { text: range }),
    count > 1 ? el('span', { text: `ค่ากลาง ${money(median)}` }) : '');
  return node;
}
