// Thumbs under an answer, and a box for what was wrong with it.

import { button, el } from './dom.js';
import { errorWords } from './format.js';
import { announce } from './toast.js';

const COMMENT_CHARS = 2000;
const LINES = {
  up: 'ขอบคุณสำหรับความเห็น ระบบปิดบังชื่อและข้อมูลติดต่อก่อนเก็บ',
  down: 'รับทราบแล้ว ขอบคุณ ระบบปิดบังชื่อและข้อมูลติดต่อก่อนเก็บ',
  none: 'ยกเลิกความเห็นแล้ว',
};

/**
 * `turn.feedback` is `{verdict: "up"|"down"|null, comment, isSent}`, kept with the turn.
 * `actions`: `sendFeedback(turn)` gives a promise, `keepFeedback()` keeps the conversation.
 * @returns {{thumbs: HTMLElement, panel: HTMLElement}} for the row of tools, and for below it
 */
export function feedbackView(turn, actions) {
  turn.feedback ??= { verdict: null, comment: '', isSent: true };
  const state = turn.feedback;
  const up = thumb('up', 'ตรงคำถาม');
  const down = thumb('down', 'ไม่ถูกต้อง');
  const line = el('p', { class: 'feedback-line', hidden: true });
  const box = commentBox((comment) => change({ comment }, false), () => close());
  let isSending = false;

  function thumb(verdict, text) {
    const choose = () => {
      const next = state.verdict === verdict ? null : verdict;
      change({ verdict: next, comment: '' }, next === 'down');
    };
    return button(text, { icon: `thumb-${verdict}`, class: 'tool thumb', onClick: choose });
  }

  function change(fields, isBoxOpen) {
    const isClosing = box.node.contains(document.activeElement);
    Object.assign(state, fields, { isSent: false });
    press();
    send();
    box.show(isBoxOpen);
    if (isClosing) down.focus();
  }

  function close() {
    box.show(false);
    down.focus();
  }

  function press() {
    up.setAttribute('aria-pressed', String(state.verdict === 'up'));
    down.setAttribute('aria-pressed', String(state.verdict === 'down'));
  }

  // One request at a time, until the service has what was chosen last.
  async function send() {
    actions.keepFeedback();
    // At once, so that nothing below moves when the answer comes.
    show('กำลังส่งความเห็น…');
    if (isSending) return;
    isSending = true;
    try {
      while (!state.isSent) {
        state.isSent = true;
        await actions.sendFeedback(turn);
      }
      say(LINES[state.verdict ?? 'none']);
    } catch (error) {
      state.isSent = false;
      showFailure(errorWords(error).heading);
    }
    isSending = false;
    actions.keepFeedback();
  }

  function show(text) {
    line.replaceChildren(text);
    line.hidden = false;
  }

  function say(text) {
    show(text);
    announce(text);
  }

  function showFailure(reason) {
    say(`ยังส่งความเห็นไม่ได้ ${reason}`);
    line.append(button('ส่งอีกครั้ง', { icon: 'retry', class: 'tool strong', onClick: send }));
  }

  press();
  if (!state.isSent) showFailure('');
  return {
    thumbs: el('div', { class: 'thumbs', role: 'group', 'aria-label': 'คำตอบนี้เป็นอย่างไร' }, up, down),
    panel: el('div', { class: 'feedback' }, line, box.node),
  };
}

function commentBox(onSend, onClose) {
  const text = el('textarea', { rows: 2, maxlength: COMMENT_CHARS, enterkeyhint: 'send' });
  const node = el('form', { class: 'comment', hidden: true },
    el('label', {}, el('span', { text: 'ผิดตรงไหน (ไม่บังคับ)' }), text),
    el('div', { class: 'comment-actions' },
      el('button', { type: 'submit', class: 'tool strong', text: 'ส่งรายละเอียด' }),
      button('ไม่ระบุ', { class: 'tool', onClick: onClose })));
  const submit = (event) => {
    event.preventDefault();
    if (text.value.trim()) onSend(text.value.trim());
    else onClose();
  };
  node.addEventListener('submit', submit);
  node.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') onClose();
    if (event.target === text && event.key === 'Enter' && !event.shiftKey && !event.isComposing) submit(event);
  });
  const show = (isOpen) => {
    node.hidden = !isOpen;
    text.value = '';
    if (isOpen) node.scrollIntoView({ block: 'nearest' });
  };
  return { node, show };
}
