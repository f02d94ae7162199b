// The page that drafts a plan: asks what is to be drafted, or opens the draft that its address names.

import { ApiError, listPlans, readDraft } from './api.js';
import { openClash } from './clash.js';
import { copyText } from './clipboard.js';
import { button, byId, el, icon } from './dom.js';
import { draftForm } from './draftform.js';
import { createEditor } from './editor.js';
import { exportTools } from './exporting.js';
import { textField } from './fields.js';
import { errorWords, years } from './format.js';
import { createKeeper } from './keeper.js';
import { hasReaderKey, signOut, useReaderKey } from './keys.js';
import { showPages } from './menu.js';
import { myDrafts } from './mydrafts.js';
import { initOverlays } from './overlay.js';
import { narrow } from './sources.js';
import { forgetDraft, loadWork, rememberDraft } from './store.js';
import { toast } from './toast.js';
import { createTotalBar } from './totalbar.js';

const given = new URLSearchParams(location.search);
let keeper = null;
let plans = [];

function showForm() {
  const form = draftForm({
    plans: () => plans,
    given: { organization: given.get('organization') ?? '', topics: given.getAll('topic'), year: Number(given.get('year')) || 0 },
    onDraft: (draft) => {
      rememberDraft(draft);
      location.assign(addressOf(draft.id));
    },
  });
  byId('work').replaceChildren(
    el('section', { class: 'lead', 'aria-labelledby': 'form-title' },
      el('h2', { class: 'welcome-title', id: 'form-title', text: 'ร่างแผนปีถัดไปจากตัวอย่างจริง' }),
      el('p', { text: 'เลือกโครงการ ตัวชี้วัด และงบประมาณจากแผนของหลายหน่วยงาน ปรับชื่อและปีให้เป็นของหน่วยงานคุณ พร้อมที่มาทุกแถว แล้วแก้ต่อและส่งออกเป็น Word หรือ Excel ได้' })),
    form, myDrafts());
}

const addressOf = (id) => `draft?id=${encodeURIComponent(id)}`;

async function openDraft(id) {
  byId('work').classList.add('is-draft');
  byId('work').replaceChildren(el('p', { class: 'row-label', role: 'status', text: 'กำลังเปิดร่าง…' }));
  let draft;
  try {
    draft = await readDraft(id);
  } catch (error) {
    const kept = loadWork(id);
    if (error.kind !== 'offline' || !kept?.base) {
      showFailure(error instanceof ApiError ? error : new ApiError('server'), id);
      return;
    }
    draft = kept.base; // goes on where it was left, and is saved later
  }
  rememberDraft(draft);
  edit(draft);
}

function edit(draft) {
  const bar = createTotalBar({
    years: draft.request.fiscal_years,
    onCeiling: (ceiling) => change({ ...keeper.edit(), ceiling }),
    onSave: () => keeper.save(),
    onClash: askClash,
  });
  const change = (next) => {
    keeper.change(next);
    bar.show(next);
  };
  const editor = createEditor(byId('work'), { head, change });
  keeper = createKeeper(draft, {
    onState: bar.showState,
    onBase: (base, mine, byOthers) => {
      editor.show(base, mine);
      bar.show(mine);
      if (byOthers) toast('มีผู้แก้ร่างนี้จากที่อื่น รวมการแก้ไขของทั้งสองฝ่ายให้แล้ว');
    },
    onClash: tellClash,
  });
  byId('app').addEventListener('input', bar.countWrong);
  keeper.start();
  // What clashes is drawn as it is here until one has chosen.
  if (!byId('work').querySelector('.part')) editor.show(keeper.draft(), keeper.edit());
  bar.show(keeper.edit());
}

// Who is typing isn't interrupted; the bar says it, too.
function tellClash() {
  if (!document.activeElement?.matches('.cell, #ceiling')) askClash();
  else toast('มีผู้แก้ที่เดียวกับคุณ ของคุณยังอยู่ครบ', { text: 'เลือกข้อความ', run: askClash });
}

