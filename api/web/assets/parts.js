// The parts of a draft that are text: paragraphs by section, and the pages of the positions.

import { citationChip, foldedRun } from './citations.js';
import { button, el, icon } from './dom.js';
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

/** The individual development of each position; `onChange(names)` is told which there are to be. */
export function positionPages(positions, tools, onChange) {
  const names = positions.map(({ position }) => position);
  const pages = positions.map((page) => positionPage(page, tools, () => onChange(names.filter((name) => name !== page.position))));
  return [...pages, positionForm((name) => onChange([...new Set([...names, name])]))];
}

function positionForm(onAdd) {
  const name = el('input', { type: 'text', maxlength: 200, 'aria-label': 'ตำแหน่งที่จะเพิ่ม', placeholder: 'เช่น นักวิชาการเงินและบัญชี', autocomplete: 'off' });
  const add = el('button', { type: 'submit', class: 'tool strong' }, icon('plus'), el('span', { text: 'เพิ่มตำแหน่ง' }));
  const submit = (event) => {
    event.preventDefault();
    if (!name.value.trim()) return name.focus();
    onAdd(name.value.trim());
    add.disabled = true; // until the page with it is drawn
    add.lastChild.textContent = 'กำลังเพิ่ม…';
  };
  return el('form', { class: 'position-add', on: { submit } }, name, add);
}

function positionPage(page, tools, onRemove) {
  return el('section', { class: 'position', 'aria-label': page.position },
    el('div', { class: 'topic-head' },
      el('h4', { text: page.position }),
      button('', { icon: 'trash', class: 'quiet', 'aria-label': `เอาตำแหน่ง ${page.position} ออก`, onClick: onRemove })),
    el('div', { class: 'position-grid' }, COLUMNS.map(([name, label]) => el('div', { class: 'position-column' },
      el('h5', { text: label }),
      page[name].length
        ? paragraphList(page[name], { ...tools, label: `${label} ของ ${page.position}` })
        : el('p', { class: 'row-label', text: 'ไม่มีตัวอย่าง' })))));
}
