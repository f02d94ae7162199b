// The pages of a plan's file on which the cited lines stand, as pictures with the lines marked.

import { readPage } from './api.js';
import { el } from './dom.js';

const MOST = 3; // pages of one citation; a table may go on for many

/** Whether the file has pages to be shown for the citation of `view`. */
export function hasPages(view) {
  return Boolean(view.citation?.page);
}

/** A node with the pictures; `view.lines` holds the cited lines. */
export async function pagesNode(view) {
  const { start, end } = view.cited;
  const figures = await Promise.all(
    citedPages(view).map(async (page) => figure(page, await readPage(view.planId, page, start, end))),
  );
  return el('div', { class: 'pages' }, figures);
}

function citedPages({ citation, cited, lines }) {
  const pages = new Set([citation.page]);
  for (let number = cited.start; number <= cited.end; number += 1) {
    const page = lines.get(number)?.page;
    if (page) pages.add(page);
  }
  return [...pages].sort((one, other) => one - other).slice(0, MOST);
}

function figure(page, picture) {
  const address = URL.createObjectURL(picture);
  const image = el('img', { src: address, alt: `ภาพหน้า ${page} ของไฟล์ มีแถบสีตรงข้อความที่อ้างอิง` });
  image.addEventListener('load', () => URL.revokeObjectURL(address), { once: true });
  return el('figure', {}, image, el('figcaption', { text: `หน้า ${page}` }));
}

/** Brings the first marked line into view, once its picture is drawn. */
export async function scrollToMark(view) {
  const image = view.body.querySelector('.pages img');
  const box = view.lines.get(view.cited.start)?.box;
  if (!image || !box) return;
  await image.decode().catch(() => {});
  const [left, top] = box;
  const offset = image.getBoundingClientRect().top - view.body.getBoundingClientRect().top;
  view.body.scrollTop += offset + top * image.offsetHeight - view.body.clientHeight / 4;
  image.parentElement.scrollLeft = left * image.offsetWidth - 16;
}
