// The page that checks a plan: a file that is sent and forgotten, or a plan of the library.

import { ApiError, checkFile, checkPlan, listPlans } from './api.js';
import { copyText } from './clipboard.js';
import { button, byId, el, icon } from './dom.js';
import { KINDS, dropZone } from './dropzone.js';
import { findingsView, grouped, whereOf } from './findings.js';
import { errorWords, planLabel } from './format.js';
import { hasReaderKey, signOut, useReaderKey } from './keys.js';
import { SEVERITIES, SEVERITY_WORDS } from './labels.js';
import { showPages } from './menu.js';
import { initOverlays } from './overlay.js';
import { matching, planRow } from './plans.js';
import { closeSources, narrow, openCitation } from './sources.js';
import { announce, toast } from './toast.js';

const PLANS_SHOWN = 5;

let plans = [];
let running = null;

function checkFiles({ files, passed }) {
  if (!files.length) {
    toast(passed ? `ไม่พบไฟล์แผนในสิ่งที่วาง ใช้ได้กับ ${KINDS}` : 'โปรดเลือกไฟล์แผนหนึ่งไฟล์');
    return;
  }
  const [{ file, name }] = files;
  if (files.length > 1) toast(`ตรวจทีละไฟล์ กำลังตรวจ ${name}`);
  writeAddress('');
  run({ heading: name, again: () => checkFiles({ files, passed }) }, (signal) => checkFile(file, name, signal));
}

function checkKept(plan) {
  writeAddress(`?plan=${encodeURIComponent(plan.id)}`);
  run({ heading: planLabel(plan) || plan.source, plan, again: () => checkKept(plan) }, (signal) => checkPlan(plan.id, signal));
}

function writeAddress(search) {
  history.replaceState(history.state, '', location.pathname + search);
}

async function run(about, ask) {
  running?.abort();
  const control = new AbortController();
  running = control;
  closeSources();
  const report = byId('report');
  report.setAttribute('aria-busy', 'true');
  report.replaceChildren(el('p', { class: 'waiting', role: 'status' },
    el('span', { class: 'dots', 'aria-hidden': 'true' }, el('i'), el('i'), el('i')), `กำลังตรวจ ${about.heading}…`));
  report.scrollIntoView({ block: 'nearest' });
  try {
    showReport(about, await ask(control.signal));
  } catch (error) {
    if (error.name === 'AbortError') return;
    showFailure(about, error instanceof ApiError ? error : new ApiError('server'));
  }
  report.removeAttribute('aria-busy');
  report.scrollIntoView({ block: 'start' });
}

function showReport(about, found) {
  const findings = bySeverity(found).map((finding, index) => ({ ...finding, id: index + 1 }));
  const title = el('h2', { id: 'report-title', tabindex: -1, text: about.heading });
  byId('report').replaceChildren(
    el('div', { class: 'report-head' }, title, findings.length ? copyButton(about, findings) : null),
    findings.length ? findingsView(findings, about.plan ? opener(about.plan, findings) : placeText) : nothingFound());
  announce(findings.length ? `ตรวจแล้ว พบ ${findings.length} ข้อ` : 'ตรวจแล้ว ไม่พบข้อที่ควรแก้ไข');
  title.focus({ preventScroll: true });
}

// As they are listed, so that "next" in the panel goes to the finding below.
function bySeverity(found) {
  return SEVERITIES.flatMap((severity) => found.filter((finding) => finding.severity === severity));
}

function placeText(finding) {
  return el('span', { class: 'finding-place', text: whereOf(finding) });
}

function opener(plan, findings) {
  const citations = findings.map((finding) => ({
    ...finding, plan_id: plan.id, organization: plan.organization, title: plan.title,
    fiscal_years: plan.fiscal_years, source: plan.source, section: [finding.message], quote: finding.quote ?? '',
  }));
  return (finding, holder) => button(whereOf(finding), {
    class: 'tool finding-place', 'aria-haspopup': 'dialog', 'data-cite': finding.id,
    onClick: () => openCitation(citations, finding.id - 1, holder),
  });
}

