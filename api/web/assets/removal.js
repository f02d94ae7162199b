// Asks before a plan is removed, naming it.

import { removePlan } from './api.js';
import { button, byId, el, icon } from './dom.js';
import { errorWords, planLabel } from './format.js';
import { closeOverlay, openOverlay } from './overlay.js';
import { toast } from './toast.js';

/** `onRemoved()` is called once the plan is gone and the question closed. */
export function confirmRemoval(plan, onRemoved) {
  const dialog = byId('removal');
  const problem = el('p', { class: 'key-problem', role: 'alert' });
  const keep = button('เก็บไว้', { class: 'tool strong', onClick: () => closeOverlay(dialog) });
  const remove = button('ลบแผนนี้', { icon: 'trash', class: 'primary danger', onClick: run });
  let removed = false;

  async function run() {
    remove.disabled = true;
    try {
      await removePlan(plan.id);
      removed = true;
    } catch (error) {
      removed = error.status === 404; // somebody else was faster
      if (!removed) {
        const { heading, advice, detail } = errorWords(error);
        problem.replaceChildren(icon('warn'), el('span', { text: detail || `${heading} ${advice}` }));
      }
    }
    remove.disabled = false;
    if (removed || !dialog.open) closeOverlay(dialog);
  }

  dialog.replaceChildren(
    el('div', { class: 'sheet-head' }, el('h2', { id: 'removal-title', text: 'ลบแผนนี้ออกจากคลัง?' })),
    el('div', { class: 'removal-what', id: 'removal-what' },
      el('p', { class: 'removal-name', text: planLabel(plan) || plan.source }),
      el('p', { class: 'row-label file-name', text: plan.source }),
      el('p', { text: 'คำตอบจะไม่อ้างอิงแผนนี้อีก ไฟล์ในเครื่องของคุณไม่ถูกลบ และเพิ่มกลับได้ภายหลัง' }),
      problem),
    el('div', { class: 'sheet-actions' }, keep, remove));
  openOverlay(dialog, {
    onClose: () => {
      if (!removed) return;
      toast(`ลบ ${plan.source} แล้ว`);
      // After the focus has gone back to the button, which goes with the plan.
      queueMicrotask(onRemoved);
    },
  });
  keep.focus();
}
