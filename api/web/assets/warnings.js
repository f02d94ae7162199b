// What was unclear in a plan, each with a way to its lines.

import { readPlan } from './api.js';
import { button, el, icon } from './dom.js';
import { errorWords, lineRange } from './format.js';
import { openCitation } from './sources.js';

const SHOWN = 20;

/** Fills `panel` with the warnings of `plan`. */
export async function warningList(panel, plan) {
  panel.replaceChildren(el('p', { class: 'row-label', text: 'กำลังเปิดข้อสังเกต…' }));
  try {
    show(panel, plan, (await readPlan(plan.id)).warnings);
  } catch (error) {
    const { heading, advice, detail } = errorWords(error);
    panel.replaceChildren(
      el('p', { role: 'alert', text: [heading, detail || advice].join(' · ') }),
      button('ลองใหม่', { icon: 'retry', class: 'tool strong', onClick: () => warningList(panel, plan) }));
  }
}

function show(panel, plan, warnings) {
  const places = warnings.map((warning, index) => ({
    id: index + 1, plan_id: plan.id, organization: plan.organization, title: plan.title,
    fiscal_years: plan.fiscal_years, source: plan.source, section: [thai(warning.message)],
    line_start: warning.line_start, line_end: warning.line_end, quote: '',
  }));
  const items = warnings.map((warning, index) => el('li', { 'data-cite': index + 1 },
    el('span', { class: 'warning-text', text: thai(warning.message) }),
    button(lineRange(warning.line_start, warning.line_end), {
      class: 'tool', 'aria-haspopup': 'dialog', onClick: () => openCitation(places, index, panel),
    })));
  const hidden = items.slice(SHOWN);
  hidden.forEach((item) => item.toggleAttribute('hidden', true));
  panel.replaceChildren(
    el('p', { class: 'row-label' }, icon('info'), 'อ่านแผนได้ครบ แต่จุดเหล่านี้ควรเทียบกับต้นฉบับ'),
    el('ol', { class: 'warning-list' }, items));
  if (hidden.length) panel.append(moreButton(hidden));
}

function moreButton(hidden) {
  const more = button(`แสดงอีก ${hidden.length} ข้อ`, {
    icon: 'down', class: 'tool',
    onClick: () => {
      hidden.forEach((item) => item.removeAttribute('hidden'));
      more.remove();
      hidden[0].querySelector('button').focus();
    },
  });
  return more;
}

// Messages are one line, Thai / English.
const thai = (message) => message.split(' / ')[0];
