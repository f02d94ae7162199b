// Keys: the form that asks for one, and the reader's key, kept until its holder signs out.

import { ApiError, checkReaderKey, setAccess } from './api.js';
import { button, byId, el, icon } from './dom.js';
import { errorWords } from './format.js';
import { closeOverlay, openOverlay } from './overlay.js';
import { forgetReader, loadReaderKey, saveReaderKey } from './store.js';

let key = loadReaderKey();
let asking = null;

/** Sends the kept key with every request; asks for one, in `#key`, where it is refused. */
export function useReaderKey() {
  setAccess({ header: () => (key ? ['X-API-Key', key] : null), renew });
}

/** Whether there is something to sign out of. */
export function hasReaderKey() {
  return Boolean(key);
}

/** Forgets the key and the conversation: the next person at this computer sees neither. */
export function signOut() {
  forgetReader();
  location.reload();
}

// Requests that are refused together wait for one answer. `used`: what the refused one sent.
function renew(used) {
  if (key && key !== used) return Promise.resolve(true);
  asking ??= ask(Boolean(used)).finally(() => {
    asking = null;
  });
  return asking;
}

function ask(wasWrong) {
  return new Promise((resolve) => {
    const dialog = byId('key');
    const form = keyForm({
      id: 'reader-key',
      label: 'กุญแจใช้งาน',
      submit: 'เริ่มใช้งาน',
      check: checkReaderKey,
      onRight: (right) => {
        key = right;
        saveReaderKey(right);
        closeOverlay(dialog);
      },
    });
    const close = button('', { icon: 'close', class: 'quiet', 'aria-label': 'ปิด', onClick: () => closeOverlay(dialog) });
    dialog.replaceChildren(
      el('div', { class: 'sheet-head' }, el('h2', { id: 'key-title', text: 'ใส่กุญแจเพื่อใช้งาน' }), close),
      el('p', { class: 'sheet-lead', text: 'ระบบนี้เปิดให้ผู้ที่มีกุญแจ ขอได้จากผู้ดูแลระบบ ใส่ครั้งเดียว เบราว์เซอร์นี้จะจำไว้จนกว่าคุณจะออกจากระบบ' }),
      form.node,
    );
    const before = key;
    openOverlay(dialog, { onClose: () => resolve(key !== before) });
    if (wasWrong) form.say('กุญแจที่จำไว้ใช้ไม่ได้แล้ว โปรดใส่กุญแจใหม่');
    form.focus();
  });
}

/**
 * A form for a key. `check(key)` rejects with an ApiError for a wrong one; `onRight(key)` is
 * called with a right one.
 * @returns {{node: HTMLElement, focus: () => void, say: (text: string) => void}}
 */
export function keyForm({ id, label, submit, check, onRight }) {
  const input = el('input', {
    id, type: 'password', autocomplete: 'off', autocapitalize: 'off', spellcheck: 'false', required: true,
    'aria-describedby': `${id}-problem`,
  });
  const problem = el('p', { class: 'key-problem', id: `${id}-problem`, role: 'alert' });
  const say = (text) => {
    problem.replaceChildren(...(text ? [icon('warn'), el('span', { text })] : []));
    input.toggleAttribute('aria-invalid', Boolean(text));
  };
  const send = el('button', { type: 'submit', class: 'primary', text: submit });
  const onSubmit = async (event) => {
    event.preventDefault();
    const given = input.value.trim();
    if (!given) return say('โปรดใส่กุญแจ');
    send.disabled = true;
    try {
      await check(given);
      say('');
      onRight(given);
    } catch (error) {
      say(keyProblem(error));
      input.select();
    }
    send.disabled = false;
  };
  const node = el('form', { class: 'sheet-form key-form', novalidate: true, on: { submit: onSubmit } },
    el('div', { class: 'combo' },
      el('label', { for: id, text: label }),
      el('div', { class: 'key-field' }, input, revealer(input)),
      problem),
    el('div', { class: 'sheet-actions' }, send));
  return { node, say, focus: () => input.focus() };
}

function revealer(input) {
  const node = button('แสดง', {
    class: 'tool',
    'aria-pressed': 'false',
    'aria-label': 'แสดงกุญแจที่พิมพ์',
    onClick: () => {
      const shown = input.type === 'text';
      input.type = shown ? 'password' : 'text';
      node.setAttribute('aria-pressed', String(!shown));
      node.firstElementChild.textContent = shown ? 'แสดง' : 'ซ่อน';
    },
  });
  return node;
}

function keyProblem(error) {
  const known = error instanceof ApiError ? error : new ApiError('server');
  if (known.status === 401) return 'กุญแจนี้ใช้ไม่ได้ โปรดตรวจตัวพิมพ์เล็กใหญ่และช่องว่าง แล้วลองใหม่';
  if (known.kind === 'offline') return 'ติดต่อระบบไม่ได้ โปรดตรวจการเชื่อมต่อ แล้วลองใหม่';
  const { heading, advice, detail } = errorWords(known);
  if (known.status === 403) return detail;
  return `${heading} ${advice}`;
}
