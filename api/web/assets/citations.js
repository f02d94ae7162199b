// Citation chips in the text and the list of sources below an answer.

import { button, el } from './dom.js';
import { place, planLabel } from './format.js';

const SHOWN_FIRST = 4;
const MARKS_SHOWN = 3;

export function citationChip(citation, onOpen) {
  const label = `แหล่งอ้างอิง ${citation.id}: ${planLabel(citation)} ${place(citation)}`;
  return el('button', {
    type: 'button',
    class: 'cite',
    'data-cite': citation.id,
    'aria-label': label,
    'aria-haspopup': 'dialog',
    title: `${planLabel(citation)}\n${place(citation)}`,
    text: citation.id,
    on: { click: onOpen },
  });
}

/** Marks of a sentence that stands on many rows: the first few, and a button for the others. */
export function foldedRun(marks) {
  if (marks.length <= MARKS_SHOWN + 1) return marks;
  const rest = el('span', { hidden: '' }, marks.slice(MARKS_SHOWN));
  const more = el('button', {
    type: 'button',
    class: 'cite more',
    'aria-label': `แสดงแหล่งอ้างอิงอีก ${marks.length - MARKS_SHOWN} แห่ง`,
    text: `+${marks.length - MARKS_SHOWN}`,
    on: {
      click: () => {
        rest.removeAttribute('hidden');
        more.remove();
        rest.querySelector('button')?.focus();
      },
    },
  });
  return [...marks.slice(0, MARKS_SHOWN), more, rest];
}

export function sourceList(citations, onOpen) {
  const items = citations.map((citation) => el('li', {}, sourceButton(citation, onOpen)));
  const list = el('ol', { class: 'source-list' }, items);
  const hidden = items.slice(SHOWN_FIRST);
  hidden.forEach((item) => item.toggleAttribute('hidden', true));
  const section = el('section', { class: 'sources', 'aria-label': 'แหล่งอ้างอิง' },
    el('p', { class: 'row-label', text: `แหล่งอ้างอิง ${citations.length} แห่ง` }), list);
  if (hidden.length) section.append(moreButton(hidden));
  return section;
}

function sourceButton(citation, onOpen) {
  return el(
    'button',
    { type: 'button', class: 'source', 'data-cite': citation.id, on: { click: () => onOpen(citation) } },
    el('span', { class: 'source-number', 'aria-hidden': 'true', text: citation.id }),
    el('span', { class: 'source-text' },
      el('span', { class: 'source-title', text: planLabel(citation) }),
      el('span', { class: 'source-place', text: place(citation) })),
  );
}

function moreButton(hidden) {
  const more = button(`แสดงอีก ${hidden.length} แห่ง`, {
    icon: 'down',
    class: 'tool',
    onClick: () => {
      hidden.forEach((item) => item.removeAttribute('hidden'));
      more.remove();
      hidden[0].querySelector('button').focus();
    },
  });
  return more;
}

/** Marks the chips and list entries of the citation whose source is open; null unmarks all. */
export function markOpen(turnNode, id) {
  for (const node of document.querySelectorAll('[data-cite][aria-current]')) {
    node.removeAttribute('aria-current');
  }
  if (!turnNode) return;
  for (const node of turnNode.querySelectorAll('[data-cite]')) {
    if (node.dataset.cite === String(id)) node.setAttribute('aria-current', 'true');
  }
}
