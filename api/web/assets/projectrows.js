// The projects of one topic as a table that is edited where it stands; on a phone rows are cards.

import { budgetField, spreadHint } from './budgets.js';
import { citationChip, foldedRun } from './citations.js';
import { button, el } from './dom.js';
import { textField } from './fields.js';

const TEXTS = [
  ['name', 'ชื่อโครงการ'], ['objective', 'วัตถุประสงค์'], ['indicator', 'ตัวชี้วัด'], ['target', 'เป้าหมาย'],
  ['budget', 'งบประมาณ (บาท)'], ['timing', 'ระยะเวลา'], ['unit', 'ผู้รับผิดชอบ'],
];

/** How the fields of a row are called. */
export const FIELD_NAMES = { ...Object.fromEntries(TEXTS), included: 'ใช้โครงการนี้', topic: 'เรื่อง' };

/**
 * `known(id)` is the row as the service has it, with sources and spread, or undefined for a new
 * one; `years` are those of the draft; `sources` maps ids to citations. `actions`: `onField(id, name, value)`, `onTake(id, is)`,
 * `onMove(id, step)`, `onRemove(id)`, `onCite(ids, at, node)`. `shows` is given, for each row, what
 * shows another budget.
 */
export function projectTable(topic, rows, { known, years, sources, actions, shows }) {
  const head = el('tr', { role: 'row' },
    el('th', { role: 'columnheader', scope: 'col', class: 'take' }, el('span', { class: 'sr-only', text: 'ใช้' })),
    TEXTS.map(([name, text]) => el('th', { role: 'columnheader', scope: 'col', class: name, text })));
  const body = el('tbody', { role: 'rowgroup' }, rows.map((row, at) => rowNode(row, {
    old: known(row.id), years, sources, actions, shows, first: at === 0, last: at === rows.length - 1,
  })));
  return el('table', { class: 'draft-rows', role: 'table', 'aria-label': `โครงการในเรื่อง ${topic}` },
    el('thead', { role: 'rowgroup' }, head), body);
}

function rowNode(row, tools) {
  const names = [];
  // What is called after the project is called anew while its name is typed.
  const call = (node, words) => {
    names.push((called) => node.setAttribute('aria-label', words.replace('…', () => called)));
    return node;
  };
  const rename = (name) => names.forEach((set) => set(name || 'โครงการใหม่'));
  const take = call(el('input', {
    type: 'checkbox', checked: row.included, 'data-key': `${row.id}.included`,
    on: { change: () => tools.actions.onTake(row.id, take.checked) },
  }), 'ใช้โครงการ …');
  const node = el('tr', { role: 'row', 'data-row': row.id, class: row.included ? null : 'is-out' },
    el('td', { role: 'cell', class: 'take' }, el('label', { class: 'take-box' }, take, el('span', { text: 'ใช้โครงการนี้' }))));
  const about = { ...tools, node, call, rename };
  for (const [name, label] of TEXTS) {
    const cell = el('td', { role: 'cell', class: name, 'data-label': label });
    if (name === 'budget') cell.append(...budgetCell(row, about));
    else cell.append(fieldOf(row, name, label, about));
    const from = originOf(row, name, about);
    if (from) cell.append(from);
    if (name === 'name') cell.append(rowFoot(row, about));
    node.append(cell);
  }
  rename(row.name);
  return node;
}

function fieldOf(row, name, label, { actions, call, rename }) {
  const field = textField({
    key: `${row.id}.${name}`, label, value: row[name], placeholder: 'โปรดกรอก',
    onInput: (text) => {
      if (name === 'name') rename(text);
      actions.onField(row.id, name, text);
    },
  });
  return name === 'name' ? field : call(field, `${label} ของ …`);
}

/** Which of several sources a text is from. */
function originOf(row, name, { old, sources, actions, node }) {
  const id = old?.drawn?.[name];
  const ids = (old?.sources ?? []).filter((each) => sources.has(each));
  if (!sources.has(id) || ids.length < 2) return null;
  return el('div', { class: 'cell-source' }, el('span', { text: 'จาก' }),
    citationChip(sources.get(id), () => actions.onCite(ids, Math.max(0, ids.indexOf(id)), node)));
}

function budgetCell(row, { old, years, actions, shows, node, call }) {
  const { node: field, inputs, show } = budgetField(row, years, (budget) => actions.onField(row.id, 'budget', budget));
  inputs.forEach((input, at) => call(input, inputs.length > 1 && years[at] ? `งบประมาณปี ${years[at]} (บาท) ของ …` : 'งบประมาณ (บาท) ของ …'));
  shows.set(row.id, show);
  const hint = old ? spreadHint(old.spread, years.length > 1, (ids) => actions.onCite(ids, 0, node)) : null;
  return [field, hint].filter(Boolean);
}

function rowFoot(row, { old, sources, actions, first, last, node, call }) {
  const ids = (old?.sources ?? []).filter((id) => sources.has(id));
  const chips = ids.map((id, at) => citationChip(sources.get(id), () => actions.onCite(ids, at, node)));
  const move = (name, words, step, disabled) => {
    const mover = button('', { icon: name, class: 'quiet', 'data-key': `${row.id}.${name}`, onClick: () => actions.onMove(row.id, step) });
    mover.disabled = disabled;
    return call(mover, words);
  };
  const remove = () => call(button('', { icon: 'trash', class: 'quiet', onClick: () => actions.onRemove(row.id) }), 'ลบแถว …');
  return el('div', { class: 'row-foot' },
    el('div', { class: 'row-sources' }, chips.length ? foldedRun(chips) : el('span', { class: 'own', text: 'แถวที่เพิ่มเอง' })),
    el('div', { class: 'row-tools' },
      move('up', 'เลื่อนขึ้น …', -1, first), move('down', 'เลื่อนลง …', 1, last),
      old?.sources.length ? null : remove()));
}
