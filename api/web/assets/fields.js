// Texts that are edited where they stand.

import { el } from './dom.js';

const GROWS = CSS.supports('field-sizing', 'content');

/** A text box as high as its text. `key` finds it again when the draft is drawn anew. */
export function textField({ key, label, value, placeholder, onInput }) {
  const node = el('textarea', {
    class: 'cell', rows: 1, 'data-key': key, 'aria-label': label, placeholder, maxlength: 5000, spellcheck: 'false',
    on: {
      input: () => {
        grow(node);
        onInput(node.value);
      },
    },
  });
  node.value = value;
  if (!GROWS) requestAnimationFrame(() => grow(node));
  return node;
}

function grow(node) {
  if (GROWS) return;
  node.style.height = 'auto';
  node.style.height = `${node.scrollHeight + 2}px`;
}

/** Shows `value`; where one is typing, the spaces that the service took off the ends stay. */
export function showValue(node, value) {
  const typing = node === document.activeElement;
  if (typing ? node.value.trim() === value.trim() : node.value === value) return;
  const { selectionStart: start, selectionEnd: end } = node;
  node.value = value;
  if (typing) node.setSelectionRange(start, end);
  grow(node);
}

/** Runs `redraw`, which makes fields anew, and puts the cursor back into the one that had it. */
export function keepingFocus(redraw) {
  const { dataset, selectionStart: start, selectionEnd: end } = document.activeElement ?? {};
  const key = dataset?.key;
  redraw();
  const node = key ? document.querySelector(`[data-key="${CSS.escape(key)}"]`) : null;
  if (!node) return;
  node.focus({ preventScroll: true });
  if (Number.isInteger(start)) node.setSelectionRange?.(start, end);
}
