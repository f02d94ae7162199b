// What a person sees before the first question.

import { button, el, icon } from './dom.js';
import { exampleQuestions } from './examples.js';
import { errorWords } from './format.js';
import { planRow } from './plans.js';

const PLANS_SHOWN = 5;

/**
 * `library` is `{state: "loading"|"ready"|"failed", plans, error}`. `actions`: `onAsk(text)`,
 * `onOpenPlan(plan)`, `onAllPlans()`, `onReload()`.
 */
export function showWelcome(root, library, profile, actions) {
  const parts = [
    el('h2', { class: 'welcome-title', text: 'อยากรู้อะไรจากแผนพัฒนาบุคลากร' }),
    el('p', {
      class: 'welcome-lead',
      text: 'ถามเรื่องหลักสูตร โครงการ งบประมาณ ตัวชี้วัด หรือกำหนดเวลา ทุกคำตอบชี้บรรทัดในแผนให้ตรวจได้ และจะบอกตรง ๆ เมื่อแผนไม่ได้กล่าวไว้',
    }),
    ...STATES[library.state](library, profile, actions),
  ];
  root.replaceChildren(...parts);
}

const STATES = { loading: loadingView, ready: readyView, failed: failedView };

function loadingView() {
  return [el('p', { class: 'row-label', text: 'กำลังเปิดคลังแผน…' })];
}

function failedView({ error }, _profile, actions) {
  const { heading, advice, detail } = errorWords(error);
  return [
    el('div', { class: 'box failed', role: 'alert' },
      el('p', { class: 'box-head' }, icon('warn'), heading),
      el('p', { text: error.kind === 'offline' ? 'โปรดตรวจการเชื่อมต่อและระบบที่ให้บริการ แล้วลองใหม่' : advice }),
      detail ? el('p', { class: 'detail', text: detail }) : null,
      button('ลองใหม่', { icon: 'retry', class: 'tool strong', onClick: actions.onReload })),
  ];
}

function readyView({ plans }, profile, actions) {
  if (!plans.length) return [emptyLibrary(actions)];
  const questions = exampleQuestions(plans, profile).map((text) =>
    el('li', {}, button(text, { class: 'example', onClick: () => actions.onAsk(text) })),
  );
  return [
    questions.length
      ? el('section', { 'aria-label': 'ตัวอย่างคำถาม' },
        el('p', { class: 'row-label', text: 'ตัวอย่างคำถาม' }),
        el('ul', { class: 'examples' }, questions))
      : null,
    plansSection(plans, actions),
  ].filter(Boolean);
}

function plansSection(plans, actions) {
  const rows = plans.slice(0, PLANS_SHOWN).map((plan) => planRow(plan, actions.onOpenPlan));
  const all = button(`ดูทั้งหมด ${plans.length.toLocaleString('en')} แผน`, {
    icon: 'library',
    class: 'tool',
    onClick: actions.onAllPlans,
  });
  return el('section', { 'aria-label': 'แผนในคลัง' },
    el('p', { class: 'row-label', text: `แผนในคลัง ${plans.length.toLocaleString('en')} แผน` }),
    el('ul', { class: 'plan-list' }, rows),
    plans.length > PLANS_SHOWN ? all : null);
}

function emptyLibrary(actions) {
  return el('div', { class: 'box asks empty-library' },
    el('p', { class: 'box-head' }, icon('library'), 'ยังไม่มีแผนในคลัง'),
    el('p', { text: 'ผู้ดูแลระบบเพิ่มแผนได้ด้วยคำสั่งนี้ (รับแฟ้ม PDF, DOCX, XLSX, HTML, Markdown และข้อความ)' }),
    el('pre', {}, el('code', { text: 'hrplan ingest แฟ้มหรือโฟลเดอร์ของแผน' })),
    button('ตรวจอีกครั้ง', { icon: 'retry', class: 'tool strong', onClick: actions.onReload }));
}
