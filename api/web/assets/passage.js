// Draws loaded lines: running text as lines, table rows as tables under their headers.

import { el } from './dom.js';
import { isCited, rowAt, tableAt } from './window.js';

const PATH = ' › '; // joins the levels of a column's header
const CARD_COLUMNS = 4; // a wider row is hard to read across a panel, so it is listed as well
const CARD_ROWS = 3;
const WIDTHS = [[60, 15], [18, 10], [7, 7], [0, 4.5]]; // from so many characters a cell: rem
const LINE_WIDTH = 2.75; // rem, of the line numbers

/** Nodes for all lines of `view`, in order. */
export function passageNodes(view) {
  const nodes = [];
  for (let number = view.start; number <= view.end; ) {
    const table = tableAt(view, number);
    const last = table ? Math.min(table.line_end, view.end) : number;
    if (table) nodes.push(tableNode(view, table, number, last));
    else nodes.push(textLine(view, number));
    number = last + 1;
  }
  return nodes;
}

function textLine(view, number) {
  const { text = '', place } = view.lines.get(number) ?? {};
  if (!text.trim()) return el('div', { class: 'line blank' });
  const cited = isCited(view, number, number);
  return el('div', { class: cited ? 'line cited' : 'line', 'data-line': number, title: place || null },
    el('span', { class: 'line-number', 'aria-hidden': 'true', text: number }),
    el(cited ? 'mark' : 'span', { class: 'line-text', text }));
}

function tableNode(view, table, from, to) {
  const body = el('tbody');
  let rowCited = false;
  for (let number = from; number <= to; ) {
    const row = rowAt(table, number);
    if (row) {
      rowCited ||= isCited(view, row.line_start, row.line_end);
      body.append(rowNode(view, table, row));
    } else body.append(...looseLine(view, table, number));
    number = row ? row.line_end + 1 : number + 1;
  }
  const head = headNode(table.columns);
  if (!rowCited && isCited(view, from, to)) head.classList.add('cited');
  const widths = columnWidths(table);
  const node = el('table', {}, el('colgroup', {}, widths.map(column)), head, body);
  node.style.width = `${widths.reduce((sum, width) => sum + width)}rem`;
  return node;
}

// A long text squeezed into a slim column would make rows taller than the window.
function columnWidths(table) {
  const rows = [...table.rows.values()].filter((row) => row.kind !== 'scope');
  const widths = table.columns.map((label, column) => {
    const texts = [label.split(PATH).at(-1), ...rows.map((row) => row.cells[column] ?? '')];
    const longest = Math.max(...texts.map((text) => text.length));
    return WIDTHS.find(([from]) => longest >= from)[1];
  });
  return [LINE_WIDTH, ...widths];
}

function column(width) {
  const node = el('col');
  node.style.width = `${width}rem`;
  return node;
}

// A line inside a table that is no row of it, such as a page number; headers are drawn above.
function looseLine(view, table, number) {
  const line = view.lines.get(number);
  if (!line || line.header || !line.text.trim()) return [];
  const cited = isCited(view, number, number);
  return [
    el('tr', { class: cited ? 'loose cited' : 'loose', 'data-line': number },
      numberCell(number), el('td', { colspan: table.columns.length, text: line.text })),
  ];
}

function numberCell(number) {
  return el('td', { class: 'line-number', 'aria-hidden': 'true', text: number });
}

function rowNode(view, table, row) {
  const cited = isCited(view, row.line_start, row.line_end);
  const width = table.columns.length;
  const node = el('tr', { class: `${row.kind}${cited ? ' cited' : ''}`, 'data-line': row.line_start },
    numberCell(row.line_start));
  node.title = view.lines.get(row.line_start)?.place ?? '';
  const filled = row.cells.filter((text) => text.trim());
  if (row.kind === 'scope') node.append(el('td', { colspan: width, text: filled.join(' ') }));
  else {
    const padding = Array(Math.max(0, width - row.cells.length)).fill('');
    node.append(...[...row.cells, ...padding].map((text) => el('td', { text })));
  }
  return node;
}

/** Header rows from paths such as "งบประมาณ › กองคลัง": equal neighbours share a wide cell. */
function headNode(columns) {
  const paths = columns.map((column) => column.split(PATH));
  const depth = Math.max(1, ...paths.map((path) => path.length));
  const rows = Array.from({ length: depth }, (_, level) => el('tr', {}, headCells(paths, level, depth)));
  rows[0].prepend(el('td', { class: 'line-number', rowspan: depth, 'aria-hidden': 'true' }));
  return el('thead', {}, rows);
}

function headCells(paths, level, depth) {
  const cells = [];
  for (let at = 0; at < paths.length; ) {
    const path = paths[at];
    const isLeaf = path.length === level + 1;
    let end = at + 1;
    while (!isLeaf && end < paths.length && sharesHead(paths[end], path, level)) end += 1;
    if (path.length > level) {
      const scope = isLeaf ? 'col' : 'colgroup';
      const rowspan = isLeaf ? depth - level : null;
      cells.push(el('th', { scope, colspan: end - at, rowspan, text: path[level] }));
    }
    at = end;
  }
  return cells;
}

function sharesHead(other, path, level) {
  return other.length > level + 1 && path.slice(0, level + 1).every((part, i) => part === other[i]);
}

/** The cited rows as label and value, since a wide table shows only a part of a row at a time. */
export function rowCards(view) {
  const cards = [];
  for (const table of view.tables.values()) {
    if (table.columns.length < CARD_COLUMNS) continue;
    const rows = [...table.rows.values()].filter((row) => isCited(view, row.line_start, row.line_end));
    cards.push(...rows.map((row) => rowCard(table, row)));
  }
  if (!cards.length || cards.length > CARD_ROWS) return null;
  return el('details', { class: 'row-cards' }, el('summary', { text: 'อ่านแถวที่อ้างอิงทีละช่อง' }), cards);
}

function rowCard(table, row) {
  const pairs = row.cells
    .map((text, column) => [table.columns[column] ?? '', text])
    .filter(([, text]) => text.trim());
  return el('dl', { class: 'row-card' },
    pairs.map(([label, text]) => el('div', {}, el('dt', { text: label }), el('dd', { text }))));
}
