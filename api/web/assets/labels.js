// How findings of checks are called.

export const SEVERITIES = ['error', 'warning', 'note'];

/** `one` is what a single finding is; `icon` stands beside it. */
export const SEVERITY_WORDS = {
  error: { text: 'ผิด', lead: 'ขัดกับตัวเลขหรือข้อความในแผนเอง', icon: 'warn' },
  warning: { text: 'ควรแก้', lead: 'น่าจะผิด หรือยังขาด', icon: 'warn' },
  note: { text: 'ควรดู', lead: 'ขอให้ตรวจด้วยตาอีกครั้ง', icon: 'info' },
};

// By the stable codes of the service; a code that is not here is told by its group, the first word.
const CODES = {
  total: 'ยอดรวม', totals: 'ยอดรวม', count: 'จำนวนโครงการ',
  percentage: 'ร้อยละ', year: 'ปีงบประมาณ', date: 'วันที่',
  number: 'ลำดับเลข', project: 'โครงการซ้ำ', name: 'ชื่อหน่วยงาน', province: 'ชื่อหน่วยงาน',
  staff: 'อัตรากำลัง', position: 'อัตรากำลัง', staffing: 'อัตรากำลัง',
  blank: 'ช่องว่าง', column: 'ช่องว่าง', table: 'ช่องว่าง', 'to-fill': 'รอกรอก',
  indicator: 'ตัวชี้วัดและเป้าหมาย', target: 'ตัวชี้วัดและเป้าหมาย',
  part: 'หัวข้อตามแบบ', course: 'หลักสูตร 5 ด้าน',
};

/** What a finding is on: "total-differs" and "totals-disagree" are on "ยอดรวม". */
export function topicOf({ code }) {
  return CODES[code] ?? CODES[code.split('-')[0]] ?? 'อื่น ๆ';
}
