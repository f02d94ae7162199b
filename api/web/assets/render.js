// Turns an answer's small Markdown (tables, lists, bold, [1]) into nodes.

import { foldedRun } from './citations.js';
import { el } from './dom.js';

const TABLE = /^\s*\|/;
const RULE = /^\s*\|?[\s:|-]*-[\s:|-]*$/; // the line under a table's header
const BULLET = /^\s*[-*•]\s+(.*)$/;
const NUMBERED = /^\s*(\d{1,3})[.)]\s+(.*)$/;
const HEADING = /^#{1,4}\s+(.*)$/;
const FITTING = 6; // columns that the width of a line of text has room for
const QUOTE = /^>\s?(.*)$/;
const CONTEXT = /^(ที่มา:|ตาม(แผน|ตาราง)|Source:)/; // whose words these are, after what they say
const INLINE = /\*\*(.+?)\*\*|\[(\d+(?:\s*,\s*\d+)*)\]/g;
// The last letters before a citation mark, with their vowels and tones: the mark stays with them.
const TAIL = /(?:[^\p{M}<>]\p{M}*){1,4}$/u;
const NUMBER = /^[\d๐-๙,.\s%-]+(บาท|คน|ร้อยละ|%)?$/;

/** `chipFor(id)` gives the node of a citation mark, or null if the answer cites no such id. */
export function renderAnswer(text, chipFor) {
  const root = document.createDocumentFragment();
  const lines = text.replace(/\r\n?/g, '\n').split('\n');
  for (let at = 0; at < lines.length; ) at = block(root, lines, at, chipFor);
  return root;
}

const BLOCKS = [
  [TABLE, tableBlock],
  [HEADING, headingBlock],
  [BULLET, bulletBlock],
  [NUMBERED, numberedBlock],
  [QUOTE, quoteBlock],
];

function kindOf(line) {
  return BLOCKS.find(([pattern]) => pattern.test(line));
}

function block(root, lines, at, chipFor) {
  if (!lines[at].trim()) return at + 1;
  const kind = kindOf(lines[at]);
  const inBlock = kind
    ? (line) => kind[0].test(line)
    : (line) => line.trim() && !kindOf(line);
  let end = at + 1;
  while (end < lines.length && inBlock(lines[end])) end += 1;
  const make = kind ? kind[1] : linesBlock;
  root.append(make(lines.slice(at, end), chipFor, root.childElementCount === 0));
  return end;
}

// Each line says something of its own; they stand closer than blocks do.
function linesBlock(lines, chipFor, isFirst) {
  const paragraphs = lines.map((line, index) => {
    const isContext = !(isFirst && index === 0) && CONTEXT.test(line.trim());
    return el('p', { class: isContext ? 'context' : null }, inline(line.trim(), chipFor));
  });
  return el('div', { class: 'lines' }, paragraphs);
}

function headingBlock(lines, chipFor) {
  const texts = lines.map((line) => HEADING.exec(line)[1]);
  return el('div', {}, texts.map((text) => el('h3', {}, inline(text, chipFor))));
}

function bulletBlock(lines, chipFor) {
  return el('ul', {}, lines.map((line) => el('li', {}, inline(BULLET.exec(line)[1], chipFor))));
}

// Numbers stay as the answer has them: plans number items 1, 2, 4.
function numberedBlock(lines, chipFor) {
  const items = lines.map((line) => {
    const [, value, text] = NUMBERED.exec(line);
    return el('li', { value }, inline(text, chipFor));
  });
  return el('ol', {}, items);
}

function quoteBlock(lines, chipFor) {
  const inner = lines.map((line) => QUOTE.exec(line)[1]).join('\n');
  return el('blockquote', {}, renderAnswer(inner, chipFor));
}

function tableBlock(lines, chipFor) {
  const hasHeader = lines.length > 1 && RULE.test(lines[1]);
  const rows = lines.filter((_, index) => !(hasHeader && index === 1)).map(splitCells);
  const header = hasHeader ? rows.shift() : null;
  const width = Math.max(0, ...rows.map((row) => row.length), header?.length ?? 0);
  const numeric = Array.from({ length: width }, (_, column) => isNumeric(rows, column));
  const cells = (row, tag) =>
    Array.from({ length: width }, (_, column) =>
      el(
        tag,
        {
          class: numeric[column] ? 'number' : null,
          scope: tag === 'th' ? 'col' : null,
          role: tag === 'th' ? 'columnheader' : 'cell',
          'data-label': tag === 'td' ? header?.[column]?.replace(INLINE, '$1') : null,
        },
        tag === 'td' ? el('div', {}, inline(row[column] ?? '', chipFor)) : inline(row[column] ?? '', chipFor),
      ),
    );
  // The roles are those of the tags: a phone lays rows out as cards, which would lose them.
  const line = (row, tag) => el('tr', { role: 'row' }, cells(row, tag));
  const table = el(
    'table',
    { role: 'table', class: header ? 'cards' : null },
    header ? el('thead', { role: 'rowgroup' }, line(header, 'th')) : null,
    el('tbody', { role: 'rowgroup' }, rows.map((row) => line(row, 'td'))),
  );
  return el('div', { class: width > FITTING ? 'table-wrap many' : 'table-wrap', tabindex: 0, role: 'region', 'aria-label': 'ตาราง' }, table);
}

function splitCells(line) {
  const inner = line.trim().replace(/^\|/, '').replace(/(^|[^\\])\|$/, '$1');
  return inner.split(/(?<!\\)\|/).map((cell) => cell.replace(/\\\|/g, '|').trim());
}

function isNumeric(rows, column) {
  const texts = rows
    .map((row) => (row[column] ?? '').replace(INLINE, (_, bold) => bold ?? '').trim())
    .filter((text) => text && text !== '-');
  return texts.length > 0 && texts.every((text) => NUMBER.test(text));
}

function inline(text, chipFor) {
  const nodes = [];
  let run = []; // marks that follow one another
  let from = 0;
  for (const match of text.matchAll(INLINE)) {
    const before = text.slice(from, match.index);
    if (before.trim() || !match[2]) run = endRun(nodes, run);
    const tail = match[2] ? (TAIL.exec(before)?.[0] ?? '') : '';
    nodes.push(...plain(before.slice(0, before.length - tail.length)));
    from = match.index + match[0].length;
    if (match[1]) nodes.push(el('strong', {}, inline(match[1], chipFor)));
    else run.push(el('span', { class: 'tied' }, tail, citationMarks(match, chipFor)));
  }
  endRun(nodes, run);
  nodes.push(...plain(text.slice(from)));
  return nodes;
}

function endRun(nodes, run) {
  nodes.push(...foldedRun(run));
  return [];
}

// "[2569]" that cites nothing stays text.
function citationMarks(match, chipFor) {
  const chips = match[2].split(',').map((id) => chipFor(id.trim()));
  return chips.every(Boolean) ? chips : [match[0]];
}

function plain(text) {
  const parts = text.split(/<br\s*\/?>/i);
  return parts.flatMap((part, index) => (index ? [el('br'), part] : [part])).filter((p) => p !== '');
}
