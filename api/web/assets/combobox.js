// A text box with a searchable list (WAI-ARIA combobox pattern, list autocomplete).

import { el } from './dom.js';
import { fold } from './format.js';

const SHOWN = 50;
const MAX_LENGTH = 200; // characters; the service refuses longer names

/** `options()` gives the texts of now; any other text may be typed too. @returns {{node, input, close}} */
export function combobox({ id, label, value, options, placeholder, emptyText }) {
  const listId = `${id}-list`;
  const list = el('ul', { id: listId, role: 'listbox', 'aria-label': label, tabindex: -1, hidden: true });
  const input = el('input', {
    id,
    type: 'text',
    role: 'combobox',
    autocomplete: 'off',
    maxlength: MAX_LENGTH,
    placeholder,
    'aria-expanded': 'false',
    'aria-controls': listId,
    'aria-autocomplete': 'list',
  });
  input.value = value;
  let active = -1;

  function open(all) {
    const query = all ? '' : fold(input.value);
    const found = options().filter((option) => fold(option).includes(query)).slice(0, SHOWN);
    active = -1;
    input.removeAttribute('aria-activedescendant');
    list.replaceChildren(...found.map(optionNode));
    if (!found.length) list.append(el('li', { class: 'no-option', role: 'presentation', text: emptyText }));
    setOpen(true);
  }

  function optionNode(text, index) {
    const chosen = text === input.value;
    const node = el('li', { id: `${listId}-${index}`, role: 'option', 'aria-selected': chosen, text });
    // "mousedown" would take the focus away and close the list before the click.
    node.addEventListener('mousedown', (event) => event.preventDefault());
    node.addEventListener('click', () => choose(text));
    return node;
  }

  function choose(text) {
    input.value = text;
    setOpen(false);
    input.dispatchEvent(new Event('change', { bubbles: true }));
  }

  function setOpen(isOpen) {
    list.hidden = !isOpen;
    input.setAttribute('aria-expanded', String(isOpen));
  }

  function move(step) {
    if (list.hidden) open(false);
    const nodes = list.querySelectorAll('[role=option]');
    if (!nodes.length) return;
    nodes[active]?.classList.remove('active');
    active = (active + step + nodes.length) % nodes.length;
    nodes[active].classList.add('active');
    nodes[active].scrollIntoView({ block: 'nearest' });
    input.setAttribute('aria-activedescendant', nodes[active].id);
  }

  const keys = {
    ArrowDown: () => move(1),
    ArrowUp: () => move(active < 0 ? 0 : -1),
    Enter: () => choose(list.querySelectorAll('[role=option]')[active].textContent),
    Escape: () => setOpen(false),
  };
  const applies = {
    Enter: () => !list.hidden && active >= 0,
    Escape: () => !list.hidden,
  };
  input.addEventListener('keydown', (event) => {
    if (!keys[event.key] || applies[event.key]?.() === false) return;
    event.preventDefault();
    event.stopPropagation();
    keys[event.key]();
  });
  input.addEventListener('input', () => open(false));
  input.addEventListener('click', () => open(true));

  const node = el('div', { class: 'combo' }, el('label', { for: id, text: label }), input, list);
  // Stays open for a button: it would move away between press and release.
  input.addEventListener('blur', ({ relatedTarget }) => {
    if (relatedTarget?.matches('input')) setOpen(false);
  });
  return { node, input, close: () => setOpen(false) };
}