function askClash() {
  const rowName = (id) => keeper.edit().rows.find((row) => row.id === id)?.name || 'โครงการใหม่';
  openClash(keeper.clashes(), { rowName, onChoose: keeper.resolve });
}

function titleNode(title, onTitle) {
  const text = el('h2', { text: title, tabindex: -1 });
  const open = button('', { icon: 'pen', class: 'quiet', 'aria-label': 'แก้ชื่อแผน', onClick: () => {
    const field = textField({ key: 'title', label: 'ชื่อแผน', value: title, placeholder: 'โปรดกรอกชื่อแผน', onInput: onTitle });
    field.maxLength = 300;
    node.replaceChildren(field);
    field.focus();
  } });
  const node = el('div', { class: 'draft-title' }, text, open);
  return node;
}

function head(draft, edit, onTitle) {
  const { organization, kind, fiscal_years: span } = draft.request;
  const link = button('คัดลอกลิงก์', {
    icon: 'link', class: 'tool strong', onClick: async () => {
      const copied = await copyText(new URL(`draft/${encodeURIComponent(draft.id)}`, location.href).href);
      toast(copied ? 'คัดลอกลิงก์แล้ว ผู้ที่ได้ลิงก์เปิดและแก้ร่างนี้ได้' : 'คัดลอกไม่ได้ โปรดคัดลอกจากแถบที่อยู่');
    },
  });
  return el('div', { class: 'draft-head' },
    el('div', {},
      titleNode(edit.title ?? draft.title, onTitle),
      el('p', { class: 'row-label', text: [organization, kind, years(span)].join(' · ') })),
    el('div', { class: 'draft-tools' },
      exportTools({ id: draft.id, title: () => draft.title, ready: () => keeper.save() }), link,
      el('a', { class: 'tool', href: 'draft' }, icon('plus'), el('span', { text: 'ร่างใหม่ / ร่างของฉัน' }))));
}

function showFailure(error, id) {
  const { heading, advice, detail } = errorWords(error);
  const gone = error.status === 404 || error.status === 422; // what is no id is no draft's
  if (gone) forgetDraft(id);
  const words = error.status === 422 ? 'ไม่พบร่างนี้ โปรดตรวจลิงก์ว่าครบถ้วน' : error.kind === 'offline' ? 'โปรดตรวจการเชื่อมต่อและระบบที่ให้บริการ แล้วลองใหม่' : detail || advice;
  byId('work').replaceChildren(el('div', { class: 'box failed', role: 'alert' },
    el('p', { class: 'box-head' }, icon('warn'), gone ? 'เปิดร่างนี้ไม่ได้' : heading),
    el('p', { text: words }),
    el('p', { class: 'failed-tools' },
      gone ? null : button('ลองใหม่', { icon: 'retry', class: 'tool strong', onClick: () => openDraft(id) }),
      el('a', { class: 'tool strong', href: 'draft' }, icon('pen'), el('span', { text: 'ร่างแผนใหม่' })))));
}

// Without the plans the form offers fewer choices, and works.
async function loadPlans() {
  try {
    plans = await listPlans();
  } catch {
    plans = [];
  }
}

// Signing out forgets the drafts of this browser, and with them what isn't saved.
async function leave() {
  if (!keeper || (await keeper.save())) signOut();
  else toast('ร่างยังบันทึกไม่ครบ', { text: 'ออกโดยไม่บันทึก', run: signOut });
}

initOverlays(narrow);
useReaderKey();
showPages(byId('pages'), given.has('id') ? '' : 'draft');
byId('sign-out').append(icon('leave'), el('span', { text: 'ออกจากระบบ' }));
byId('sign-out').addEventListener('click', leave);
if (given.get('id')) await openDraft(given.get('id'));
else {
  showForm();
  await loadPlans();
}
byId('sign-out').hidden = !hasReaderKey();
