// A draft being edited: its parts in order, drawn from what the keeper holds.

import { projectsOf, totalOf, withoutAmount } from './amounts.js';
import { sourceList } from './citations.js';
import { button, byId, el, icon } from './dom.js';
import { adviceView, nextToFill } from './advice.js';
import { keepingFocus, showValue } from './fields.js';
import { money } from './format.js';
import { isSame } from './merge.js';
import { paragraphList, positionPages } from './parts.js';
import { projectTable } from './projectrows.js';
import { openCitation } from './sources.js';
import { toast } from './toast.js';

const ID_BYTES = 9;
const YEARS_LEAD = 'งบประมาณเสนอเท่ากันทุกปี ตามงบประมาณต่อหนึ่งปีของแผนตัวอย่าง แก้แยกปีได้ หรือแก้ช่อง “รวม” เพื่อแบ่งเท่ากันใหม่';

/** `change(edit)` takes what the draft is to be. @returns {{show: (draft, edit) => void}} */
export function createEditor(root, { head, change }) {
  let draft = null;
  let edit = null;
  let citations = [];
  let drawn = null; // what stands on the page: what can't be shown by setting values
  const advice = el('div', { class: 'advice' });
  const shows = new Map(); // by row: shows another budget

  const update = (next) => {
    edit = next;
    showAmounts();
    change(edit);
  };
  const updateRows = (rows) => update({ ...edit, rows });
  const redraw = (rows) => {
    updateRows(rows);
    keepingFocus(draw);
  };
  const at = (id) => edit.rows.findIndex((row) => row.id === id);
  const cite = (ids, first, node) => {
    const chosen = ids.map((id) => citations.find((citation) => citation.id === id)).filter(Boolean);
    if (!chosen.length) return;
    openCitation(chosen, Math.min(first, chosen.length - 1), node);
    node.scrollIntoView({ block: 'nearest' }); // the panel leaves less room, and rows move
  };
  const actions = {
    onField: (id, name, value) => updateRows(edit.rows.map((row) => (row.id === id ? { ...row, [name]: value } : row))),
    onTake: (id, included) => redraw(edit.rows.map((row) => (row.id === id ? { ...row, included } : row))),
    onMove: (id, step) => redraw(moved(edit.rows, at(id), step)),
    onRemove: (id) => removeRow(id),
    onCite: cite,
  };

  function removeRow(id) {
    const [before, row] = [at(id), edit.rows[at(id)]];
    redraw(edit.rows.filter((other) => other.id !== id));
    byId(`part-projects`)?.focus({ preventScroll: true });
    toast('ลบแถวแล้ว', { text: 'เลิกทำ', run: () => restoreRow(before, row) });
  }

  function restoreRow(before, row) {
    if (at(row.id) < 0) redraw([...edit.rows.slice(0, before), row, ...edit.rows.slice(before)]);
  }

  function addRow(topic) {
    const row = newRow(topic);
    const last = edit.rows.findLastIndex((other) => other.topic === topic);
    const end = last < 0 ? edit.rows.length : last + 1;
    redraw([...edit.rows.slice(0, end), row, ...edit.rows.slice(end)]);
    root.querySelector(`[data-key="${row.id}.name"]`).focus();
  }

  function show(nextDraft, nextEdit) {
    draft = nextDraft;
    edit = nextEdit;
    citations = draft.sources.map((source) => ({ ...source, section: [] }));
    advice.replaceChildren(...adviceView(draft, root));
    if (isSame(drawn, shapeOf(draft, edit))) showTexts();
    else keepingFocus(draw);
    showAmounts();
  }

  function draw() {
    drawn = shapeOf(draft, edit);
    const parts = draft.sections.map(partNode);
    root.replaceChildren(head(draft, edit, (title) => update({ ...edit, title })), outline(draft.sections), advice, ...parts, sourcesNode());
    showAmounts();
  }

  function partNode({ part, heading, paragraphs }) {
    const number = numberOf(part, draft.sections);
    const tools = textTools();
    return el('section', { class: 'part', id: `part-${part}`, tabindex: -1, 'aria-labelledby': `heading-${part}` },
      el('h3', { id: `heading-${part}` }, number ? el('span', { class: 'part-number', text: number }) : null, heading),
      paragraphList(paragraphs, { ...tools, label: heading }),
      part === 'projects' && draft.request.fiscal_years.length > 1 ? el('p', { class: 'row-label', text: YEARS_LEAD }) : null,
      part === 'projects' ? topicsOf(draft, edit).map(topicNode) : null,
      part === 'positions' ? positionPages(draft.positions, tools, (positions) => update({ ...edit, positions })) : null);
  }

  function textTools() {
    return {
      texts: edit.paragraphs, sources: sourceMap(), onCite: cite,
      onText: (id, text) => update({ ...edit, paragraphs: { ...edit.paragraphs, [id]: text } }),
    };
  }

  const sourceMap = () => new Map(citations.map((citation) => [citation.id, citation]));

  function topicNode(topic, index) {
    const rows = edit.rows.filter((row) => row.topic === topic);
    const old = new Map(draft.rows.map((row) => [row.id, row]));
    return el('section', { class: 'topic', 'data-topic': topic, 'aria-label': topic },
      el('div', { class: 'topic-head' },
        el('h4', { text: /^(ยุทธศาสตร์|ประเด็น|กลยุทธ์)/.test(topic) ? topic : `${index + 1}. ${topic}` }),
        el('p', { class: 'topic-sum' })),
      rows.length
        ? projectTable(topic, rows, { known: (id) => old.get(id), years: draft.request.fiscal_years, sources: sourceMap(), actions, shows })
        : el('p', { class: 'row-label', text: 'ยังไม่มีโครงการในเรื่องนี้' }),
      button('เพิ่มโครงการเอง', { icon: 'plus', class: 'tool strong', 'aria-label': `เพิ่มโครงการเองในเรื่อง ${topic}`, onClick: () => addRow(topic) }));
  }

  function sourcesNode() {
    const node = el('details', { class: 'all-sources' },
      el('summary', {}, icon('library'), `แหล่งที่มาทั้งหมด ${citations.length} แห่ง`));
    node.append(sourceList(citations, (citation) => openCitation(citations, citations.indexOf(citation), node)));
    return node;
  }

  function showTexts() {
    for (const row of edit.rows) {
      for (const name of ['name', 'objective', 'indicator', 'target', 'timing', 'unit']) put(`${row.id}.${name}`, row[name]);
      shows.get(row.id)?.(row.budget);
    }
    for (const [id, text] of Object.entries(edit.paragraphs)) put(`p:${id}`, text);
    put('title', edit.title ?? draft.title);
  }

  function put(key, value) {
    const node = root.querySelector(`[data-key="${CSS.escape(key)}"]`);
    if (node) showValue(node, value);
  }

  function showAmounts() {
    for (const node of root.querySelectorAll('.topic')) {
      const rows = projectsOf(edit.rows.filter((row) => row.topic === node.dataset.topic));
      const sum = `${rows.length.toLocaleString('en')} โครงการ · ${money(totalOf(rows))} บาท`;
      node.querySelector('.topic-sum').textContent = [sum, withoutAmount(rows)].filter(Boolean).join(' · ');
    }
    nextToFill(root);
  }
  return { show };
}

