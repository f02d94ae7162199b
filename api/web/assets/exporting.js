// A draft as a file.

import { exportDraft } from './api.js';
import { button, el } from './dom.js';
import { errorWords } from './format.js';
import { toast } from './toast.js';

const FORMATS = [['docx', 'Word'], ['xlsx', 'Excel'], ['md', 'Markdown'], ['json', 'JSON']];

/** `ready()` resolves to whether the service has all changes, which a file would else lack. */
export function exportTools({ id, title, ready }) {
  const thai = el('input', { type: 'checkbox', id: 'thai-digits' });
  const save = async (format, node) => {
    node.disabled = true;
    try {
      if (await ready()) hand(await exportDraft(id, format, thai.checked ? 'thai' : 'arabic'), `${title()}.${format}`);
      else toast('ยังบันทึกไม่ครบ จึงยังส่งออกไม่ได้ โปรดดูแถบด้านล่าง');
    } catch (error) {
      const { heading, advice, detail } = errorWords(error);
      toast(detail || `${heading} ${error.kind === 'offline' ? 'โปรดตรวจการเชื่อมต่อ แล้วลองใหม่' : advice}`);
    }
    node.disabled = false;
  };
  const buttons = FORMATS.map(([format, text], at) => {
    const node = button(text, {
      icon: at ? null : 'download', class: at ? 'tool strong' : 'primary', 'aria-label': `ส่งออกเป็น ${text}`, onClick: () => save(format, node),
    });
    return node;
  });
  return el('div', { class: 'exporting', role: 'group', 'aria-label': 'ส่งออก' }, buttons,
    el('label', { class: 'digits', for: 'thai-digits' }, thai, el('span', { text: 'เลขไทย' })));
}

function hand(file, name) {
  const address = URL.createObjectURL(file);
  el('a', { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
