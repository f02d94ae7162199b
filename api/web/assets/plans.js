// The list of plans in the library, with a search box.

import { button, byId, el, icon } from './dom.js';
import { fold, planLabel } from './format.js';
import { closeOverlay, openOverlay } from './overlay.js';

const SHOWN = 100;

export function planRow(plan, onOpen) {
  const province = plan.province ? `จ.${plan.province.replace(/^จังหวัด/, '')}` : '';
  return el('li', {},
    el('button', { type: 'button', class: 'plan', on: { click: () => onOpen(plan) } },
      icon('file'),
      el('span', { class: 'source-text' },
        el('span', { class: 'source-title', text: planLabel(plan) || plan.source }),
        el('span', { class: 'source-place', text: [province, plan.kind, plan.source].filter(Boolean).join(' · ') }))));
}

export function openPlans(plans, onOpenPlan) {
  const dialog = byId('plans');
  const list = el('ul', { class: 'plan-list' });
  const status = el('p', { class: 'row-label', role: 'status' });
  const box = el('input', {
    type: 'search',
    id: 'plans-search',
    placeholder: 'ค้นชื่อหน่วยงาน จังหวัด หรือปี',
    'aria-label': 'ค้นแผน',
    on: { input: () => fill() },
  });
  const open = (plan) => {
    dialog.addEventListener('close', () => onOpenPlan(plan), { once: true });
    closeOverlay(dialog);
  };
  const fill = () => {
    const found = matching(plans, box.value);
    status.textContent = countWords(found.length, plans.length);
    list.replaceChildren(...found.slice(0, SHOWN).map((plan) => planRow(plan, open)));
  };
  const close = button('', { icon: 'close', class: 'quiet', 'aria-label': 'ปิด', onClick: () => closeOverlay(dialog) });
  dialog.replaceChildren(
    el('div', { class: 'sheet-head' }, el('h2', { id: 'plans-title', text: 'แผนในคลัง' }), close),
    el('div', { class: 'search-box' }, icon('search'), box),
    status,
    el('div', { class: 'sheet-body' }, list),
  );
  fill();
  openOverlay(dialog);
}

/** Those of `plans` in whose name, place, kind, file or years all words of `query` stand. */
export function matching(plans, query) {
  const words = query.split(/\s+/).map(fold).filter(Boolean);
  return plans.filter((plan) => {
    const text = fold(
      [plan.organization, plan.title, plan.province, plan.kind, plan.source, ...(plan.fiscal_years ?? [])]
        .filter(Boolean)
        .join(' '),
    );
    return words.every((word) => text.includes(word));
  });
}

function countWords(found, all) {
  if (!all) return 'ยังไม่มีแผนในคลัง';
  if (!found) return 'ไม่พบแผนที่ตรงกับคำค้น';
  const shown = found > SHOWN ? ` แสดง ${SHOWN} แผนแรก โปรดค้นให้แคบลง` : '';
  return `${found.toLocaleString('en')} แผน${shown}`;
}
