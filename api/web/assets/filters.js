// The filter of the projects' table: in the form, in the address, and as a query to the service.

import { button, el, icon } from './dom.js';
import { combobox } from './combobox.js';
import { fold, money } from './format.js';

const TYPING_MS = 350;
const MAX_LENGTH = 200; // characters; the service refuses longer texts
const LABELS = {
  q: 'คำในชื่อโครงการ',
  organization: 'หน่วยงาน',
  position: 'ตำแหน่ง',
  fiscal_year: 'ปีงบประมาณ',
  budget_min: 'งบประมาณตั้งแต่ (ตัวเลข)',
  budget_max: 'งบประมาณถึง (ตัวเลข)',
};
const NAMES = Object.keys(LABELS);
const SORT = /^-?(name|organization|year|budget)$/;
const FIRST_SORT = 'organization';

/** @returns {{sort: string, offset: number}} and the filters that are set, from an address. */
export function readAddress(search, pageSize) {
  const given = new URLSearchParams(search);
  const state = { sort: SORT.test(given.get('sort')) ? given.get('sort') : FIRST_SORT, offset: 0 };
  for (const name of NAMES) state[name] = (given.get(name) ?? '').trim().slice(0, MAX_LENGTH);
  const page = Number.parseInt(given.get('page'), 10);
  if (page > 1) state.offset = (page - 1) * pageSize;
  return state;
}

/** What of the filter is set, for a link; a first page and the first sorting are left out. */
export function addressOf(state, pageSize) {
  const query = filterQuery(state);
  if (state.sort === FIRST_SORT) query.delete('sort');
  if (state.offset) query.set('page', state.offset / pageSize + 1);
  const text = query.toString();
  return text ? `?${text}` : '';
}

/** The query of an export, which knows no pages. */
export function filterQuery(state) {
  const query = new URLSearchParams();
  for (const name of NAMES) if (state[name]) query.set(name, state[name]);
  query.set('sort', state.sort);
  return query;
}

export function pageQuery(state, pageSize) {
  const query = filterQuery(state);
  query.set('offset', state.offset);
  query.set('limit', pageSize);
  return query;
}

/** A complaint of the service with the filters' names as the form says them. */
export function inThai(detail) {
  return detail.replace(/\b[a-z_]+\b/g, (name) => LABELS[name] ?? name);
}

export function isFiltered(state) {
  return NAMES.some((name) => state[name]);
}

/**
 * Fills `form`. `organizations()` and `years()` give the choices of now; `onChange(values)` is
 * called with all filters when one may have changed. `narrow` is the media query of phones, where
 * all but the words fold away.
 * @returns {{show: (state) => void, mark: (state) => void, fillYears: () => void, clear: () => void}}
 */
export function createFilters(form, { organizations, years, narrow, onChange }) {
  const organization = combobox({
    id: 'filter-organization',
    label: 'หน่วยงาน',
    value: '',
    options: organizations,
    placeholder: 'ทุกหน่วยงาน',
    emptyText: 'ไม่มีแผนของหน่วยงานนี้ในคลัง',
  });
  const year = el('select', { id: 'filter-year' });
  const inputs = {
    q: textInput('filter-q', { type: 'search', placeholder: 'คำในชื่อโครงการ เช่น จริยธรรม', enterkeyhint: 'search' }),
    organization: organization.input,
    position: textInput('filter-position', { type: 'search', placeholder: 'เช่น นักทรัพยากรบุคคล' }),
    fiscal_year: year,
    budget_min: moneyInput('filter-budget-min', 'ตั้งแต่'),
    budget_max: moneyInput('filter-budget-max', 'ถึง'),
  };
  const count = el('span', { class: 'filter-count' });
  const more = el('details', { class: 'more-filters', open: !narrow.matches },
    el('summary', {}, icon('filter'), 'ตัวกรอง', count),
    el('div', { class: 'filter-grid' },
      organization.node,
      field('ตำแหน่งที่ระบุในโครงการ', inputs.position),
      field('ปีงบประมาณ', year),
      budgetField(inputs)));
  const clear = button('ล้างตัวกรอง', { icon: 'close', class: 'tool', onClick: () => apply(empty()) });
  const words = el('div', { class: 'search-box' },
    el('label', { class: 'sr-only', for: 'filter-q', text: 'คำในชื่อโครงการ' }), icon('search'), inputs.q);
  form.replaceChildren(words, more, clear);

  organization.node.addEventListener('focusout', organization.close);
  narrow.addEventListener('change', () => {
    more.open = !narrow.matches;
  });

  let timer = 0;
  const changed = () => {
    clearTimeout(timer);
    onChange(values());
  };
  form.addEventListener('change', changed);
  form.addEventListener('input', ({ target }) => {
    clearTimeout(timer);
    // A name that is half typed names no organisation.
    if (target !== inputs.organization) timer = setTimeout(changed, TYPING_MS);
  });

  function values() {
    const given = {};
    for (const name of NAMES) given[name] = inputs[name].value.trim();
    for (const name of ['budget_min', 'budget_max']) given[name] = baht(given[name]);
    return given;
  }

  function apply(state) {
    show(state);
    changed();
  }

  function show(state) {
    for (const name of NAMES) if (name !== 'fiscal_year') inputs[name].value = shown(name, state[name]);
    fillYears(state.fiscal_year);
    mark(state);
  }

  function mark(state) {
    const set = NAMES.filter((name) => name !== 'q' && state[name]).length;
    count.textContent = set ? String(set) : '';
    clear.hidden = !isFiltered(state);
  }

  function fillYears(chosen = year.value) {
    const known = new Set([...years().map(String), chosen].filter(Boolean));
    const options = [...known].sort().reverse().map((value) => el('option', { value, text: value }));
    year.replaceChildren(el('option', { value: '', text: 'ทุกปี' }), ...options);
    year.value = chosen;
  }

  return { show, mark, fillYears, clear: () => apply(empty()) };
}

function empty() {
  return Object.fromEntries(NAMES.map((name) => [name, '']));
}

/** Digits of an amount as typed, "๒๐,๐๐๐ บาท" too; what is no amount goes as it is. */
function baht(text) {
  const digits = fold(text).replace(/,|บาท$/g, '').replace(/\.0*$/, '');
  return digits.slice(0, MAX_LENGTH);
}

function shown(name, value = '') {
  if (!name.startsWith('budget') || !/^\d{1,13}(\.\d{1,2})?$/.test(value)) return value;
  return money(Number(value));
}

function textInput(id, props) {
  return el('input', { id, autocomplete: 'off', maxlength: MAX_LENGTH, ...props });
}

function moneyInput(id, label) {
  return textInput(id, { type: 'text', inputmode: 'numeric', 'aria-label': `งบประมาณ${label} (บาท)`, placeholder: label });
}

function field(label, input) {
  return el('div', { class: 'combo' }, el('label', { for: input.id, text: label }), input);
}

function budgetField({ budget_min: from, budget_max: to }) {
  return el('fieldset', { class: 'combo' },
    el('legend', { text: 'งบประมาณ (บาท)' }),
    el('div', { class: 'range' }, from, el('span', { 'aria-hidden': 'true', text: '–' }), to));
}
