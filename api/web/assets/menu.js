// The other pages: links in the header, folded into a menu where there is no room for them.

import { button, el, icon } from './dom.js';

const PAGES = [
  { href: './', icon: 'chat', text: 'ถามแผน' },
  { href: 'table', icon: 'table', text: 'ตารางโครงการ' },
  { href: 'check', icon: 'checklist', text: 'ตรวจแผน' },
  { href: 'draft', icon: 'pen', text: 'ร่างแผน' },
];

/** Fills `root` with links to all pages but `here`, which is named by its address. */
export function showPages(root, here) {
  const links = PAGES.filter(({ href }) => href !== here).map(pageLink);
  const list = el('div', { class: 'page-list', id: 'page-list' }, links);
  const opener = button('', {
    icon: 'menu', class: 'quiet page-menu', 'aria-label': 'หน้าอื่น', 'aria-expanded': 'false',
    'aria-controls': 'page-list', onClick: () => setOpen(!root.classList.contains('is-open')),
  });
  const setOpen = (isOpen) => {
    root.classList.toggle('is-open', isOpen);
    opener.setAttribute('aria-expanded', String(isOpen));
  };
  root.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || !root.classList.contains('is-open')) return;
    event.preventDefault();
    setOpen(false);
    opener.focus();
  });
  document.addEventListener('click', ({ target }) => {
    if (!root.contains(target)) setOpen(false);
  });
  root.addEventListener('focusout', ({ relatedTarget }) => {
    if (relatedTarget && !root.contains(relatedTarget)) setOpen(false);
  });
  root.replaceChildren(opener, list);
}

function pageLink({ href, icon: name, text }) {
  return el('a', { class: 'quiet', href, 'aria-label': text }, icon(name), el('span', { text }));
}