// A change of any of these means that nodes come, go or move.
function shapeOf({ sections, positions, sources }, { rows }) {
  return {
    rows: rows.map(({ id, topic, included }) => [id, topic, included]),
    parts: sections.map(({ part, heading, paragraphs }) => [part, heading, paragraphs.map(({ id }) => id)]),
    positions: positions.map(({ position }) => position),
    sources: sources.length,
  };
}

function topicsOf(draft, edit) {
  return [...new Set([...draft.request.topics, ...edit.rows.map((row) => row.topic)])];
}

/** Past the neighbour of the same topic. */
function moved(rows, from, step) {
  const topic = rows[from].topic;
  let to = from + step;
  while (rows[to] && rows[to].topic !== topic) to += step;
  if (!rows[to]) return rows;
  const next = [...rows];
  const [row] = next.splice(from, 1);
  next.splice(to, 0, row);
  return next;
}

function newRow(topic) {
  // Not randomUUID: an office's network is plain HTTP.
  const bytes = crypto.getRandomValues(new Uint8Array(ID_BYTES));
  const id = `own-${[...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')}`;
  const texts = Object.fromEntries(['name', 'objective', 'indicator', 'target', 'timing', 'unit'].map((name) => [name, '']));
  return { id, topic, included: true, ...texts, budget: { kind: 'not_stated', baht: null } };
}

const FRONT = ['announcement', 'foreword']; // stand before the numbered parts

const numberOf = (part, sections) =>
  sections.filter((section) => !FRONT.includes(section.part)).findIndex((section) => section.part === part) + 1;

function outline(sections) {
  const go = (part) => () => {
    const node = byId(`part-${part}`);
    node.scrollIntoView({ block: 'start' });
    node.focus({ preventScroll: true });
  };
  return el('nav', { class: 'outline', 'aria-label': 'ส่วนของร่าง' },
    sections.map(({ part, heading }) => button(`${numberOf(part, sections) || ''} ${heading}`.trim(), { class: 'tool', onClick: go(part) })));
}
