// The page of whoever looks after the library: signs in, and puts its parts together.

import { checkAdminKey, setAccess } from './api.js';
import { byId, el, icon } from './dom.js';
import { keyForm } from './keys.js';
import { initOverlays } from './overlay.js';
import { createShelf } from './shelf.js';
import { closeSources, narrow } from './sources.js';
import { loadAdminKey, saveAdminKey } from './store.js';
import { createUploads } from './uploads.js';

const EXPIRED = 'กุญแจผู้ดูแลถูกเปลี่ยนแล้ว โปรดใส่กุญแจใหม่';

let key = loadAdminKey();

const header = () => (key ? ['X-Admin-Key', key] : null);
const shelf = createShelf(byId('shelf'));
const uploads = createUploads(byId('adding'), {
  header,
  onChange: shelf.load,
  onLocked: () => showSignIn(EXPIRED),
});

setAccess({
  header,
  renew: async () => {
    showSignIn(EXPIRED);
    return false;
  },
});

function showSignIn(problem = '') {
  saveAdminKey('');
  key = '';
  closeSources();
  const form = keyForm({
    id: 'admin-key',
    label: 'กุญแจผู้ดูแล',
    submit: 'เข้าสู่ระบบ',
    check: enter,
    onRight: () => byId('shelf').focus({ preventScroll: true }),
  });
  byId('sign-in').replaceChildren(
    el('div', { class: 'sign-in-head' },
      icon('lock'),
      el('h2', { id: 'sign-in-title', text: 'สำหรับผู้ดูแลแผน' }),
      el('p', { text: 'เพิ่ม ตรวจ และลบแผนในคลัง ใช้กุญแจที่ตั้งไว้ใน HRPLAN_ADMIN_KEY กุญแจอยู่ในแท็บนี้เท่านั้น ปิดแท็บแล้วต้องใส่ใหม่' })),
    form.node);
  show('sign-in');
  if (problem) form.say(problem);
  form.focus();
}

async function enter(given) {
  const { max_upload_mb: maxMb } = await checkAdminKey(given);
  key = given;
  saveAdminKey(given);
  byId('sign-in').replaceChildren();
  uploads.show(maxMb);
  show('desk');
  shelf.load();
}

function show(part) {
  byId('sign-in').hidden = part !== 'sign-in';
  byId('desk').hidden = part !== 'desk';
  byId('sign-out').hidden = part !== 'desk';
}

function signOut() {
  saveAdminKey('');
  location.reload();
}

initOverlays(narrow);
byId('chat-link').append(icon('chat'), el('span', { text: 'ถามแผน' }));
byId('sign-out').append(icon('leave'), el('span', { text: 'ออกจากระบบ' }));
byId('sign-out').addEventListener('click', signOut);
if (key) await enter(key).catch((error) => showSignIn(error.status === 401 ? EXPIRED : ''));
else showSignIn();
