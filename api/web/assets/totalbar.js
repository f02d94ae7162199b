// The bar at the foot of a draft: its total against the ceiling, and whether it is saved.

import { amountProblem, parseBaht, projectsOf, totalOf, totalsByYear, withoutAmount } from './amounts.js';
import { button, byId, el, icon } from './dom.js';
import { errorWords, money } from './format.js';
import { announce } from './toast.js';

const TROUBLE = { offline: 'ติดต่อระบบไม่ได้', busy: 'ระบบไม่ว่าง', server: 'ระบบขัดข้องชั่วคราว' };
const ALARMING = ['offline', 'clash', 'failed'];
const CLOCK = { hour: '2-digit', minute: '2-digit' };

/** `years` are those of the draft. `onCeiling(baht | null)` follows the ceiling's field; `onSave()` and `onClash()` the state's. */
export function createTotalBar({ years, onCeiling, onSave, onClash }) {
  const figure = el('p', { class: 'total-figure' });
  const left = el('p', { class: 'total-left' });
  const rest = el('p', { class: 'total-rest' });
  const meter = el('div', { class: 'meter' }, el('div', { class: 'meter-fill' }));
  const ceiling = el('input', {
    id: 'ceiling', type: 'text', inputmode: 'decimal', autocomplete: 'off', placeholder: 'ไม่กำหนด', maxlength: 30,
    on: { input: read, change: tidy },
  });
  const saving = el('div', { class: 'saving' });
  const wrong = el('div', { class: 'unsaved', hidden: true });
  let told = { over: false, state: '' }; // what was said to screen readers: changes for the worse alone
  byId('total').replaceChildren(el('div', { class: 'total-grid' },
    el('div', { class: 'total-now' }, figure, left, rest), meter,
    el('label', { class: 'ceiling', for: 'ceiling' }, el('span', { text: years.length > 1 ? `เพดานรวม ${years.length} ปี (บาท)` : 'เพดาน (บาท)' }), ceiling),
    el('div', { class: 'states' }, wrong, saving)));
  byId('total').hidden = false;

  function read() {
    const baht = parseBaht(ceiling.value);
    ceiling.toggleAttribute('aria-invalid', Number.isNaN(baht));
    ceiling.title = amountProblem(ceiling.value);
    if (!Number.isNaN(baht)) onCeiling(baht);
  }

  function tidy() {
    const baht = parseBaht(ceiling.value);
    if (baht !== null && !Number.isNaN(baht)) ceiling.value = money(baht);
  }

  function show({ rows, ceiling: most }) {
    const total = totalOf(rows);
    const count = projectsOf(rows).length;
    const byYear = years.length > 1 ? totalsByYear(rows, years.length).map((baht, at) => `ปี ${years[at]} ${money(baht)}`).join(' · ') : '';
    const over = most !== null && total > most;
    if (ceiling !== document.activeElement) ceiling.value = most === null ? '' : money(most);
    figure.replaceChildren(el('strong', { text: `${money(total)} บาท` }), ` ${count.toLocaleString('en')} โครงการ`);
    const more = [byYear, withoutAmount(rows)].filter(Boolean).join(' · ');
    const text = most === null ? '' : over ? `เกินเพดาน ${money(total - most)} บาท` : `เหลือ ${money(most - total)} บาท`;
    left.textContent = text;
    rest.textContent = more;
    countWrong();
    if (over && !told.over) announce(text);
    told = { ...told, over };
    byId('total').classList.toggle('is-over', over);
    meter.hidden = most === null;
    const share = most ? Math.min(1, total / most) : Number(total > 0);
    meter.firstElementChild.style.width = `${share * 100}%`;
  }

  /** Says how many fields hold what is no amount: these alone aren't saved. */
  function countWrong() {
    const fields = [...document.querySelectorAll('.amount[aria-invalid], #ceiling[aria-invalid]')];
    wrong.hidden = !fields.length;
    saving.hidden = fields.length > 0 && told.state === 'saved';
    wrong.replaceChildren();
    if (!fields.length) return;
    wrong.replaceChildren(icon('warn'), el('span', { text: `ยังไม่บันทึก ${fields.length} ช่อง` }),
      button('ไปที่ช่อง', { class: 'tool strong', onClick: () => {
        fields[0].scrollIntoView({ block: 'center' });
        fields[0].focus({ preventScroll: true });
      } }));
  }

  function showState({ name, error, keeps }) {
    byId('total').dataset.state = name;
    saving.replaceChildren(...stateParts(name, error, keeps));
    if (ALARMING.includes(name) && told.state !== name) announce(saving.querySelector('span').textContent);
    told = { ...told, state: name };
    countWrong();
  }

  function stateParts(name, error, keeps) {
    const text = (words) => el('span', { text: words });
    if (name === 'saved') return [icon('check'), text(`บันทึกแล้ว ${new Date().toLocaleTimeString('th-TH', CLOCK)} น.`)];
    if (name === 'saving') return [icon('cloud'), text('กำลังบันทึก…')];
    if (name === 'clash') return [icon('warn'), text('มีผู้แก้ที่เดียวกัน'), button('เลือกข้อความ', { class: 'tool strong', onClick: onClash })];
    const here = keeps ? 'เก็บไว้ในเครื่องแล้ว' : 'ยังไม่ได้เก็บ อย่าเพิ่งปิดหน้านี้';
    if (name === 'waiting') return [icon('cloud'), text(here)];
    if (name === 'offline') return [icon('warn'), text(`${TROUBLE[error.kind] ?? TROUBLE.server} ${here}`), button('ลองใหม่', { class: 'tool strong', onClick: onSave })];
    const { heading, detail } = errorWords(error);
    return [icon('warn'), text(`บันทึกไม่ได้ ${detail || heading}`), button('ลองใหม่', { class: 'tool strong', onClick: onSave })];
  }
  return { show, showState, countWrong };
}
