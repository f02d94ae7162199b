// What two people changed in the same place: both are shown, and one chooses.

import { amountText } from './amounts.js';
import { button, byId, el } from './dom.js';
import { money } from './format.js';
import { closeOverlay, openOverlay } from './overlay.js';
import { FIELD_NAMES } from './projectrows.js';

/** `rowName(id)` names a row; `onChoose(choose)` is called once all is chosen, as `settle` wants. */
export function openClash(clashes, { rowName, onChoose }) {
  const dialog = byId('clash');
  const forms = clashes.map((clash, at) => clashNode(clash, at, rowName));
  const values = () => {
    const chosen = new Map(clashes.map((clash, at) => [keyOf(clash), forms[at].querySelector('input:checked').value]));
    return (clash) => chosen.get(keyOf(clash)) ?? 'mine';
  };
  const submit = (event) => {
    event.preventDefault();
    dialog.addEventListener('close', () => onChoose(values()), { once: true });
    closeOverlay(dialog);
  };
  dialog.replaceChildren(el('form', { class: 'sheet-form', on: { submit } },
    el('div', { class: 'sheet-head' }, el('h2', { id: 'clash-title', text: 'มีผู้อื่นแก้ที่เดียวกัน' }),
      button('', { icon: 'close', class: 'quiet', 'aria-label': 'ไว้ก่อน', onClick: () => closeOverlay(dialog) })),
    el('p', { class: 'sheet-lead', text: 'ส่วนที่แก้คนละที่รวมให้แล้ว เหลือส่วนต่อไปนี้ที่ต้องเลือก ของคุณยังอยู่ครบในเครื่องนี้' }),
    el('div', { class: 'clashes' }, forms),
    el('div', { class: 'sheet-actions' }, el('button', { type: 'submit', class: 'primary', text: 'ใช้ตามที่เลือก' }))));
  openOverlay(dialog);
  dialog.querySelector('input').focus();
}

const keyOf = ({ row, paragraph, field }) => [row, paragraph, field].join('|');

function clashNode(clash, at, rowName) {
  const isText = typeof clash.mine === 'string' && !['topic', 'title'].includes(clash.field);
  const choice = (value, label, text) => el('label', { class: 'clash-choice' },
    el('input', { type: 'radio', name: `clash-${at}`, value, checked: value === 'mine' }),
    el('span', {}, el('strong', { text: label }), el('span', { class: 'clash-text', text })));
  return el('fieldset', { class: 'clash' },
    el('legend', { text: placeOf(clash, rowName) }),
    choice('mine', 'ของฉัน', shown(clash.mine)),
    choice('theirs', 'ของอีกฝ่าย', shown(clash.theirs)),
    isText ? choice('both', 'เก็บทั้งสอง', 'ต่อกันเป็นสองบรรทัด แล้วค่อยแก้') : null);
}

function placeOf({ row, field }, rowName) {
  if (row) return `${FIELD_NAMES[field]} · ${rowName(row)}`;
  return { ceiling: 'เพดานงบประมาณ', title: 'ชื่อแผน', positions: 'ตำแหน่ง' }[field] ?? 'ข้อความในแผน';
}

function shown(value) {
  if (value === null) return 'ไม่กำหนด';
  if (typeof value === 'boolean') return value ? 'ใช้' : 'ไม่ใช้';
  if (typeof value === 'number') return `${money(value)} บาท`;
  if (Array.isArray(value)) return value.join(' · ') || 'ไม่มี';
  if (typeof value === 'object') return value.kind === 'no_budget' ? 'ไม่ใช้งบประมาณ' : amountText(value) || 'ยังไม่กรอก';
  return value || 'ว่าง';
}
