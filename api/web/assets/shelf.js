// The plans of the library: found by words, looked into, removed.

import { ApiError, listPlans } from './api.js';
import { button, byId, el, icon } from './dom.js';
import { errorWords, fold, years } from './format.js';
import { confirmRemoval } from './removal.js';
import { openPlan } from './sources.js';
import { announce } from './toast.js';
import { warningList } from './warnings.js';

const PAGE = 50;

/** @returns {{load: () => Promise<void>}} `load` fetches the list anew */
export function createShelf(section) {
  let plans = [];
  let shown = PAGE;
  const count = el('p', { class: 'row-label', role: 'status' });
  const list = el('ul', { class: 'plan-cards' });
  const more = button('แสดงเพิ่ม', { icon: 'down', class: 'tool strong', onClick: showMore });
  const search = el('input', {
    type: 'search', id: 'shelf-search', placeholder: 'ค้นชื่อหน่วยงาน จังหวัด ปี หรือชื่อไฟล์', 'aria-label': 'ค้นแผน',
    on: { input: refill },
  });
  const doubtful = el('input', { type: 'checkbox', id: 'shelf-doubtful', on: { change: refill } });
  section.replaceChildren(
    el('h2', { id: 'shelf-title', text: 'แผนในคลัง' }),
    el('div', { class: 'shelf-tools' },
      el('div', { class: 'search-box' }, icon('search'), search),
      el('label', { class: 'choice-box', for: 'shelf-doubtful' }, doubtful, el('span', { text: 'เฉพาะแผนที่มีข้อสังเกต' }))),
    count, list, more);

  async function load() {
    if (!plans.length) count.textContent = 'กำลังเปิดรายการแผน…';
    try {
      plans = await listPlans();
    } catch (error) {
      fail(error instanceof ApiError ? error : new ApiError('server'));
      return;
    }
    fill();
  }

  function fill() {
    const found = matching(plans, search.value).filter((plan) => !doubtful.checked || plan.warning_count);
    count.textContent = countWords(found.length, plans.length);
    // Rows that stay keep what is open in them.
    const kept = new Map([...list.children].map((node) => [node.dataset.plan, node]));
    list.replaceChildren(...found.slice(0, shown).map((plan) => kept.get(plan.id) ?? planCard(plan, remove)));
    more.hidden = found.length <= shown;
  }

  function refill() {
    shown = PAGE;
    fill();
  }

  function showMore() {
    const next = list.children.length;
    shown += PAGE;
    fill();
    list.children[next]?.querySelector('button').focus();
  }

  function remove(plan) {
    confirmRemoval(plan, async () => {
      plans = plans.filter((other) => other.id !== plan.id);
      fill();
      announce(count.textContent);
      section.focus({ preventScroll: true });
    });
  }

  function fail(error) {
    if (error.kind === 'key') return; // the page asks for the key
    const { heading, advice, detail } = errorWords(error);
    count.textContent = '';
    more.hidden = true;
    list.replaceChildren(el('li', { class: 'box failed', role: 'alert' },
      el('p', { class: 'box-head' }, icon('warn'), heading),
      el('p', { text: error.kind === 'offline' ? 'โปรดตรวจการเชื่อมต่อและระบบที่ให้บริการ แล้วลองใหม่' : advice }),
      detail ? el('p', { class: 'detail', text: detail }) : null,
      button('ลองใหม่', { icon: 'retry', class: 'tool strong', onClick: load })));
  }
  return { load };
}

function matching(plans, query) {
  const words = query.split(/\s+/).map(fold).filter(Boolean);
  return plans.filter((plan) => {
    const parts = [plan.organization, plan.title, plan.province, plan.kind, plan.source, ...plan.fiscal_years];
    const text = fold(parts.filter(Boolean).join(' '));
    return words.every((word) => text.includes(word));
  });
}

function countWords(found, all) {
  if (!all) return 'ยังไม่มีแผนในคลัง เพิ่มไฟล์แรกได้ด้านบน';
  if (!found) return 'ไม่พบแผนที่ตรงกับตัวกรอง';
  const of = found === all ? '' : ` จาก ${all.toLocaleString('en')}`;
  return `${found.toLocaleString('en')}${of} แผน`;
}

const WHEN = new Intl.DateTimeFormat('th-TH', { dateStyle: 'medium', timeStyle: 'short' });

function planCard(plan, onRemove) {
  const warnings = el('div', { class: 'plan-warnings', id: `warnings-${plan.id}`, hidden: true });
  const node = el('li', { class: 'plan-card', 'data-plan': plan.id },
    el('div', { class: 'plan-text' },
      el('h3', { text: plan.organization ?? 'ไม่พบชื่อหน่วยงานในแผน', class: plan.organization ? null : 'unnamed' }),
      el('p', { text: [years(plan.fiscal_years), plan.kind].filter(Boolean).join(' · ') || plan.title }),
      el('p', { class: 'plan-facts' },
        el('span', { class: 'file-name', text: plan.source }),
        el('span', { text: `${plan.line_count.toLocaleString('en')} บรรทัด · ${plan.passage_count.toLocaleString('en')} ข้อความ` }),
        el('span', { text: `เพิ่มเมื่อ ${WHEN.format(new Date(plan.added_at))}` }))),
    el('div', { class: 'plan-actions' },
      plan.warning_count ? warningButton(plan, warnings) : null,
      button('เปิดดู', { icon: 'file', class: 'tool', 'aria-haspopup': 'dialog', 'aria-label': `เปิดดู ${plan.source}`, onClick: () => openPlan(plan) }),
      button('ลบ', { icon: 'trash', class: 'tool danger', 'aria-haspopup': 'dialog', 'aria-label': `ลบ ${plan.source}`, onClick: () => onRemove(plan) })),
    warnings);
  return node;
}

function warningButton(plan, panel) {
  const node = button(`ข้อสังเกต ${plan.warning_count.toLocaleString('en')}`, {
    icon: 'warn', class: 'tool notes', 'aria-expanded': 'false', 'aria-controls': panel.id,
    onClick: () => {
      panel.hidden = !panel.hidden;
      node.setAttribute('aria-expanded', String(!panel.hidden));
      if (!panel.hidden && !panel.hasChildNodes()) warningList(panel, plan);
    },
  });
  return node;
}
