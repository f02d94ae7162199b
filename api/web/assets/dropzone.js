// Where files are picked or dropped.

import { el, icon } from './dom.js';
import { droppedFiles } from './dropped.js';

const ACCEPT = '.docx,.pdf,.xlsx,.html,.htm,.md,.txt';
export const KINDS = 'DOCX, PDF, XLSX, HTML, Markdown หรือข้อความ';

/**
 * `onFiles({files, passed})` gets what `droppedFiles` finds; `label` names the button, `beside`
 * says what else can be done and `hint` what may be sent.
 */
export function dropZone({ label, beside, hint, multiple }, onFiles) {
  const input = el('input', {
    id: 'pick', type: 'file', multiple, accept: ACCEPT, class: 'sr-only', 'aria-describedby': 'pick-hint',
    on: {
      change: () => {
        onFiles({ files: [...input.files].map((file) => ({ file, name: file.name })), passed: 0 });
        input.value = ''; // the same file can be picked again
      },
    },
  });
  const zone = el('div', { class: 'drop-zone' },
    icon('upload'),
    el('p', { class: 'drop-lead' },
      input,
      el('label', { class: 'primary', for: 'pick', text: label }),
      el('span', { class: 'drop-or', text: beside })),
    el('p', { class: 'row-label', id: 'pick-hint', text: hint }));
  let inside = 0;
  const mark = (by) => (event) => {
    event.preventDefault();
    inside = by ? inside + by : 0;
    zone.classList.toggle('is-over', inside > 0);
  };
  zone.addEventListener('dragenter', mark(1));
  zone.addEventListener('dragleave', mark(-1));
  zone.addEventListener('dragover', (event) => event.preventDefault());
  zone.addEventListener('drop', async (event) => {
    mark(0)(event);
    onFiles(await droppedFiles(event.dataTransfer));
  });
  // Beside the zone a browser would leave the page and open the file.
  for (const name of ['dragover', 'drop']) addEventListener(name, (event) => event.preventDefault());
  return zone;
}
