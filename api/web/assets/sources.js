// The panel that shows a plan's lines around a citation.

import { readSource } from './api.js';
import { markOpen } from './citations.js';
import { button, byId, el } from './dom.js';
import { errorWords, placeInFile, planLabel, sectionPath } from './format.js';
import { closeOverlay, openOverlay } from './overlay.js';
import { hasPages, pagesNode, scrollToMark } from './pages.js';
import { passageNodes, rowCards } from './passage.js';
import { emptyWindow, merge } from './window.js';

const AROUND = 6; // lines shown before and after the cited ones
const STEP = 30; // lines that "show more" adds
const PLAN_START = 60; // lines shown of a plan opened from the list

export const narrow = matchMedia('(max-width: 899px)');

let current = null;
let asPages = true; // of files that have pages; what a person chose holds for the next source

/** Opens the source of `citations[index]`; the others are reached with previous and next. */
export function openCitation(citations, index, turnNode) {
  const citation = citations[index];
  markOpen(turnNode, citation.id);
  const cited = { start: citation.line_start, end: citation.line_end ?? citation.line_start };
  const steps = { citations, index, turnNode };
  show(
    { planId: citation.plan_id, citation, cited, steps, heading: citation },
    Math.max(1, cited.start - AROUND),
    cited.end + AROUND,
  );
}

export function openPlan(plan) {
  show({ planId: plan.id, citation: null, cited: null, steps: null, heading: plan }, 1, PLAN_START);
}

export function closeSources() {
  closeOverlay(byId('panel'));
}

async function show(target, start, end) {
  const view = { ...target, ...emptyWindow() };
  current = view;
  const parts = frame(view);
  Object.assign(view, parts);
  byId('panel').replaceChildren(parts.head, parts.body);
  openOverlay(byId('panel'), { modal: () => narrow.matches, onClose: onClosed });
  byId('app').classList.add('with-panel');
  parts.head.querySelector('h2').focus();
  view.body.append(el('p', { class: 'row-label', text: 'กำลังเปิดแผน…' }));
  await load(view, start, end, showCited);
}

function onClosed() {
  current = null;
  byId('app').classList.remove('with-panel');
  markOpen(null);
}

function frame(view) {
  const { heading, citation } = view;
  const close = button('', { icon: 'close', class: 'quiet', 'aria-label': 'ปิดแหล่งอ้างอิง', onClick: closeSources });
  const section = citation ? sectionPath(citation.section) : '';
  const file = [citation ? placeInFile(citation) : '', heading.source].filter(Boolean).join(' · ');
  const head = el('header', { class: 'panel-head' },
    el('div', { class: 'panel-top' },
      el('h2', { id: 'panel-title', tabindex: -1, text: planLabel(heading) || heading.source }),
      close),
    section ? el('p', { class: 'panel-where', text: section }) : null,
    el('p', { class: 'panel-file', text: file }),
    view.steps && view.steps.citations.length > 1 ? stepper(view.steps) : null,
    hasPages(view) ? formSwitch(view) : null);
  return { head, body: el('div', { class: 'panel-body', tabindex: 0, role: 'region', 'aria-label': 'ข้อความในแผน' }) };
}

function formSwitch(view) {
  const choice = (label, pages) => {
    const node = button(label, { class: 'tool', 'aria-pressed': String(asPages === pages) });
    node.addEventListener('click', () => {
      asPages = pages;
      for (const other of node.parentElement.children) {
        other.setAttribute('aria-pressed', String(other === node));
      }
      showForm(view);
    });
    return node;
  };
  return el('div', { class: 'form-switch', role: 'group', 'aria-label': 'รูปแบบที่แสดง' },
    choice('หน้าในไฟล์', true), choice('ข้อความที่อ่านได้', false));
}

async function showForm(view) {
  if (!asPages || !hasPages(view)) {
    render(view);
    scrollToCited(view);
    return;
  }
  view.body.replaceChildren(el('p', { class: 'row-label', text: 'กำลังเปิดหน้าในไฟล์…' }));
  try {
    const pages = await pagesNode(view);
    if (current !== view || !asPages) return;
    view.body.replaceChildren(pages);
    scrollToMark(view);
  } catch (error) {
    if (current === view) showFailure(view, error, () => showForm(view));
  }
}

function stepper({ citations, index, turnNode }) {
  const go = (step) => openCitation(citations, index + step, turnNode);
  const step = (name, label, by) => {
    const node = button('', { icon: name, class: 'quiet', 'aria-label': label, onClick: () => go(by) });
    node.disabled = !citations[index + by];
    return node;
  };
  return el('div', { class: 'stepper' },
    step('left', 'แหล่งอ้างอิงก่อนหน้า', -1),
    el('span', { text: `อ้างอิงที่ ${index + 1} จาก ${citations.length}` }),
    step('right', 'แหล่งอ้างอิงถัดไป', 1));
}

async function load(view, start, end, afterwards) {
  try {
    merge(view, await readSource(view.planId, start, end));
  } catch (error) {
    if (current === view) showFailure(view, error, () => load(view, start, end, afterwards));
    return;
  }
  if (current !== view) return;
  render(view);
  afterwards?.(view);
}

function render(view) {
  const above = view.start > 1
    ? button('แสดงบรรทัดก่อนหน้า', { icon: 'up', class: 'tool more', onClick: () => more(view, 'above') })
    : null;
  const below = view.end < view.lineCount
    ? button('แสดงบรรทัดถัดไป', { icon: 'down', class: 'tool more', onClick: () => more(view, 'below') })
    : null;
  const parts = [above, ...passageNodes(view), below].filter(Boolean);
  view.body.replaceChildren(el('div', { class: 'panel-lines' }, parts));
}

function more(view, where) {
  const { body } = view;
  const first = body.querySelector('[data-line]').dataset.line;
  const topOf = () => body.querySelector(`[data-line="${first}"]`)?.getBoundingClientRect().top ?? 0;
  const before = topOf();
  const keepPlace = () => {
    if (where === 'above') body.scrollTop += topOf() - before;
    body.focus({ preventScroll: true });
  };
  if (where === 'above') load(view, Math.max(1, view.start - STEP), view.start - 1, keepPlace);
  else load(view, view.end + 1, view.end + STEP, keepPlace);
}

function showCited(view) {
  const cards = rowCards(view);
  if (cards) view.head.append(cards);
  showForm(view);
}

// Below the table's header, which stays at the top of the view.
function scrollToCited({ body }) {
  const first = body.querySelector('.cited');
  if (!first) return;
  const header = first.closest('table')?.tHead.offsetHeight ?? 0;
  const offset = first.getBoundingClientRect().top - body.getBoundingClientRect().top;
  const room = header + Math.min(96, (body.clientHeight - header) / 4);
  body.scrollTop = Math.max(0, body.scrollTop + offset - room);
}

function showFailure(view, error, again) {
  const { heading, advice, detail } = errorWords(error);
  const quote = view.citation?.quote;
  view.body.replaceChildren(
    el('div', { class: 'box failed', role: 'alert' },
      el('p', { class: 'box-head', text: error.kind === 'missing' ? 'เปิดแผนนี้ไม่ได้' : heading }),
      el('p', { text: error.kind === 'offline' ? 'โปรดตรวจการเชื่อมต่อและระบบที่ให้บริการ แล้วลองใหม่' : advice }),
      detail ? el('p', { class: 'detail', text: detail }) : null,
      button('ลองใหม่', { icon: 'retry', class: 'tool strong', onClick: again })),
    quote ? el('blockquote', { class: 'cited quote', text: quote }) : '',
  );
}
