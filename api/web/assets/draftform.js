// What is to be drafted: asked for in a form.

import { amountProblem, parseBaht } from './amounts.js';
import { ApiError, findExamples, findProjects, makeDraft } from './api.js';
import { chipsField } from './chips.js';
import { combobox } from './combobox.js';
import { el, icon } from './dom.js';
import { errorWords, money } from './format.js';
import { POSITIONS } from './positions.js';
import { loadProfile } from './store.js';

const KINDS = ['แผนพัฒนาบุคลากร', 'แผนการบริหารและพัฒนาทรัพยากรบุคคล', 'แผนพัฒนารายบุคคล'];
// Of what most plans of local governments are on; any other may be typed.
const TOPICS = [
  'คุณธรรม จริยธรรม', 'ทักษะดิจิทัล', 'ความรู้เฉพาะตำแหน่ง', 'ภาวะผู้นำและการบริหาร', 'การให้บริการประชาชน',
  'กฎหมายและระเบียบ', 'การเงิน การคลัง และพัสดุ', 'การทำงานเป็นทีมและคุณภาพชีวิต', 'การศึกษาดูงาน',
];
const FIRST_MONTH = 9; // the fiscal year begins in October
const BE = 543;
const MOST = { topics: 20, positions: 40, years: 5 };
const STRATEGIES_FROM = 100; // projects whose strategies are offered

/** `plans()` are those of the library; `onDraft(draft)` follows the draft. @returns {HTMLElement} */
export function draftForm({ plans, given, onDraft }) {
  const strategies = new Set();
  const fields = makeFields(plans, given, strategies);
  const problem = el('div', { class: 'form-problem', role: 'alert' });
  const send = el('button', { type: 'submit', class: 'primary' }, icon('pen'), el('span', { text: 'ร่างแผน' }));
  const working = el('p', { class: 'waiting', hidden: true, role: 'status' },
    el('span', { class: 'dots', 'aria-hidden': 'true' }, el('i'), el('i'), el('i')), 'กำลังค้นตัวอย่างจากทุกแผนและร่างให้ อาจใช้เวลาถึงครึ่งนาที…');
  const submit = async (event) => {
    event.preventDefault();
    problem.replaceChildren();
    const body = read(fields);
    if (!body) return;
    send.disabled = true;
    working.hidden = false;
    try {
      onDraft(await makeDraft(body));
      return;
    } catch (error) {
      problem.replaceChildren(failure(error instanceof ApiError ? error : new ApiError('server')));
    }
    send.disabled = false;
    working.hidden = true;
  };
  loadStrategies(strategies);
  return el('form', { class: 'draft-form', autocomplete: 'off', novalidate: true, 'aria-labelledby': 'form-title', on: { submit } },
    el('div', { class: 'form-grid' }, fields.organization.node, fields.kind.node, yearsField(fields), ceilingField(fields)),
    fields.topics.node, fields.positions.node, placeField(fields), problem,
    el('div', { class: 'form-actions' }, send, working));
}

function makeFields(plans, given, strategies) {
  const names = () => [...new Set(plans().map((plan) => plan.organization).filter(Boolean))].sort((a, b) => a.localeCompare(b, 'th'));
  const kinds = () => [...new Set([...KINDS, ...plans().map((plan) => plan.kind)])].filter(Boolean);
  const box = (id, label, value, options, placeholder, emptyText) => {
    const made = combobox({ id, label, value, options, placeholder, emptyText });
    made.node.addEventListener('focusout', ({ relatedTarget }) => {
      if (!made.node.contains(relatedTarget)) made.close();
    });
    return made;
  };
  const own = loadProfile();
  return {
    organization: box('draft-organization', 'หน่วยงาน', given.organization || own.organization, names, 'ชื่อเต็ม เช่น เทศบาลตำบล…', 'ใช้ชื่อที่พิมพ์ได้เลย แม้ยังไม่มีแผนในคลัง'),
    kind: box('draft-kind', 'ชนิดของแผน', KINDS[0], kinds, KINDS[0], 'ใช้ชื่อที่พิมพ์ได้เลย'),
    first: yearSelect(given.year),
    count: el('select', { id: 'draft-years' }, Array.from({ length: MOST.years }, (_, at) => el('option', { value: at + 1, text: `${at + 1} ปี` }))),
    ceiling: el('input', { id: 'draft-ceiling', type: 'text', inputmode: 'decimal', placeholder: 'ไม่กำหนด', maxlength: 30, 'aria-describedby': 'ceiling-problem' }),
    district: el('input', { id: 'draft-district', type: 'text', maxlength: 200 }),
    province: el('input', { id: 'draft-province', type: 'text', maxlength: 200 }),
    topics: chipsField({
      id: 'draft-topic', label: 'ยุทธศาสตร์หรือเรื่องที่จะพัฒนา', hint: 'แต่ละเรื่องเป็นหนึ่งหมวดในตารางโครงการ', placeholder: 'พิมพ์แล้วกด Enter หรือเลือกด้านล่าง',
      emptyText: 'กด Enter เพื่อเพิ่มเรื่องนี้', options: () => [...new Set([...TOPICS, ...strategies])], likely: TOPICS, describe: examplesOf, most: MOST.topics,
      values: given.topics,
    }),
    positions: chipsField({
      id: 'draft-position', label: 'ตำแหน่งที่ทำแผนรายบุคคล (ไม่บังคับ)', placeholder: 'เช่น เจ้าพนักงานธุรการ',
      emptyText: 'กด Enter เพื่อเพิ่มตำแหน่งนี้', options: () => POSITIONS, likely: POSITIONS.slice(0, 6), most: MOST.positions,
    }),
  };
}

