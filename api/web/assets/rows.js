// Draws projects as a table; on a phone the style sheet makes a card of each row.

import { el, icon } from './dom.js';
import { money, years } from './format.js';

const NO_AMOUNT = { no_budget: 'ไม่ใช้งบประมาณ', not_stated: 'ไม่ระบุ' };

// `sort` is the service's name of the column; a column without one can't be sorted by.
const COLUMNS = [
  { label: 'โครงการ', sort: 'name', cell: nameCell },
  { label: 'หน่วยงาน', sort: 'organization', cell: ({ organization }) => plain(organization) },
  { label: 'ปีงบประมาณ', sort: 'year', cell: ({ fiscal_years }) => plain(years(fiscal_years).replace(/^ปี /, '')) },
  { label: 'งบประมาณ (บาท)', sort: 'budget', class: 'number', cell: budgetCell },
  { label: 'ระยะเวลา', cell: ({ timing }) => plain(timing) },
  { label: 'กลุ่มเป้าหมาย / เป้าหมาย', cell: ({ audience, target }) => plain(audience || target) },
  { label: 'ผู้รับผิดชอบ', cell: ({ unit }) => plain(unit) },
];

/** `onSort(sort)` and `onOpen(index, row)` report clicks. Roles are said: cards lose them. */
export function projectTable(projects, sort, { onSort, onOpen }) {
  const head = el('tr', { role: 'row' }, COLUMNS.map((column) => headCell(column, sort, onSort)));
  const rows = projects.map((project, index) => rowNode(project, () => onOpen(index, body)));
  const body = el('tbody', { role: 'rowgroup' }, rows);
  return el('table', { class: 'projects', role: 'table', 'aria-label': 'โครงการที่พบ' },
    el('thead', { role: 'rowgroup' }, head), body);
}

const DIRECTIONS = { up: 'ascending', down: 'descending' };

function headCell({ label, sort: name, class: kind }, sort, onSort) {
  const props = { role: 'columnheader', scope: 'col', class: kind };
  if (!name) return el('th', { ...props, text: label });
  const direction = sort === name ? 'up' : sort === `-${name}` ? 'down' : null;
  const next = direction === 'up' ? `-${name}` : name;
  const sorter = el('button', { type: 'button', class: 'sorter', 'data-sort': name, on: { click: () => onSort(next) } },
    el('span', { text: label }), direction ? icon(direction) : null);
  return el('th', { ...props, 'aria-sort': DIRECTIONS[direction] ?? 'none' }, sorter);
}

function rowNode(project, onOpen) {
  const cells = COLUMNS.map((column) => {
    const content = column.cell(project);
    const isBlank = content.textContent === '';
    return el('td', { role: 'cell', class: [column.class, isBlank ? 'blank' : ''].filter(Boolean).join(' ') || null, 'data-label': column.label }, content);
  });
  // The button in the first cell serves keyboards; a click anywhere in the row does the same.
  return el('tr', { role: 'row', 'data-cite': project.id, on: { click: () => onOpen() } }, cells);
}

function nameCell({ name, parent, number, strategy }) {
  const where = [parent, strategy?.[0]].filter(Boolean).join(' · ');
  return el('div', {},
    el('button', { type: 'button', class: 'open-row', 'aria-haspopup': 'dialog' }, el('span', { text: name || number })),
    where ? el('p', { class: 'where', text: where }) : null);
}

function budgetCell({ budget, unverified }) {
  const cell = budgetText(budget);
  return unverified ? el('div', {}, cell, el('p', { class: 'where', text: 'จากภาพสแกน ยังไม่ตรวจทาน' })) : cell;
}

function budgetText(budget) {
  const stated = budget.kind === 'amount';
  const shared = budget.shared_with?.length ? `รวมกับ ${budget.shared_with.join(', ')}` : '';
  if (!stated) return el('span', { class: 'no-amount', text: shared || NO_AMOUNT[budget.kind] });
  // Of several years together: each stands below, so that none is taken for another.
  const notes = [shared, ...budget.years.map(yearBudget)].filter(Boolean);
  const amount = plain(money(budget.baht));
  return notes.length ? el('div', {}, amount, notes.map((text) => el('p', { class: 'where', text }))) : amount;
}

function yearBudget({ fiscal_year: year, kind, baht }) {
  return `ปี ${year} ${kind === 'amount' ? money(baht) : NO_AMOUNT[kind]}`;
}

function plain(text) {
  return el('span', { text: text ?? '' });
}
