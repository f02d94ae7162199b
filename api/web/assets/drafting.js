// From a question that asks for something to write by, to the page that drafts a plan.

import { el, icon } from './dom.js';

const ASKS = /ร่าง\s*(แผน|โครงการ|ให้)|(เขียน|จัดทำ|ทำ)แผน|ตัวอย่างโครงการ|โครงการตัวอย่าง|\bdraft/i;
const TOPIC = /(?:ด้าน|เรื่อง|เกี่ยวกับ)\s*([^\s?]+?)(?=ของ|ใน|ปี|ให้|หน่อย|[\s?]|$)/;

/** A link to a new draft on what `question` names; null where it asks for none. */
export function draftLink(question) {
  if (!ASKS.test(question)) return null;
  const topic = TOPIC.exec(question)?.[1];
  const query = topic ? `?${new URLSearchParams({ topic })}` : '';
  return el('p', {}, el('a', { class: 'tool strong', href: `draft${query}` }, icon('pen'),
    el('span', { text: topic ? `ร่างแผนเรื่อง${topic}จากตัวอย่าง` : 'ร่างแผนปีถัดไปจากตัวอย่าง' })));
}
