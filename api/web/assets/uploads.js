// Adding plans: picked or dropped files, one after the other, each with its progress and outcome.

import { button, byId, el, icon } from './dom.js';
import { KINDS, dropZone } from './dropzone.js';
import { errorWords, planLabel } from './format.js';
import { sendFile } from './sending.js';
import { announce, toast } from './toast.js';

const MB = 1_000_000;
const AGAIN = 3; // times that a file waits for a busy service
const OUTCOMES = {
  added: 'เพิ่มแล้ว',
  replaced: 'แทนที่แผนเดิมแล้ว',
  unchanged: 'มีอยู่แล้ว ไม่มีอะไรเปลี่ยน',
};

/** `header()` is the key's; `onChange()` follows a change of the library, `onLocked()` a 401. */
export function createUploads(section, { header, onChange, onLocked }) {
  const queue = [];
  const list = el('ul', { class: 'uploads', 'aria-label': 'ไฟล์ที่เพิ่ม' });
  const summary = el('p', { class: 'row-label upload-summary', role: 'status' });
  const clear = button('ล้างรายการที่เสร็จแล้ว', { class: 'tool', onClick: dropFinished });
  let maxMb = 0;
  let running = null;
  let passed = 0; // files of the folders dropped last that can't be plans

  function add({ files, passed: others = 0 }) {
    passed = others;
    if (!files.length) toast(`ไม่พบไฟล์แผนในสิ่งที่วาง ใช้ได้กับ ${KINDS}`);
    for (const { file, name } of files) {
      const job = { file, name, state: 'waiting', tries: 0 };
      Object.assign(job, uploadRow(job, { onCancel: () => cancel(job), onRetry: () => retry(job) }));
      list.append(job.node);
      queue.push(job);
      const refusal = tooLarge(file, maxMb);
      if (refusal) settle(job, 'refused', refusal);
      else job.show();
    }
    next();
  }

  function settle(job, state, text, { canRetry = false, notes = [] } = {}) {
    Object.assign(job, { state, text, canRetry, notes });
    job.show();
    announce(`${job.name}: ${text}`);
    count();
  }

  async function next() {
    count();
    if (running) return;
    running = queue.find((job) => job.state === 'waiting') ?? null;
    if (!running) return;
    await send(running);
    running = null;
    next();
  }

  async function send(job) {
    job.state = 'sending';
    job.share = 0;
    job.show();
    const sending = sendFile(job, header(), (share) => {
      job.share = share;
      if (job.state === 'sending' && share === 1) job.state = 'reading';
      job.show();
    });
    job.abort = sending.cancel;
    try {
      const { outcome, plan, warnings } = await sending.done;
      const notes = [...warnings.map(thai), ...warningCount(plan)];
      settle(job, outcome, `${OUTCOMES[outcome]}: ${planLabel(plan) || plan.source}`, { notes });
      if (outcome !== 'unchanged') onChange();
    } catch (error) {
      await failed(job, error);
    }
  }

  async function failed(job, error) {
    if (error.kind === 'cancelled') return settle(job, 'refused', 'ยกเลิกแล้ว', { canRetry: true });
    if (error.status === 401) {
      settle(job, 'refused', 'ยังไม่ได้ส่ง กุญแจผู้ดูแลใช้ไม่ได้แล้ว', { canRetry: true });
      onLocked();
      return;
    }
    if (error.retryAfter && (job.tries += 1) <= AGAIN) return waitFor(job, error.retryAfter);
    const { heading, advice, detail } = errorWords(error);
    const text = error.kind === 'offline' ? 'ติดต่อระบบไม่ได้ โปรดตรวจการเชื่อมต่อ แล้วลองใหม่' : detail || `${heading} ${advice}`;
    settle(job, 'refused', text, { canRetry: error.kind !== 'invalid' });
  }

  async function waitFor(job, seconds) {
    job.state = 'pausing';
    for (let left = seconds; left > 0 && job.state === 'pausing'; left -= 1) {
      job.left = left;
      job.show();
      await new Promise((done) => setTimeout(done, 1000));
    }
    if (job.state === 'pausing') job.state = 'waiting';
  }

  function cancel(job) {
    if (job.state === 'sending' || job.state === 'reading') job.abort();
    else settle(job, 'refused', 'ยกเลิกแล้ว', { canRetry: true });
  }

  function retry(job) {
    Object.assign(job, { state: 'waiting', tries: 0 });
    job.show();
    next();
  }

  function dropFinished() {
    for (const job of queue.filter(isDone)) job.node.remove();
    queue.splice(0, queue.length, ...queue.filter((job) => !isDone(job)));
    passed = 0;
    count();
    byId('pick').focus();
  }

  function count() {
    const done = queue.filter(isDone).length;
    const refused = queue.filter((job) => job.state === 'refused').length;
    summary.textContent = [
      queue.length ? `เสร็จแล้ว ${done} จาก ${queue.length} ไฟล์` : '',
      refused ? `ไม่สำเร็จ ${refused}` : '',
      passed ? `ข้าม ${passed} ไฟล์ที่ไม่ใช่แผน` : '',
    ].filter(Boolean).join(' · ');
    clear.hidden = !done && !passed;
  }

  // A file that is being read is read to its end; the others would be lost.
  addEventListener('beforeunload', (event) => {
    if (queue.some((job) => !isDone(job))) event.preventDefault();
  });

  function show(limit) {
    maxMb = limit;
    if (section.hasChildNodes()) return;
    section.replaceChildren(
      el('h2', { id: 'adding-title', text: 'เพิ่มแผน' }), picker(maxMb, add),
      el('div', { class: 'upload-foot' }, summary, clear), list);
    count();
  }
  return { show };
}

