// Texts that are added and taken away one by one, with suggestions.

import { combobox } from './combobox.js';
import { button, el, icon } from './dom.js';
import { announce } from './toast.js';

/**
 * `likely` are offered as buttons, `options()` as the list of the text box. `describe(text)` may
 * resolve to a few words on a chosen text. `most` texts at most.
 * @returns {{node, input, values: () => string[], add: (text) => void, say: (problem) => void}}
 */
export function chipsField({ id, label, hint, placeholder, emptyText, options, likely = [], describe, most, values = [] }) {
  let chosen = [];
  const list = el('ul', { class: 'chips', 'aria-label': `${label}ที่เลือก` });
  const offers = el('div', { class: 'offers', role: 'group', 'aria-label': `${label}ที่ใช้บ่อย` });
  const problem = el('p', { class: 'key-problem', role: 'alert', hidden: true });
  const box = combobox({ id, label, value: '', options, placeholder, emptyText });
  const adder = button('เพิ่ม', { icon: 'plus', class: 'tool strong', 'aria-label': `เพิ่ม${label}`, onClick: () => addTyped() });
  const row = el('div', { class: 'chip-row' });
  box.input.replaceWith(row);
  row.append(box.input, adder);

  function add(text) {
    const words = text.trim();
    if (!words || chosen.some((chip) => chip.text === words) || chosen.length >= most) return;
    const about = el('span', { class: 'chip-about' });
    const node = el('li', { class: 'chip' }, el('span', { class: 'chip-text', text: words }), about,
      button('', { icon: 'close', class: 'quiet', 'aria-label': `เอา ${words} ออก`, onClick: () => remove(words) }));
    chosen.push({ text: words, node });
    list.append(node);
    say('');
    fillOffers();
    describe?.(words).then((said) => {
      about.textContent = said;
    }, () => {});
  }

  function remove(text) {
    const at = chosen.findIndex((chip) => chip.text === text);
    chosen[at].node.remove();
    chosen = chosen.filter((chip) => chip.text !== text);
    fillOffers();
    announce(`เอา ${text} ออกแล้ว`);
    (chosen[Math.min(at, chosen.length - 1)]?.node.querySelector('button') ?? box.input).focus();
  }

  function addTyped() {
    add(box.input.value);
    box.input.value = '';
    box.close();
    box.input.focus();
  }

  function fillOffers() {
    const left = likely.filter((text) => !chosen.some((chip) => chip.text === text));
    offers.replaceChildren(...left.map((text) => button(text, {
      icon: 'plus', class: 'suggestion offer', onClick: ({ currentTarget }) => {
        const next = currentTarget.nextElementSibling?.textContent;
        add(text);
        const nodes = [...offers.children];
        (nodes.find((node) => node.textContent === next) ?? nodes.at(-1) ?? box.input).focus();
      },
    })));
  }

  function say(text) {
    problem.hidden = !text;
    problem.replaceChildren(...(text ? [icon('warn'), el('span', { text })] : []));
  }

  // Enter adds; the list's own Enter has chosen, and told so by "change".
  box.input.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || event.defaultPrevented) return;
    event.preventDefault();
    addTyped();
  });
  box.node.addEventListener('click', ({ target }) => {
    if (target.closest('[role=option]')) addTyped();
  });
  box.node.addEventListener('focusout', ({ relatedTarget }) => {
    if (!box.node.contains(relatedTarget)) box.close();
  });
  values.forEach(add);
  fillOffers();
  const node = el('div', { class: 'chips-field' }, box.node, hint ? el('p', { class: 'row-label', text: hint }) : null, list, offers, problem);
  // What is typed and not yet added is meant, too.
  const all = () => {
    if (box.input.value.trim()) addTyped();
    return chosen.map((chip) => chip.text);
  };
  return { node, input: box.input, values: all, add, say };
}
