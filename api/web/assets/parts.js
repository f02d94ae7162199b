// The parts of a draft that are text: paragraphs by section, and the pages of the positions.

import { citationChip, foldedRun } from './citations.js';
import { el } from './dom.js';
import { textField } from './fields.js';

/** `texts` are the paragraphs' texts by id; `onText(id, text)` and `onCite(ids, at, node)` report. */
export function paragraphList(paragraphs, { texts, sources, onText, onCite, label }) {
  return el('div', { class: 'paragraphs' }, paragraphs.map((paragraph) => {
    const ids = paragraph.sources.filter((id) => sources.has(id));
    const node = el('div', { class: paragraph.item ? 'paragraph item' : 'paragraph' },
      textField({
        key: `p:${paragraph.id}`, label, value: texts[paragraph.id] ?? paragraph.text, placeholder: paragraph.asks ? `โปรดกรอก: ${paragraph.asks}` : 'โปรดกรอก',
        onInput: (text) => onText(paragraph.id, text),
      }));
    if (paragraph.edited) node.append(el('span', { class: 'own', text: 'แก้โดยเจ้าหน้าที่' }));
    else if (ids.length) {
      node.append(el('span', { class: 'paragraph-sources' },
        foldedRun(ids.map((id, at) => citationChip(sources.get(id), () => onCite(ids, at, node))))));
    }
    return node;
  }));
}

const COLUMNS = [['skills', 'ทักษะที่ต้องพัฒนา'], ['goals', 'เป้าหมายการพัฒนา'], ['methods', 'วิธีการพัฒนา']];

/** The individual development of each position. */
export function positionPages(positions, tools) {
  return positions.map((page) => el('section', { class: 'position', 'aria-label': page.position },
    el('h4', { text: page.position }),
    el('div', { class: 'position-grid' }, COLUMNS.map(([name, label]) => el('div', { class: 'position-column' },
      el('h5', { text: label }),
      page[name].length
        ? paragraphList(page[name], { ...tools, label: `${label} ของ ${page.position}` })
        : el('p', { class: 'row-label', text: 'ไม่มีตัวอย่าง' }))))));
}
