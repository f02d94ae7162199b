// The question box: grows with the text, counts it, keeps it, sends it.

import { byId, icon } from './dom.js';
import { loadDraft, saveDraft } from './store.js';

export const LIMIT = 2000; // characters; the service refuses longer questions
const COUNT_FROM = 1600;

/** `onSend(text)` returns whether it took the text; only then the box is emptied. */
export function createComposer({ onSend, onStop }) {
  const form = byId('composer');
  const box = byId('question');
  const send = byId('send');
  let busy = false;

  function refresh() {
    fit(box);
    const length = [...box.value].length;
    const tooLong = length > LIMIT;
    showCount(byId('counter'), length);
    box.setAttribute('aria-invalid', String(tooLong));
    send.disabled = !busy && (!box.value.trim() || tooLong);
    saveDraft(box.value);
  }

  function submit() {
    const text = box.value.trim();
    if (!text || busy || [...text].length > LIMIT || !onSend(text)) return;
    box.value = '';
    refresh();
  }

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    if (busy) onStop();
    else submit();
  });
  box.addEventListener('input', refresh);
  box.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    submit();
  });

  function setBusy(value) {
    busy = value;
    send.replaceChildren(icon(busy ? 'stop' : 'send'));
    send.setAttribute('aria-label', busy ? 'หยุดตอบ' : 'ส่งคำถาม');
    send.classList.toggle('stopping', busy);
    refresh();
  }

  box.value = loadDraft();
  setBusy(false);
  return { setBusy, focus: () => box.focus({ preventScroll: true }) };
}

function fit(box) {
  box.style.height = 'auto';
  box.style.height = `${box.scrollHeight}px`;
}

function showCount(counter, length) {
  const shown = length >= COUNT_FROM;
  const over = length - LIMIT;
  counter.classList.toggle('over', over > 0);
  const count = `${length.toLocaleString('en')}/${LIMIT.toLocaleString('en')}`;
  const excess = over > 0 ? ` เกิน ${over.toLocaleString('en')} ตัวอักษร โปรดย่อคำถาม` : '';
  counter.textContent = shown ? count + excess : '';
}
