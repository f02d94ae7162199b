// A short message at the bottom, with one optional action.

import { button, byId, el } from './dom.js';

const SHOWN_MS = 6000;
const ACTION_MS = 20_000; // time to find the button, with a screen reader or with slow hands
let timer = 0;

export function toast(text, action) {
  const box = byId('toast');
  const act = () => {
    box.hidden = true;
    action.run();
  };
  box.replaceChildren(el('span', { text }));
  if (action) box.append(button(action.text, { class: 'link', onClick: act }));
  box.hidden = false;
  clearTimeout(timer);
  timer = setTimeout(() => {
    box.hidden = true;
  }, action ? ACTION_MS : SHOWN_MS);
}

/** Says a text to screen readers only. */
export function announce(text) {
  byId('live').textContent = text;
}