function yearSelect(given) {
  const now = new Date();
  const next = now.getFullYear() + BE + (now.getMonth() >= FIRST_MONTH ? 2 : 1);
  const years = [...new Set([next - 1, next, next + 1, next + 2, given].filter(Boolean))].sort();
  const node = el('select', { id: 'draft-year' }, years.map((year) => el('option', { value: year, text: `พ.ศ. ${year}` })));
  node.value = given || next;
  return node;
}

function yearsField({ first, count }) {
  return el('div', { class: 'pair' },
    el('div', { class: 'combo' }, el('label', { for: first.id, text: 'เริ่มปีงบประมาณ' }), first),
    el('div', { class: 'combo' }, el('label', { for: count.id, text: 'จำนวนปี' }), count));
}

function ceilingField({ ceiling }) {
  ceiling.addEventListener('change', () => {
    const baht = parseBaht(ceiling.value);
    if (baht !== null && !Number.isNaN(baht)) ceiling.value = money(baht);
  });
  return el('div', { class: 'combo' }, el('label', { for: ceiling.id, text: 'เพดานงบประมาณ (บาท รวมทุกปี ไม่บังคับ)' }), ceiling,
    el('p', { class: 'key-problem', id: 'ceiling-problem', role: 'alert', hidden: true }));
}

function placeField({ district, province }) {
  return el('details', { class: 'more-place' },
    el('summary', { text: 'อำเภอและจังหวัด (ไม่บังคับ)' }),
    el('div', { class: 'pair' },
      el('div', { class: 'combo' }, el('label', { for: district.id, text: 'อำเภอ' }), district),
      el('div', { class: 'combo' }, el('label', { for: province.id, text: 'จังหวัด' }), province)));
}

const KIND = /^(เทศบาล(นคร|เมือง|ตำบล)|องค์การบริหารส่วน(ตำบล|จังหวัด)|อบต|อบจ|ท[ตมน]\.)\.?\s*[ก-๙]/;
const isNamed = (name) => KIND.test(name.normalize('NFC'));
let asked = ''; // the name that was doubted last

/** The request's body, or null where something is missing, which is said beside it. */
function read({ organization, kind, first, count, ceiling, district, province, topics, positions }) {
  const baht = parseBaht(ceiling.value);
  const [subjects, jobs] = [topics.values(), positions.values()];
  const name = organization.input.value.trim();
  const missing = [
    name ? null : organization.input,
    subjects.length ? null : topics.input,
    Number.isNaN(baht) ? ceiling : null,
  ].filter(Boolean);
  const doubt = name && !isNamed(name) && asked !== name;
  if (doubt) asked = name; // said once: who presses again means it
  if (doubt) missing.push(organization.input);
  const unsure = doubt ? `“${name}” ไม่ใช่ชื่อเต็มของเทศบาล อบต. หรือ อบจ. แก้ชื่อ หรือกดร่างแผนอีกครั้งเพื่อใช้ชื่อนี้` : '';
  markProblem(organization.input, name ? unsure : 'โปรดใส่ชื่อหน่วยงาน');
  topics.say(subjects.length ? '' : 'โปรดเลือกหรือพิมพ์อย่างน้อยหนึ่งเรื่อง');
  markProblem(ceiling, amountProblem(ceiling.value));
  if (missing.length) {
    missing[0].focus();
    return null;
  }
  const years = Array.from({ length: Number(count.value) }, (_, at) => Number(first.value) + at);
  return {
    organization: name, kind: kind.input.value.trim() || KINDS[0], fiscal_years: years, topics: subjects, positions: jobs,
    ceiling: baht, district: district.value.trim() || null, province: province.value.trim() || null,
  };
}

function markProblem(input, text) {
  const holder = input.closest('.combo');
  const node = holder.querySelector('.key-problem') ?? el('p', { class: 'key-problem', role: 'alert' });
  input.toggleAttribute('aria-invalid', Boolean(text));
  node.hidden = !text;
  node.replaceChildren(...(text ? [icon('warn'), el('span', { text })] : []));
  if (!node.isConnected) holder.append(node);
}

/** How many examples there are, and what they cost. */
async function examplesOf(topic) {
  const { groups, spread } = await findExamples(topic);
  const count = groups.reduce((sum, { examples }) => sum + examples.length, 0);
  if (!count) return 'ยังไม่มีตัวอย่าง';
  const cost = spread.median === null ? '' : ` · ค่ากลาง ${money(spread.median)}`;
  return `${count.toLocaleString('en')} ตัวอย่าง${cost}`;
}

// Strategies of the library are offered, too, where they can be had.
async function loadStrategies(into) {
  try {
    const { projects } = await findProjects(new URLSearchParams({ limit: STRATEGIES_FROM }));
    for (const { strategy } of projects) if (strategy?.length) into.add(strategy[0]);
  } catch {
    // The form works without.
  }
}

function failure(error) {
  const { heading, advice, detail } = errorWords(error);
  const words = error.kind === 'offline' ? 'ติดต่อระบบไม่ได้ โปรดตรวจการเชื่อมต่อ แล้วกดร่างแผนอีกครั้ง ข้อมูลที่กรอกยังอยู่ครบ' : detail || `${heading} ${advice}`;
  return el('p', { class: 'box failed' }, icon('warn'), el('span', { text: words }));
}
