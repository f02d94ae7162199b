// Who is asking: organisation and position.

import { button, byId, el, icon } from './dom.js';
import { combobox } from './combobox.js';
import { hasReaderKey, signOut } from './keys.js';
import { closeOverlay, openOverlay } from './overlay.js';
import { POSITIONS } from './positions.js';

export function showProfileChip(chip, { organization, position }) {
  const text = [organization, position].filter(Boolean).join(' · ');
  chip.replaceChildren(icon('person'), el('span', { text: text || 'ตั้งหน่วยงาน' }));
  chip.classList.toggle('is-set', Boolean(text));
  chip.setAttribute('aria-label', text ? `โปรไฟล์: ${text} แก้ไข` : 'ตั้งหน่วยงานและตำแหน่งของฉัน');
}

/** `onSave(profile)` is called once the dialog is closed, with "" for what was left empty. */
export function openProfile({ profile, organizations, focus = 'organization', onSave }) {
  const dialog = byId('profile');
  const organization = combobox({
    id: 'profile-organization',
    label: 'หน่วยงาน',
    value: profile.organization,
    options: organizations,
    placeholder: 'พิมพ์เพื่อค้น เช่น ชื่อเทศบาลหรือ อบต.',
    emptyText: 'ยังไม่มีแผนของหน่วยงานนี้ในคลัง แต่บันทึกชื่อไว้ได้',
  });
  const position = combobox({
    id: 'profile-position',
    label: 'ตำแหน่ง',
    value: profile.position,
    options: () => POSITIONS,
    placeholder: 'เช่น นักทรัพยากรบุคคล',
    emptyText: 'ใช้ชื่อตำแหน่งที่พิมพ์ได้เลย',
  });
  const finish = (values) => {
    dialog.addEventListener('close', () => onSave(values), { once: true });
    closeOverlay(dialog);
  };
  const save = (event) => {
    event.preventDefault();
    finish({ organization: organization.input.value.trim(), position: position.input.value.trim() });
  };
  const clear = () => finish({ organization: '', position: '' });
  dialog.replaceChildren(profileForm({ dialog, organization, position, save, clear }));
  openOverlay(dialog);
  (focus === 'position' ? position : organization).input.focus();
}

function profileForm({ dialog, organization, position, save, clear }) {
  const close = button('', { icon: 'close', class: 'quiet', 'aria-label': 'ปิด', onClick: () => closeOverlay(dialog) });
  return el('form', { class: 'sheet-form', on: { submit: save } },
    el('div', { class: 'sheet-head' }, el('h2', { id: 'profile-title', text: 'เกี่ยวกับคุณ' }), close),
    el('p', {
      class: 'sheet-lead',
      text: 'ใช้ตอบคำถามอย่าง “หลักสูตรของฉัน” หรือ “งบของหน่วยงานเรา” เก็บไว้ในเบราว์เซอร์นี้และส่งไปพร้อมคำถามเท่านั้น',
    }),
    organization.node,
    position.node,
    hasReaderKey() ? signOutRow() : null,
    el('div', { class: 'sheet-actions' },
      button('ล้าง', { class: 'tool', onClick: clear }),
      el('button', { type: 'submit', class: 'primary', text: 'บันทึก' })));
}

function signOutRow() {
  return el('div', { class: 'sign-out' },
    el('p', { class: 'row-label', text: 'เบราว์เซอร์นี้จำกุญแจใช้งานไว้ หากใช้เครื่องร่วมกับผู้อื่น โปรดออกจากระบบเมื่อใช้เสร็จ' }),
    button('ออกจากระบบ', { icon: 'leave', class: 'tool strong', onClick: signOut }));
}
