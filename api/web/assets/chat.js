// The conversation: turns, asking, retrying, and keeping them across a reload.

import { ApiError, ask, giveFeedback } from './api.js';
import { loadChat, saveChat } from './store.js';
import { announce } from './toast.js';
import { turnView } from './turn.js';

const SLOW_CHECK_MS = 6500;

// As much as the service takes.
const FEEDBACK = { answer: 20_000, citations: 200, history: 20 };

/**
 * `actions` are those of `turnView`, without `onRetry` and those of feedback; `getProfile()` is sent with each
 * question; `onChange()` is called when turns come, go, or asking starts or ends.
 */
export function createChat({ list, scroller, actions, getProfile, onChange }) {
  const chat = restore();
  const views = new Map();
  let running = null;

  const viewActions = {
    ...actions,
    onRetry: (turn) => retry(turn),
    sendFeedback: (turn) => giveFeedback(feedbackOf(turn)),
    keepFeedback: () => saveChat(chat),
  };

  function add(turn) {
    const view = turnView(turn, viewActions);
    views.set(turn, view);
    list.append(view.node);
    return view;
  }

  /** Returns false, and does nothing, while an answer is under way. */
  function send(question) {
    if (running) return false;
    const turn = { question };
    chat.turns.push(turn);
    reset(turn);
    add(turn);
    run(turn);
    return true;
  }

  function retry(turn) {
    if (running) return;
    reset(turn);
    run(turn);
  }

  async function run(turn) {
    const view = views.get(turn);
    const control = new AbortController();
    running = control;
    changed();
    view.update();
    showFromTop(view.node);
    announce('กำลังค้นในแผน');
    const slow = setTimeout(view.update, SLOW_CHECK_MS);
    const paint = perFrame(view.update);
    try {
      const response = await ask(requestOf(turn), progress(turn, paint, control.signal));
      finish(turn, response);
    } catch (error) {
      fail(turn, error);
    }
    clearTimeout(slow);
    running = null;
    view.update();
    changed();
  }

  function requestOf(turn) {
    const { organization, position } = getProfile();
    const profile = { organization: organization || undefined, position: position || undefined };
    turn.profile = profile;
    const body = { message: turn.question, profile };
    return chat.session_id ? { ...body, session_id: chat.session_id } : body;
  }

  function feedbackOf(turn) {
    const { answer, answerable, session_id } = turn.response;
    const { verdict, comment } = turn.feedback;
    const earlier = chat.turns.slice(0, chat.turns.indexOf(turn)).filter((each) => each.response);
    return {
      verdict,
      comment,
      question: turn.question,
      answer: answer.slice(0, FEEDBACK.answer),
      answerable,
      citations: turn.citations.slice(0, FEEDBACK.citations).map(cited),
      session_id,
      profile: turn.profile,
      history: earlier.slice(-FEEDBACK.history).map((each) => each.question),
    };
  }

  function finish(turn, { facts: _unused, ...response }) {
    Object.assign(turn, { response, citations: response.citations ?? [], status: 'done' });
    if (chat.turns.includes(turn)) chat.session_id = response.session_id ?? chat.session_id;
    announce(`ได้คำตอบแล้ว ${response.answer.replace(/\*\*|\[\d+\]|\|/g, ' ')}`);
  }

  function changed() {
    saveChat(chat);
    onChange();
  }

  function showFromTop(node) {
    const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
    // Once the welcome above it is gone.
    requestAnimationFrame(() =>
      scroller.scrollTo({ top: node.offsetTop, behavior: calm ? 'auto' : 'smooth' }));
  }

  /** Empties the conversation and returns what puts it back. */
  function clear() {
    const before = { session_id: chat.session_id, turns: chat.turns };
    running?.abort();
    replace({ session_id: null, turns: [] });
    return () => replace(before);
  }

  function replace(state) {
    Object.assign(chat, state);
    views.clear();
    list.replaceChildren();
    chat.turns.forEach(add);
    changed();
  }

  chat.turns.forEach(add);
  if (chat.turns.length) scroller.scrollTop = list.lastElementChild.offsetTop;

  return {
    send,
    retry,
    clear,
    stop: () => running?.abort(),
    isBusy: () => running !== null,
    isEmpty: () => chat.turns.length === 0,
    nodeOf: (turn) => views.get(turn)?.node,
  };
}

function cited({ source, plan_id, passage_id, line_start, line_end }) {
  return { source, plan_id, passage_id, line_start, line_end };
}

// What was streaming when the page went away can only be asked again.
function restore() {
  const chat = loadChat();
  for (const turn of chat.turns) if (turn.status === 'streaming') turn.status = 'stopped';
  return chat;
}

function reset(turn) {
  const fresh = { status: 'streaming', text: '', citations: [], response: null, error: null, feedback: undefined };
  Object.assign(turn, fresh, { asked_at: Date.now() });
}

function progress(turn, paint, signal) {
  return {
    signal,
    onText: (piece) => {
      turn.text += piece;
      paint();
    },
    onCitation: (citation) => {
      turn.citations.push(citation);
      paint();
    },
    onRestart: () => {
      Object.assign(turn, { text: '', citations: [] });
      paint();
    },
  };
}

function fail(turn, error) {
  if (error.name === 'AbortError') {
    turn.status = 'stopped';
    return;
  }
  const known = error instanceof ApiError ? error : new ApiError('server');
  const { kind, title, detail, retryAt } = known;
  Object.assign(turn, { status: 'error', error: { kind, title, detail, retryAt } });
  if (known !== error) console.error(error);
}

function perFrame(update) {
  let waiting = false;
  return () => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => {
      waiting = false;
      update();
    });
  };
}
