// What the page remembers: the profile across visits, the conversation across reloads of a tab.

const PROFILE = 'hrplan.profile';
const CHAT = 'hrplan.chat';
const DRAFT = 'hrplan.draft';

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
