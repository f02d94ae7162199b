// Keeps a draft: in the browser at once, on the server a moment later.

import { ApiError, changeDraft, readDraft } from './api.js';
import { editable, isSame, merge, settle } from './merge.js';
import { dropWork, loadWork, saveWork } from './store.js';

const PAUSE_MS = 1500; // without a change, before it is sent
const AGAIN_MS = 8000; // until the service is tried again

/**
 * `base` is the draft as the service has it, `mine` what it is to be. `onState(state)` tells
 * "saved", "waiting", "saving", "offline", "clash" or "failed" (with its error), `onBase(draft)` a
 * newer draft of the service, `onClash(clashes)` what both sides changed.
 */
export function createKeeper(draft, { onState, onBase, onClash }) {
  let base = draft;
  let mine = editable(draft);
  let clash = null;
  let timer = 0;
  let sending = null;
  let keeps = true; // whether the browser keeps what isn't saved

  const dirty = () => !isSame(mine, editable(base));
  const state = (name, error) => onState({ name, error, keeps });

  function change(next) {
    mine = next;
    keep();
    if (clash) return;
    state('waiting');
    later(PAUSE_MS);
  }

  function keep() {
    if (dirty()) keeps = saveWork(base.id, { base, mine });
    else dropWork(base.id);
  }

  function later(ms) {
    clearTimeout(timer);
    timer = setTimeout(save, ms);
  }

  /** Resolves to whether the service has all changes. */
  async function save() {
    clearTimeout(timer);
    while (sending) await sending;
    if (clash) return false;
    if (!dirty()) {
      state('saved');
      return true;
    }
    sending = send();
    const saved = await sending;
    sending = null;
    return saved && (dirty() ? save() : true);
  }

  async function send() {
    state('saving');
    const sent = mine;
    try {
      const answer = await changeDraft(base.id, bodyOf(base, sent));
      take(answer, followed(sent, mine, editable(answer)));
    } catch (error) {
      return failed(error instanceof ApiError ? error : new ApiError('server'));
    }
    if (dirty()) later(PAUSE_MS);
    else state('saved');
    return true;
  }

  async function failed(error) {
    if (error.status === 409) return meet();
    if (error.kind === 'offline' || error.kind === 'busy' || error.kind === 'server') {
      state('offline', error);
      later(error.retryAfter ? error.retryAfter * 1000 : AGAIN_MS);
    } else state('failed', error);
    return false;
  }

  /** Another change came first: both are joined, and sent unless they clash. */
  async function meet() {
    try {
      join(await readDraft(base.id));
    } catch (error) {
      return failed(error.status === 409 ? new ApiError('server') : error);
    }
    return clash ? false : send();
  }

  function join(theirs) {
    const { merged, clashes } = merge(editable(base), mine, editable(theirs));
    if (clashes.length) {
      clash = theirs;
      state('clash');
      onClash(clashes);
      return;
    }
    take(theirs, merged, true);
  }

  function take(newer, next, byOthers = false) {
    base = newer;
    mine = next;
    keep();
    onBase(base, mine, byOthers);
  }

  /** `choose(clash)` as `settle` takes it; what was typed meanwhile stays. */
  function resolve(choose) {
    const theirs = clash;
    clash = null;
    const { merged, clashes } = merge(editable(base), mine, editable(theirs));
    take(theirs, settle(merged, clashes, choose), true);
    later(0);
  }

  function start() {
    const kept = loadWork(base.id);
    if (kept?.mine && kept.base) {
      const current = base;
      base = kept.base;
      mine = kept.mine;
      if (current.revision === base.revision) take(current, mine);
      else join(current);
    } else onBase(base, mine, false);
    if (!clash) {
      state(dirty() ? 'waiting' : 'saved');
      if (dirty()) later(0);
    }
  }

  addEventListener('online', () => later(0));
  addEventListener('beforeunload', (event) => {
    if (dirty() && !keeps) event.preventDefault();
  });

  const clashes = () => merge(editable(base), mine, editable(clash)).clashes;
  return { start, change, save, resolve, clashes, edit: () => mine, draft: () => base };
}

/** What was changed while `sent` was on its way, on top of the `answer` to it. The service may write
 * a row in its own way; one that was removed meanwhile stays removed. */
function followed(sent, mine, answer) {
  const { merged } = merge(sent, mine, answer);
  const kept = new Set(mine.rows.map(({ id }) => id));
  const removed = new Set(sent.rows.map(({ id }) => id).filter((id) => !kept.has(id)));
  return { ...merged, rows: merged.rows.filter(({ id }) => !removed.has(id)) };
}

function bodyOf(base, { rows, paragraphs, ceiling, title, positions }) {
  const old = editable(base).paragraphs;
  const changed = Object.entries(paragraphs).filter(([id, text]) => old[id] !== undefined && old[id] !== text);
  return { revision: base.revision, rows, ceiling, title: title?.trim() || undefined, positions, paragraphs: changed.map(([id, text]) => ({ id, text })) };
}
