// The drafts that were opened in this browser.

import { removeDraft } from './api.js';
import { button, byId, el, icon } from './dom.js';
import { errorWords } from './format.js';
import { closeOverlay, openOverlay } from './overlay.js';
import { forgetDraft, listDrafts, loadWork } from './store.js';
import { toast } from './toast.js';

const WHEN = new Intl.DateTimeFormat('th-TH', { dateStyle: 'medium', timeStyle: 'short' });

/** A section that lists them; null where there are none. */
export function myDrafts() {
  const drafts = listDrafts();
  const section = el('section', { class: 'my-drafts', 'aria-labelledby': 'mine-title' });
  section.hidden = !drafts.length;
  section.append(
    el('h2', { id: 'mine-title', text: 'ร่างของฉัน' }),
    el('ul', { class: 'plan-list' }, drafts.map((draft) => draftRow(draft, section))),
    el('p', { class: 'row-label', text: 'รายการนี้อยู่ในเบราว์เซอร์นี้เท่านั้น ผู้ที่มีลิงก์ของร่างเปิดและแก้ได้' }));
  return section;
}

function draftRow({ id, title, seen_at: seen }, section) {
  const when = `เปิดล่าสุด ${WHEN.format(new Date(seen))}`;
  const node = el('li', { class: 'my-draft' },
    el('a', { class: 'plan', href: `draft?id=${encodeURIComponent(id)}` }, icon('pen'),
      el('span', { class: 'source-text' },
        el('span', { class: 'source-title', text: title }),
        el('span', { class: 'source-place', text: loadWork(id) ? `${when} · มีส่วนที่ยังไม่ได้บันทึก` : when }))),
    button('', {
      icon: 'trash', class: 'quiet', 'aria-haspopup': 'dialog', 'aria-label': `ลบร่าง ${title}`,
      onClick: () => confirmRemoval({ id, title }, () => {
        node.remove();
        section.hidden = !section.querySelector('li');
      }),
    }));
  return node;
}

function confirmRemoval({ id, title }, onRemoved) {
  const dialog = byId('asking');
  const problem = el('p', { class: 'key-problem', role: 'alert' });
  let removed = '';
  const finish = (words) => {
    forgetDraft(id);
    removed = words;
    closeOverlay(dialog);
  };
  const keep = button('เก็บไว้', { class: 'tool', onClick: () => closeOverlay(dialog) });
  const hide = button('เอาออกจากรายการ', { class: 'tool strong', onClick: () => finish('เอาออกจากรายการแล้ว') });
  const remove = button('ลบร่าง', {
    icon: 'trash', class: 'primary danger', onClick: async () => {
      remove.disabled = true;
      try {
        await removeDraft(id);
        finish('ลบร่างแล้ว');
      } catch (error) {
        const { heading, advice, detail } = errorWords(error);
        if (error.status === 404) finish('ลบร่างแล้ว'); // somebody else was faster
        else problem.replaceChildren(icon('warn'), el('span', { text: detail || `${heading} ${advice}` }));
      }
      remove.disabled = false;
    },
  });
  dialog.replaceChildren(
    el('div', { class: 'sheet-head' }, el('h2', { id: 'asking-title', text: 'ลบร่างนี้?' })),
    el('div', { class: 'asking-what' }, el('p', { class: 'removal-name', text: title }),
      el('p', { text: 'เมื่อลบแล้ว ลิงก์ของร่างจะเปิดไม่ได้อีก หากมีผู้อื่นใช้ร่างนี้อยู่ ให้เอาออกจากรายการของคุณแทน' }), problem),
    el('div', { class: 'sheet-actions wraps' }, keep, hide, remove));
  openOverlay(dialog, {
    onClose: () => {
      if (!removed) return;
      toast(removed);
      // After the focus has gone back to the button, which goes with the row.
      queueMicrotask(onRemoved);
    },
  });
  keep.focus();
}
