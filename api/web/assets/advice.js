// What is still to be done on a draft: fields to fill in, findings of the checks, notes.

import { button, el, icon } from './dom.js';
import { findingsView } from './findings.js';

const TO_FILL = 'to-fill'; // the fields themselves are marked
const FILL_NOTE = /^โปรดกรอก/;

/** Nodes about `draft`, whose fields stand in `root`. */
export function adviceView(draft, root) {
  const findings = draft.findings.filter(({ code }) => code !== TO_FILL);
  const notes = draft.notes.filter((note) => !FILL_NOTE.test(note));
  return [
    el('div', { class: 'to-fill-line', hidden: true }, icon('pen'), el('span', { class: 'to-fill-count', role: 'status' }),
      button('ไปช่องที่ต้องกรอก', { icon: 'down', class: 'tool strong', onClick: () => goToFill(root) })),
    checks(findings, draft, root),
    notes.length
      ? el('details', { class: 'draft-notes' },
        el('summary', {}, icon('info'), `หมายเหตุของร่าง ${notes.length.toLocaleString('en')} ข้อ`),
        el('ul', {}, notes.map((text) => el('li', { text }))))
      : null,
  ].filter(Boolean);
}

function checks(findings, draft, root) {
  if (!findings.length) {
    return el('p', { class: 'checks-fine' }, icon('check'), 'ผ่านการตรวจ: ยอดรวม ปี ลำดับ และหัวข้อเรียบร้อย');
  }
  return el('details', { class: 'draft-checks' },
    el('summary', {}, icon('warn'), `ผลการตรวจร่าง ${findings.length.toLocaleString('en')} ข้อ`),
    findingsView(findings, (finding) => rowLink(finding, draft, root)));
}

// Lines of a draft are of its export and tell nobody where to look; the row does.
function rowLink({ message, row }, { rows }, root) {
  const named = rows.find(({ id }) => id === row) ?? rows.find(({ name, included }) => included && name && message.includes(name));
  if (!named) return null;
  return button('ไปที่แถว', {
    class: 'tool finding-place', onClick: () => reach(root.querySelector(`[data-key="${named.id}.name"]`)),
  });
}

const fieldsToFill = (root) =>
  [...root.querySelectorAll('.cell:placeholder-shown:not(:disabled)')].filter((node) => !node.closest('.is-out'));

/** Says how many fields of `root` are to be filled in. */
export function nextToFill(root) {
  const line = root.querySelector('.to-fill-line');
  const count = fieldsToFill(root).length;
  if (!line) return;
  line.hidden = !count;
  const text = `เหลือ ${count.toLocaleString('en')} ช่องที่ไม่มีตัวอย่าง โปรดกรอกเอง`;
  const said = line.querySelector('.to-fill-count');
  if (said.textContent !== text) said.textContent = text;
}

function goToFill(root) {
  reach(fieldsToFill(root)[0]);
}

function reach(node) {
  node?.scrollIntoView({ block: 'center' });
  node?.focus({ preventScroll: true });
}