function nothingFound() {
  return el('div', { class: 'box fine' },
    el('p', { class: 'box-head' }, icon('check'), 'ตรวจแล้ว ไม่พบข้อที่ควรแก้ไข'),
    el('p', { text: 'ยอดรวม ปี ลำดับเลข ชื่อหน่วยงาน และหัวข้อตามแบบเรียบร้อยดี โปรดอ่านทวนเนื้อหาอีกครั้งก่อนเสนอ' }));
}

function copyButton({ heading }, findings) {
  return button('คัดลอกรายการ', {
    icon: 'copy', class: 'tool strong',
    onClick: async () => {
      const copied = await copyText(asText(heading, findings));
      toast(copied ? 'คัดลอกรายการที่พบแล้ว' : 'คัดลอกไม่ได้ โปรดเลือกข้อความแล้วคัดลอกเอง');
    },
  });
}

function asText(heading, findings) {
  const groups = grouped(findings);
  const lines = SEVERITIES.flatMap((severity) => groups.filter((group) => group.severity === severity).map((group) =>
    `[${SEVERITY_WORDS[severity].text}] ${group.message} (${group.places.map(whereOf).join(', ')})`));
  return [heading, ...lines].join('\n');
}

function showFailure({ heading, again }, error) {
  const { heading: trouble, advice, detail } = errorWords(error);
  const words = error.kind === 'offline' ? 'ติดต่อระบบไม่ได้ โปรดตรวจการเชื่อมต่อ แล้วลองใหม่' : detail || `${trouble} ${advice}`;
  byId('report').replaceChildren(
    el('div', { class: 'box failed', role: 'alert' },
      el('p', { class: 'box-head' }, icon('warn'), `ยังตรวจ ${heading} ไม่ได้`),
      el('p', { class: 'detail', text: words }),
      button('ลองใหม่', { icon: 'retry', class: 'tool strong', onClick: again })));
}

function showShelf() {
  const list = el('ul', { class: 'plan-list' });
  const search = el('input', {
    type: 'search', id: 'shelf-search', placeholder: 'ค้นชื่อหน่วยงาน จังหวัด หรือปี', 'aria-label': 'ค้นแผนในคลัง',
    on: { input: () => fill(PLANS_SHOWN) },
  });
  const fill = (most) => {
    const found = matching(plans, search.value);
    list.replaceChildren(...found.slice(0, most).map((plan) => planRow(plan, checkKept)));
    more.hidden = found.length <= most;
    none.hidden = found.length > 0;
  };
  const more = button('แสดงทั้งหมด', { icon: 'down', class: 'tool', onClick: () => fill(Infinity) });
  const none = el('p', { class: 'row-label', role: 'status', text: 'ไม่พบแผนที่ตรงกับคำค้น' });
  const finder = el('div', { class: 'search-box' }, icon('search'), search);
  finder.hidden = plans.length <= PLANS_SHOWN;
  byId('kept').replaceChildren(el('h2', { id: 'kept-title', text: 'หรือตรวจแผนในคลัง' }), finder, list, none, more);
  fill(PLANS_SHOWN);
  byId('kept').hidden = !plans.length;
}

// Without the plans, files can still be checked.
async function loadPlans() {
  try {
    plans = await listPlans();
  } catch {
    return;
  }
  showShelf();
  const named = new URLSearchParams(location.search).get('plan');
  const plan = plans.find(({ id }) => id === named);
  if (plan) checkKept(plan);
}

initOverlays(narrow);
useReaderKey();
showPages(byId('pages'), 'check');
byId('sign-out').append(icon('leave'), el('span', { text: 'ออกจากระบบ' }));
byId('sign-out').addEventListener('click', signOut);
byId('sending').append(dropZone({
  label: 'เลือกไฟล์แผน',
  beside: 'หรือลากไฟล์มาวางตรงนี้',
  hint: `${KINDS} · ไฟล์ถูกอ่านแล้วทิ้งทันที ไม่เก็บไว้ในระบบ`,
}, checkFiles));
await loadPlans();
byId('sign-out').hidden = !hasReaderKey();
