// Thai wording of years, lines and citations, and folding for search.

/** [2567, 2568, 2569] gives "ปี 2567–2569"; [] gives "". */
export function years(values) {
  const sorted = [...(values ?? [])].sort((a, b) => a - b);
  if (!sorted.length) return '';
  const first = sorted[0];
  const last = sorted[sorted.length - 1];
  const unbroken = last - first === sorted.length - 1;
  if (sorted.length > 1 && unbroken) return `ปี ${first}–${last}`;
  return `ปี ${sorted.join(', ')}`;
}

const NO_BREAK = '\u00a0'; // no-break space

export function lineRange(start, end) {
  const numbers = start === end || !end ? `${start}` : `${start}–${end}`;
  return `บรรทัด${NO_BREAK}${numbers}`;
}

/** Where in the plan: its section, and the place in its file or else the lines, if known. */
export function place(citation) {
  return [sectionPath(citation.section), placeInFile(citation)].filter(Boolean).join(' · ');
}

export function placeInFile(citation) {
  if (citation.place) return citation.place;
  const page = citation.page ? `หน้า ${citation.page}` : '';
  const lines = citation.line_start ? lineRange(citation.line_start, citation.line_end) : '';
  return [page, lines].filter(Boolean).join(' · ');
}

export function sectionPath(section) {
  return (section ?? []).join(' › ');
}

/** The plan: its title, with organisation and years where the title doesn't name them. */
export function planLabel({ organization, title, fiscal_years }) {
  const parts = [title];
  if (organization && !title?.includes(organization)) parts.unshift(organization);
  const ends = [Math.min(...(fiscal_years ?? [])), Math.max(...(fiscal_years ?? []))];
  if (!ends.every((year) => fold(title ?? '').includes(year))) parts.push(years(fiscal_years));
  return parts.filter(Boolean).join(' · ');
}

/** The answer as plain text, with its sources below, for pasting into a letter. */
export function answerAsText({ answer, citations }) {
  const body = answer.replace(/\*\*(.+?)\*\*/g, '$1');
  if (!citations?.length) return body;
  const sources = citations.map(
    (c) => `[${c.id}] ${planLabel(c)} · ${place(c)} (${c.source})`,
  );
  return `${body}\n\nแหล่งอ้างอิง\n${sources.join('\n')}`;
}

const THAI_ZERO = '๐'.codePointAt(0);

/** For search: NFC, lower case, Arabic digits, no white space. */
export function fold(text) {
  return text
    .normalize('NFC')
    .toLowerCase()
    .replace(/\s+/g, '')
    .replace(/[๐-๙]/g, (digit) => String(digit.codePointAt(0) - THAI_ZERO));
}

const WORDS = {
  offline: [
    'ติดต่อระบบไม่ได้',
    'โปรดตรวจการเชื่อมต่อและระบบที่ให้บริการ แล้วลองใหม่ คำถามของคุณยังอยู่ครบ',
  ],
  busy: ['มีผู้ใช้งานจำนวนมากในขณะนี้', 'โปรดรอสักครู่แล้วลองใหม่'],
  invalid: ['ระบบรับคำขอนี้ไม่ได้', 'โปรดปรับคำถามแล้วลองใหม่'],
  key: ['ต้องใช้กุญแจ', 'โปรดใส่กุญแจที่ได้รับจากผู้ดูแลระบบ แล้วลองใหม่'],
  missing: ['ไม่พบข้อมูลที่ขอ', 'ข้อมูลอาจถูกนำออกจากคลังแล้ว'],
  server: ['ระบบขัดข้องชั่วคราว', 'โปรดลองใหม่อีกครั้ง หากยังไม่ได้ โปรดแจ้งผู้ดูแลระบบ'],
};

/** @returns {{heading: string, advice: string, detail: string}} for showing an error. */
export function errorWords(error) {
  if (error.retryAt) return { heading: 'ขอพักสักครู่', advice: waitWords(error.retryAt), detail: '' };
  const [heading, advice] = WORDS[error.kind] ?? WORDS.server;
  return { heading, advice, detail: thaiPart(error.detail ?? '') };
}

const CLOCK = { hour: '2-digit', minute: '2-digit', second: '2-digit' };

// The time of day stays true while the page is left open.
function waitWords(retryAt) {
  const seconds = Math.ceil((retryAt - Date.now()) / 1000);
  if (seconds <= 0) return 'มีคำขอเข้ามาถี่เกินไป ลองใหม่ได้แล้ว';
  const time = new Date(retryAt).toLocaleTimeString('th-TH', CLOCK);
  return `มีคำขอเข้ามาถี่เกินไป โปรดลองใหม่ในอีก ${seconds.toLocaleString('en')} วินาที (หลังเวลา ${time} น.)`;
}

// Details are one line, Thai / English.
function thaiPart(detail) {
  const [first] = detail.split(' / ');
  return /[ก-๙]/.test(first) ? first : detail;
}

/** Baht as they are read: "20,000", and "12,345.50" where there are satang. */
export function money(baht) {
  return baht.toLocaleString('en', { minimumFractionDigits: Number.isInteger(baht) ? 0 : 2, maximumFractionDigits: 2 });
}
