// Puts the page together.

import { ApiError, listPlans } from './api.js';
import { createChat } from './chat.js';
import { copyText } from './clipboard.js';
import { createComposer } from './composer.js';
import { button, byId, icon } from './dom.js';
import { answerAsText } from './format.js';
import { useReaderKey } from './keys.js';
import { openLinked } from './link.js';
import { showPages } from './menu.js';
import { initOverlays } from './overlay.js';
import { openPlans } from './plans.js';
import { openProfile, showProfileChip } from './profile.js';
import { closeSources, narrow, openCitation, openPlan } from './sources.js';
import { loadProfile, saveProfile } from './store.js';
import { toast } from './toast.js';
import { showWelcome } from './welcome.js';

const CHOICES = 8;

let profile = loadProfile();
let library = { state: 'loading', plans: [], error: null };

const organizations = () =>
  [...new Set(library.plans.map((plan) => plan.organization).filter(Boolean))].sort((a, b) =>
    a.localeCompare(b, 'th'),
  );

const chat = createChat({
  list: byId('turns'),
  scroller: byId('scroll'),
  getProfile: () => profile,
  onChange: refresh,
  actions: {
    choices,
    onSuggestion: answerChoice,
    onChooseProfile: askAgainWithProfile,
    onCopy: copyAnswer,
    onCite: (turn, citation) =>
      openCitation(turn.citations, turn.citations.indexOf(citation), chat.nodeOf(turn)),
  },
});

const composer = createComposer({ onSend: (text) => chat.send(text), onStop: () => chat.stop() });

function refresh() {
  // The first call comes while the conversation is being restored.
  queueMicrotask(() => {
    composer.setBusy(chat.isBusy());
    byId('welcome').hidden = !chat.isEmpty();
    byId('new-chat').disabled = chat.isEmpty();
  });
}

function drawWelcome() {
  showWelcome(byId('welcome'), library, profile, {
    onAsk: (text) => chat.send(text),
    onOpenPlan: openPlan,
    onAllPlans: () => openPlans(library.plans, openPlan),
    onReload: loadLibrary,
  });
}

async function loadLibrary() {
  library = { state: 'loading', plans: [], error: null };
  byId('plans-open').disabled = true;
  drawWelcome();
  try {
    library = { state: 'ready', plans: await listPlans(), error: null };
  } catch (error) {
    library = { state: 'failed', plans: [], error: error instanceof ApiError ? error : new ApiError('server') };
  }
  byId('plans-open').disabled = library.state !== 'ready';
  drawWelcome();
}

function setProfile(next) {
  profile = next;
  saveProfile(profile);
  showProfileChip(byId('profile-open'), profile);
  drawWelcome();
}

function editProfile({ focus, onSaved } = {}) {
  const onSave = (next) => {
    setProfile(next);
    onSaved?.();
  };
  openProfile({ profile, organizations, focus, onSave });
}

// What the service asks back for: its own choices, else the organisations of the library.
function choices(turn) {
  const { needs, suggestions } = turn.response;
  if (suggestions?.length) return suggestions;
  return needs === 'organization' ? organizations().slice(0, CHOICES) : [];
}

function answerChoice(text, turn, remember) {
  const { needs } = turn.response;
  if (!chat.send(text) || !needs || !remember) return;
  setProfile({ ...profile, [needs]: text });
  toast('จำไว้แล้ว แก้ไขได้ที่มุมบน');
}

function askAgainWithProfile(turn) {
  const { needs } = turn.response;
  const onSaved = () => {
    if (profile[needs]) chat.send(turn.question);
  };
  editProfile({ focus: needs, onSaved });
}

async function copyAnswer(turn) {
  const copied = await copyText(answerAsText(turn.response));
  toast(copied ? 'คัดลอกคำตอบพร้อมแหล่งอ้างอิงแล้ว' : 'คัดลอกไม่ได้ โปรดเลือกข้อความแล้วคัดลอกเอง');
}

function newChat() {
  closeSources();
  const undo = chat.clear();
  composer.focus();
  toast('เริ่มการสนทนาใหม่แล้ว', { text: 'เลิกทำ', run: undo });
}

function headerButton(id, iconName, text, onClick) {
  byId(id).append(icon(iconName), ...button(text).childNodes);
  byId(id).addEventListener('click', onClick);
}

initOverlays(narrow);
useReaderKey();
headerButton('plans-open', 'library', 'แผนในคลัง', () => openPlans(library.plans, openPlan));
showPages(byId('pages'), './');
headerButton('new-chat', 'plus', 'เริ่มใหม่', newChat);
byId('profile-open').addEventListener('click', () => editProfile());
showProfileChip(byId('profile-open'), profile);
refresh();
await loadLibrary();
await openLinked(location.search);