const isDone = (job) => ['refused', ...Object.keys(OUTCOMES)].includes(job.state);

function tooLarge(file, maxMb) {
  if (file.size <= maxMb * MB) return '';
  return `ไฟล์ใหญ่ ${(file.size / MB).toFixed(1)} MB เกิน ${maxMb} MB โปรดแบ่งไฟล์หรือลดขนาดภาพในไฟล์`;
}

const warningCount = (plan) =>
  plan.warning_count ? [`ข้อสังเกต ${plan.warning_count.toLocaleString('en')} จุด เปิดดูได้ในรายการแผนด้านล่าง`] : [];

// What the service says is one line, Thai / English.
const thai = (line) => line.split(' / ')[0];

const picker = (maxMb, onFiles) => dropZone({
  label: 'เลือกไฟล์แผน',
  beside: 'หรือลากไฟล์หรือโฟลเดอร์มาวางตรงนี้',
  hint: `${KINDS} ไฟล์ละไม่เกิน ${maxMb} MB · ไฟล์ชื่อเดิมของหน่วยงานเดิมจะแทนที่แผนที่เคยเพิ่มจากหน้านี้`,
  multiple: true,
}, onFiles);

const ICONS = { added: 'check', replaced: 'check', unchanged: 'check', refused: 'warn' };

function uploadRow(job, { onCancel, onRetry }) {
  const mark = el('span', { class: 'upload-mark' });
  const bar = el('progress', { max: 1, 'aria-label': `ความคืบหน้า ${job.name}` });
  const text = el('p', { class: 'upload-text' });
  const notes = el('ul', { class: 'upload-notes' });
  const stop = button('', { icon: 'close', class: 'quiet', 'aria-label': `ยกเลิก ${job.name}`, onClick: onCancel });
  const again = button('ลองใหม่', { icon: 'retry', class: 'tool strong', 'aria-label': `ลองใหม่ ${job.name}`, onClick: onRetry });
  const node = el('li', { class: 'upload' }, mark,
    el('div', { class: 'upload-body' }, el('p', { class: 'upload-name', text: job.name }), bar, text, notes),
    stop, again);
  const show = () => {
    const done = isDone(job);
    node.dataset.state = job.state;
    mark.replaceChildren(icon(ICONS[job.state] ?? 'file'));
    bar.hidden = done || job.state === 'waiting' || job.state === 'pausing';
    if (job.state === 'sending') bar.value = job.share;
    else bar.removeAttribute('value'); // how long reading takes isn't known
    text.textContent = done ? job.text : stateWords(job);
    notes.replaceChildren(...(job.notes ?? []).map((note) => el('li', { text: note })));
    stop.hidden = done;
    again.hidden = !(done && job.canRetry);
  };
  return { node, show };
}

function stateWords({ state, share, left }) {
  if (state === 'sending') return `กำลังส่ง ${Math.round(share * 100)}%`;
  if (state === 'pausing') return `ระบบยังไม่ว่าง จะส่งใหม่เองในอีก ${left} วินาที`;
  return state === 'reading' ? 'กำลังอ่าน…' : 'รอคิว';
}
