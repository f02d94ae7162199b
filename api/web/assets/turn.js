// Shows one turn: the question, and the answer in whatever state it is.

import { button, el, icon } from './dom.js';
import { draftLink } from './drafting.js';
import { feedbackView } from './feedback.js';
import { errorWords } from './format.js';
import { renderAnswer } from './render.js';
import { citationChip, sourceList } from './citations.js';

const SLOW_MS = 6000;
const EXTRACTIVE = 'คัดจากข้อความในแผนโดยตรง';
const UNWRITTEN = 'ครั้งนี้โมเดลภาษาไม่พร้อม จึงตอบด้วยข้อความในแผนโดยตรง';
const UNPROVEN = 'ข้อความของโมเดลภาษาไม่ผ่านการตรวจกับแผน จึงตอบด้วยข้อความในแผนโดยตรง';
const FALLBACK_NOTES = {
  paused: UNWRITTEN, timeout: UNWRITTEN, failed: UNWRITTEN, unreadable: UNPROVEN, unsupported: UNPROVEN,
};

/** Who worded the answer, and what that means for who reads it. */
function modeNote({ answerable, mode, writing }) {
  if (answerable === false) return null;
  if (mode === 'llm') return 'เรียบเรียงด้วยปัญญาประดิษฐ์ ตรวจทุกประโยคกับบรรทัดที่อ้างแล้ว';
  return FALLBACK_NOTES[writing?.fallback] ?? EXTRACTIVE;
}

/**
 * `actions`: `onSuggestion(text, turn, remember)`, `onChooseProfile(turn)`, `onRetry(turn)`,
 * `onCopy(turn)`, `onCite(turn, citation)`, `choices(turn)`, and those of `feedbackView`.
 * @returns {{node: HTMLElement, update: () => void}} `update` shows the turn as it now is
 */
export function turnView(turn, actions) {
  const answer = el('div', { class: 'answer' });
  const node = el(
    'li',
    { class: 'turn' },
    el('div', { class: 'question' }, el('span', { class: 'sr-only', text: 'คุณถาม: ' }), turn.question),
    answer,
  );
  const update = () => {
    answer.setAttribute('aria-busy', String(turn.status === 'streaming'));
    answer.replaceChildren(...(VIEWS[turn.status] ?? stoppedView)(turn, actions));
  };
  update();
  return { node, update };
}

const VIEWS = {
  streaming: streamingView,
  done: doneView,
  error: errorView,
  stopped: stoppedView,
};

function streamingView(turn, actions) {
  if (turn.text) return [body(turn.text, turn, actions, 'typing')];
  const slow = Date.now() - turn.asked_at > SLOW_MS;
  const text = slow ? 'ยังค้นอยู่ ใช้เวลานานกว่าปกติเล็กน้อย…' : 'กำลังค้นในแผน…';
  const dots = el('span', { class: 'dots', 'aria-hidden': 'true' }, el('i'), el('i'), el('i'));
  return [el('p', { class: 'waiting' }, dots, text)];
}

function body(text, turn, actions, extra = '') {
  const cite = (id) => {
    const citation = turn.citations.find((item) => String(item.id) === id);
    return citation ? citationChip(citation, () => actions.onCite(turn, citation)) : null;
  };
  return el('div', { class: `prose ${extra}`.trim() }, renderAnswer(text, cite));
}

function doneView(turn, actions) {
  const { response } = turn;
  const text = body(response.answer, turn, actions);
  const boxed = boxFor(response);
  const parts = [boxed ? el('div', { class: `box ${boxed.kind}` }, boxed.head, text) : text];
  if (turn.citations.length) {
    parts.push(sourceList(turn.citations, (citation) => actions.onCite(turn, citation)));
  }
  const link = response.needs ? null : draftLink(turn.question);
  if (link) parts.push(link);
  parts.push(...(response.needs ? [choicesRow(turn, actions)] : toolsRows(turn, actions)));
  if (!response.needs && response.suggestions?.length) parts.push(suggestionsRow(turn, actions));
  return parts;
}

const NEEDS_HEADS = { organization: 'ขอทราบหน่วยงาน', position: 'ขอทราบตำแหน่ง' };

function boxFor({ needs, answerable }) {
  if (needs) return { kind: 'asks', head: boxHead('person', NEEDS_HEADS[needs] ?? 'ขอทราบเพิ่ม') };
  if (answerable === false) return { kind: 'absent', head: boxHead('info', 'ไม่พบในแผนที่มีอยู่') };
  return null;
}

function boxHead(name, text) {
  return el('p', { class: 'box-head' }, icon(name), text);
}

function toolsRows(turn, actions) {
  const note = modeNote(turn.response);
  const copy = button('คัดลอก', {
    icon: 'copy',
    class: 'tool',
    'aria-label': 'คัดลอกคำตอบพร้อมแหล่งอ้างอิง',
    onClick: () => actions.onCopy(turn),
  });
  const { thumbs, panel } = feedbackView(turn, actions);
  const noted = note ? el('span', { class: 'note', text: note }) : null;
  return [el('div', { class: 'tools' }, copy, thumbs, noted), panel];
}

function suggestionsRow(turn, actions) {
  const label = turn.response.answerable === false ? 'ลองถามแทน' : 'ถามต่อ';
  const chips = turn.response.suggestions.map((text) =>
    button(text, { class: 'suggestion', onClick: () => actions.onSuggestion(text, turn, false) }),
  );
  return el('div', { class: 'suggestions', role: 'group', 'aria-label': label },
    el('p', { class: 'row-label', text: label }), chips);
}

function choicesRow(turn, actions) {
  const needs = turn.response.needs;
  const choices = actions.choices(turn);
  const remember = el('input', { type: 'checkbox' });
  const what = needs === 'position' ? 'ตำแหน่ง' : 'หน่วยงาน';
  const chips = choices.map((text) =>
    button(text, {
      class: 'suggestion choice',
      onClick: () => actions.onSuggestion(text, turn, remember.checked),
    }),
  );
  const other = button(needs === 'position' ? 'พิมพ์ตำแหน่ง…' : 'เลือกหน่วยงานอื่น…', {
    class: 'suggestion other',
    onClick: () => actions.onChooseProfile(turn),
  });
  const keep = el('label', { class: 'remember' }, remember, `จำเป็น${what}ของฉันสำหรับคำถามต่อไป`);
  return el('div', { class: 'suggestions', role: 'group', 'aria-label': `เลือก${what}` },
    chips, other, choices.length ? keep : null);
}

function errorView(turn, actions) {
  const { heading, advice, detail } = errorWords(turn.error);
  return [
    el('div', { class: 'box failed', role: 'alert' },
      boxHead('warn', heading),
      el('p', { text: advice }),
      detail ? el('p', { class: 'detail', text: detail }) : null,
      retryButton(turn, actions)),
  ];
}

function stoppedView(turn, actions) {
  const parts = turn.text ? [body(turn.text, turn, actions)] : [];
  parts.push(
    el('div', { class: 'tools' },
      el('span', { class: 'note', text: 'หยุดไว้ก่อนตอบจบ' }), retryButton(turn, actions)),
  );
  return parts;
}

function retryButton(turn, actions) {
  return button('ลองใหม่', { icon: 'retry', class: 'tool strong', onClick: () => actions.onRetry(turn) });
}
