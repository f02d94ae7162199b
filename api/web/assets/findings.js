// Findings of a check: counted, filtered, and listed by severity with their lines.

import { button, el, icon } from './dom.js';
import { lineRange } from './format.js';
import { SEVERITIES, SEVERITY_WORDS, topicOf } from './labels.js';

const PLACES = 6; // of what is said of many lines

/**
 * A list of `findings` with its filter. `placeNode(finding, node)` makes what says where a finding
 * is, or null; `node` is what holds the list.
 */
export function findingsView(findings, placeNode) {
  const groups = grouped(findings);
  const chosen = { severity: '', topic: '' };
  const list = el('div', { class: 'finding-groups' });
  const status = el('p', { class: 'sr-only', role: 'status' });
  const bar = filterBar(groups, chosen, fill);
  const node = el('div', { class: 'findings' }, bar, status, list);

  function fill() {
    const shown = groups.filter((group) => fits(group, chosen));
    status.textContent = `แสดง ${shown.length} ข้อ`;
    list.replaceChildren(...SEVERITIES.map((severity) => section(severity, shown, (finding) => placeNode(finding, node))).filter(Boolean));
  }
  fill();
  return node;
}

/** What is said in the same words of several lines, said once; `places` are their findings. */
export function grouped(findings) {
  const groups = new Map();
  for (const finding of findings) {
    const key = JSON.stringify([finding.code, finding.message, finding.expected, finding.found]);
    if (!groups.has(key)) groups.set(key, { ...finding, topic: topicOf(finding), places: [] });
    groups.get(key).places.push(finding);
  }
  return [...groups.values()];
}

const fits = (group, { severity, topic }) =>
  (!severity || group.severity === severity) && (!topic || group.topic === topic);

function filterBar(groups, chosen, onChange) {
  const tabs = ['', ...SEVERITIES].map((severity) => {
    const count = groups.filter((group) => fits(group, { severity })).length;
    const text = severity ? SEVERITY_WORDS[severity].text : 'ทุกข้อ';
    const tab = button(text, {
      class: severity ? `tab is-${severity}` : 'tab', 'aria-pressed': String(!severity),
      onClick: () => {
        chosen.severity = severity;
        for (const other of tabs) other.setAttribute('aria-pressed', String(other === tab));
        onChange();
      },
    });
    tab.append(el('span', { class: 'tab-count', text: count.toLocaleString('en') }));
    tab.disabled = !count;
    return tab;
  });
  return el('div', { class: 'finding-bar' },
    el('div', { class: 'tabs', role: 'group', 'aria-label': 'ระดับ' }, tabs),
    topicChoice(groups, chosen, onChange));
}

function topicChoice(groups, chosen, onChange) {
  const topics = [...new Set(groups.map(({ topic }) => topic))].sort((a, b) => a.localeCompare(b, 'th'));
  if (topics.length < 2) return null;
  const select = el('select', {
    'aria-label': 'เรื่องที่ตรวจ',
    on: {
      change: () => {
        chosen.topic = select.value;
        onChange();
      },
    },
  }, el('option', { value: '', text: 'ทุกเรื่อง' }), topics.map((topic) => {
    const count = groups.filter((group) => group.topic === topic).length;
    return el('option', { value: topic, text: `${topic} (${count.toLocaleString('en')})` });
  }));
  return select;
}

function section(severity, shown, placeNode) {
  const own = shown.filter((group) => group.severity === severity);
  if (!own.length) return null;
  const { text, lead, icon: name } = SEVERITY_WORDS[severity];
  return el('section', { class: `finding-group is-${severity}` },
    el('h3', {}, icon(name), `${text} ${own.length.toLocaleString('en')} ข้อ`, el('span', { class: 'row-label', text: lead })),
    el('ol', {}, own.map((group) => item(group, placeNode))));
}

function item(group, placeNode) {
  const { message, expected, found, topic, quote } = group;
  return el('li', { class: 'finding' },
    el('p', { class: 'finding-text', text: message }),
    expected || found ? comparison(expected, found) : null,
    quote ? el('blockquote', { class: 'finding-quote', text: quote.replaceAll('\t', ' | ') }) : null,
    el('p', { class: 'finding-foot' },
      el('span', { class: 'finding-topic', text: topic }),
      placeNodes(group.places, placeNode)));
}

function comparison(expected, found) {
  const pair = (label, text, kind) => el('div', { class: kind }, el('dt', { text: label }), el('dd', { text: text || 'ไม่มี' }));
  return el('dl', { class: 'comparison' },
    expected ? pair('ที่ควรเป็น', expected, 'expected') : null,
    pair('ที่พบในแผน', found, 'found'));
}

function placeNodes(findings, placeNode) {
  const nodes = findings.map(placeNode).filter(Boolean);
  const hidden = nodes.slice(PLACES);
  if (hidden.length < 2) return nodes;
  hidden.forEach((node) => node.toggleAttribute('hidden', true));
  const more = button(`อีก ${hidden.length} แห่ง`, {
    class: 'tool', onClick: () => {
      hidden.forEach((node) => node.removeAttribute('hidden'));
      more.remove();
      hidden[0].focus();
    },
  });
  return [...nodes, more];
}

/** Where a finding is, as the file says it, else by lines. */
export function whereOf({ place, line_start: start, line_end: end }) {
  return place || lineRange(start, end);
}
