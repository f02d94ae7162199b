// The table of projects: what is asked for, what came, and the address that says it.

import { ApiError, download, findProjects, listPlans } from './api.js';
import { button, byId, el, icon } from './dom.js';
import { addressOf, createFilters, filterQuery, inThai, isFiltered, pageQuery, readAddress } from './filters.js';
import { errorWords, money } from './format.js';
import { hasReaderKey, signOut, useReaderKey } from './keys.js';
import { showPages } from './menu.js';
import { initOverlays } from './overlay.js';
import { projectTable } from './rows.js';
import { closeSources, narrow, openCitation } from './sources.js';
import { announce, toast } from './toast.js';

const PAGE_SIZE = 50;

let state = readAddress(location.search, PAGE_SIZE);
let plans = [];
let running = null;

const filters = createFilters(byId('filters'), {
  organizations: () => distinct(plans.map((plan) => plan.organization)).sort((a, b) => a.localeCompare(b, 'th')),
  years: () => distinct(plans.flatMap((plan) => plan.fiscal_years)),
  narrow,
  onChange: (values) => {
    const same = Object.entries(values).every(([name, value]) => state[name] === value);
    if (!same) go({ ...values, offset: 0 });
  },
});

function distinct(values) {
  return [...new Set(values.filter(Boolean))];
}

function go(changes) {
  state = { ...state, ...changes };
  filters.mark(state);
  closeSources();
  writeAddress();
  load();
}

// The filter replaces the address: "back" leaves the table, as it would a form.
function writeAddress() {
  history.replaceState(history.state, '', location.pathname + addressOf(state, PAGE_SIZE));
}

async function load() {
  running?.abort();
  const control = new AbortController();
  running = control;
  byId('results').setAttribute('aria-busy', 'true');
  if (!byId('results').hasChildNodes()) byId('counts').textContent = 'กำลังเปิดตาราง…';
  try {
    show(await findProjects(pageQuery(state, PAGE_SIZE), control.signal));
  } catch (error) {
    if (error.name === 'AbortError') return;
    showFailure(error instanceof ApiError ? error : new ApiError('server'));
  }
  byId('results').removeAttribute('aria-busy');
}

function show(page) {
  if (!page.projects.length && page.total) {
    go({ offset: 0 });
    return;
  }
  byId('summary').hidden = !page.total;
  showCounts(page);
  showExports();
  showPager(page);
  const results = byId('results');
  const sorter = results.contains(document.activeElement) ? document.activeElement.dataset.sort : null;
  results.replaceChildren(page.total ? el('div', { class: 'table-wrap' }, tableOf(page)) : emptyBox());
  if (sorter) results.querySelector(`[data-sort="${sorter}"]`)?.focus();
  announce(page.total ? byId('counts').textContent : 'ไม่พบโครงการ');
}

function tableOf({ projects }) {
  const citations = projects.map((project) => ({ ...project, section: project.strategy, quote: project.name }));
  return projectTable(projects, state.sort, {
    onSort: (sort) => go({ sort, offset: 0 }),
    onOpen: (index, body) => {
      openCitation(citations, index, body);
      // The panel leaves less room, and rows move.
      body.querySelector('[aria-current]').scrollIntoView({ block: 'nearest' });
    },
  });
}

function showCounts({ total, budget_count: stated, budget_sum: sum }) {
  const amount = el('strong', { text: `${money(sum)} บาท` });
  const parts = [el('strong', { text: `${total.toLocaleString('en')} โครงการ` })];
  if (stated) parts.push(' · งบประมาณที่ระบุรวม ', amount);
  if (stated < total) parts.push(el('span', { class: 'row-label', text: ' (ไม่รวมรายการที่ไม่ระบุงบ)' }));
  byId('counts').replaceChildren(...parts);
}

function showExports() {
  const query = filterQuery(state);
  byId('exports').replaceChildren(
    exportLink('CSV', `projects.csv?${query}`),
    exportLink('Excel', `projects.xlsx?${query}`));
}

