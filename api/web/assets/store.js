// What the page remembers: the profile across visits, the conversation across reloads of a tab.

const PROFILE = 'hrplan.profile';
const CHAT = 'hrplan.chat';
const DRAFT = 'hrplan.draft';
const DRAFTS = 'hrplan.drafts';
const WORK = 'hrplan.work.';
const READER_KEY = 'hrplan.key';
const ADMIN_KEY = 'hrplan.admin-key';
const DRAFTS_KEPT = 30;

// A browser may refuse storage (private windows, policies); the page then works until it closes.
function read(area, key, fallback) {
  try {
    return JSON.parse(window[area].getItem(key)) ?? fallback;
  } catch {
    return fallback;
  }
}

function write(area, key, value) {
  try {
    window[area].setItem(key, JSON.stringify(value));
  } catch {
    return false;
  }
  return true;
}

/** @returns {{organization: string, position: string}} "" where not set. */
export function loadProfile() {
  const saved = read('localStorage', PROFILE, {});
  return {
    organization: String(saved.organization ?? ''),
    position: String(saved.position ?? ''),
  };
}

export function saveProfile(profile) {
  return write('localStorage', PROFILE, profile);
}

/** @returns {{session_id: string|null, turns: object[]}} */
export function loadChat() {
  const saved = read('sessionStorage', CHAT, {});
  const turns = Array.isArray(saved.turns) ? saved.turns : [];
  return { session_id: saved.session_id ?? null, turns };
}

export function saveChat(chat) {
  return write('sessionStorage', CHAT, chat);
}

export function loadDraft() {
  return String(read('sessionStorage', DRAFT, ''));
}

export function saveDraft(text) {
  return write('sessionStorage', DRAFT, text);
}

/** @returns {string} "" where none is kept. */
export function loadReaderKey() {
  return String(read('localStorage', READER_KEY, ''));
}

export function saveReaderKey(key) {
  return write('localStorage', READER_KEY, key);
}

/** The drafts of plans opened here, the latest first: `{id, title, seen_at}`. */
export function listDrafts() {
  const saved = read('localStorage', DRAFTS, []);
  return Array.isArray(saved) ? saved : [];
}

export function rememberDraft({ id, title }) {
  const others = listDrafts().filter((draft) => draft.id !== id);
  return write('localStorage', DRAFTS, [{ id, title, seen_at: Date.now() }, ...others].slice(0, DRAFTS_KEPT));
}

export function forgetDraft(id) {
  dropWork(id);
  write('localStorage', DRAFTS, listDrafts().filter((draft) => draft.id !== id));
}

/** What of a draft isn't saved yet: `{base, mine}`, or null. */
export function loadWork(id) {
  return read('localStorage', WORK + id, null);
}

export function saveWork(id, work) {
  return write('localStorage', WORK + id, work);
}

export function dropWork(id) {
  try {
    localStorage.removeItem(WORK + id);
  } catch {
    // Nothing is kept where nothing may be.
  }
}

/** Drops the reader's key, and with it the conversation and the drafts. */
export function forgetReader() {
  for (const { id } of listDrafts()) forgetDraft(id);
  for (const [area, name] of [['localStorage', READER_KEY], ['sessionStorage', CHAT], ['sessionStorage', DRAFT]]) {
    write(area, name, null);
  }
}

// The admin key changes plans: it goes with the tab.
export function loadAdminKey() {
  return String(read('sessionStorage', ADMIN_KEY, ''));
}

/** "" forgets it. */
export function saveAdminKey(key) {
  return write('sessionStorage', ADMIN_KEY, key || null);
}