function exportLink(text, href) {
  const label = `ส่งออกทุกรายการที่พบเป็น ${text}`;
  const on = { click: (event) => saveWithKey(event, href) };
  return el('a', { class: 'tool strong', href, download: true, 'aria-label': label, on }, icon('download'), el('span', { text }));
}

// A link can't carry a key; without one, the browser's own download takes any size.
async function saveWithKey(event, href) {
  if (!hasReaderKey()) return;
  event.preventDefault();
  try {
    const address = URL.createObjectURL(await download(href));
    el('a', { href: address, download: href.split('?')[0] }).click();
    setTimeout(() => URL.revokeObjectURL(address), 60_000);
  } catch (error) {
    const { heading, advice } = errorWords(error);
    toast(`${heading} ${advice}`);
  }
}

function showPager({ total, offset, projects }) {
  const last = offset + projects.length;
  const turn = (by) => () => {
    go({ offset: Math.max(0, offset + by * PAGE_SIZE) });
    byId('scroll').scrollTop = 0;
    byId('results').focus({ preventScroll: true });
  };
  const previous = button('ก่อนหน้า', { icon: 'left', class: 'tool strong', onClick: turn(-1) });
  const next = button('ถัดไป', { icon: 'right', class: 'tool strong', onClick: turn(1) });
  previous.disabled = !offset;
  next.disabled = last >= total;
  const format = (number) => number.toLocaleString('en');
  byId('pager').hidden = total <= PAGE_SIZE;
  byId('pager').replaceChildren(previous,
    el('span', { text: `${format(offset + 1)}–${format(last)} จาก ${format(total)}` }), next);
}

function emptyBox() {
  if (isFiltered(state)) {
    return el('div', { class: 'box absent' },
      el('p', { class: 'box-head' }, icon('info'), 'ไม่พบโครงการตามตัวกรองนี้'),
      el('p', { text: 'ลองใช้คำที่สั้นลงหรือเลือกเงื่อนไขน้อยลง เมื่อกรองด้วยงบประมาณ โครงการที่ไม่ระบุงบจะไม่แสดง' }),
      button('ล้างตัวกรอง', { icon: 'close', class: 'tool strong', onClick: filters.clear }));
  }
  return el('div', { class: 'box asks' },
    el('p', { class: 'box-head' }, icon('library'), 'ยังไม่มีโครงการในคลัง'),
    el('p', { text: 'เมื่อผู้ดูแลระบบเพิ่มแผนแล้ว โครงการของแผนจะแสดงที่นี่' }));
}

function showFailure(error) {
  const { heading, advice, detail } = errorWords(error);
  const words = { offline: 'โปรดตรวจการเชื่อมต่อและระบบที่ให้บริการ แล้วลองใหม่', invalid: 'โปรดแก้ไขแล้วลองใหม่' };
  byId('summary').hidden = true;
  byId('pager').hidden = true;
  byId('results').replaceChildren(
    el('div', { class: 'box failed', role: 'alert' },
      el('p', { class: 'box-head' }, icon('warn'), error.kind === 'invalid' ? 'ตัวกรองไม่ถูกต้อง' : heading),
      el('p', { text: words[error.kind] ?? advice }),
      detail ? el('p', { class: 'detail', text: inThai(detail) }) : null,
      button('ลองใหม่', { icon: 'retry', class: 'tool strong', onClick: load })));
}

// Without the plans the filters offer no choices, and work.
async function loadPlans() {
  try {
    plans = await listPlans();
  } catch {
    return;
  }
  filters.fillYears();
}

initOverlays(narrow);
// Closing the source goes back to an entry whose address may be of an earlier filter.
addEventListener('popstate', writeAddress);
showPages(byId('pages'), 'table');
useReaderKey();
byId('sign-out').append(icon('leave'), el('span', { text: 'ออกจากระบบ' }));
byId('sign-out').addEventListener('click', signOut);
filters.show(state);
await Promise.all([load(), loadPlans()]);
byId('sign-out').hidden = !hasReaderKey();
