// The HTTP contract. Addresses are relative, so that the service may live under a path.

/**
 * `kind` is "offline", "busy", "invalid", "key", "missing" or "server". `detail` may be "".
 * `retryAfter` is in seconds and `retryAt` that time as Date has it, 0 where none was named.
 */
export class ApiError extends Error {
  constructor(kind, { status = 0, title = '', detail = '', retryAfter = 0 } = {}) {
    super(detail || title || kind);
    const retryAt = retryAfter && Date.now() + retryAfter * 1000;
    Object.assign(this, { kind, status, title, detail, retryAfter, retryAt });
  }
}

const KINDS = {
  400: 'invalid', 401: 'key', 403: 'key', 404: 'missing', 413: 'invalid', 422: 'invalid', 429: 'busy',
};

/** The error that a refusal tells; `problem` is its body as far as it could be read. */
export function fromProblem(problem, status, retryAfter) {
  const code = Number(problem?.status ?? status) || 500;
  const text = (value) => (typeof value === 'string' ? value : '');
  return new ApiError(KINDS[code] ?? 'server', {
    status: code,
    title: text(problem?.title),
    detail: text(problem?.detail),
    retryAfter: Number(retryAfter) || 0,
  });
}

let access = { header: () => null, renew: async () => false };

/**
 * Which key goes with requests: `header()` gives its header's name and the key, or null;
 * `renew(key)` resolves to true once there is another one than `key`, which was refused.
 */
export function setAccess(next) {
  access = next;
}

/** The name of the key's header and its value: UTF-8, as bytes, since Thai can't stand in one. */
export function keyHeader([name, key]) {
  return [name, String.fromCharCode(...new TextEncoder().encode(key))];
}

async function request(path, options = {}) {
  const given = access.header();
  try {
    return await send(path, options, given);
  } catch (error) {
    if (error.status !== 401 || !(await access.renew(given?.[1] ?? ''))) throw error;
  }
  return request(path, options);
}

async function send(path, options, given) {
  const headers = { ...options.headers, ...(given ? Object.fromEntries([keyHeader(given)]) : {}) };
  let response;
  try {
    response = await fetch(path, { ...options, headers });
  } catch (error) {
    if (error.name === 'AbortError') throw error;
    throw new ApiError('offline');
  }
  if (response.ok) return response;
  const problem = await response.json().catch(() => null);
  throw fromProblem(problem, response.status, response.headers.get('Retry-After'));
}

/** Rejects with an ApiError where `key` opens nothing. */
export async function checkReaderKey(key) {
  await send('plans', {}, ['X-API-Key', key]);
}

/** What the holder of the admin key may send; rejects with an ApiError for a wrong key. */
export async function checkAdminKey(key) {
  return (await send('admin/access', {}, ['X-Admin-Key', key])).json();
}

async function requestJson(path, options) {
  const response = await request(path, options);
  return response.json().catch((error) => {
    if (error.name === 'AbortError') throw error;
    throw new ApiError('server');
  });
}

export async function listPlans() {
  return (await requestJson('plans')).plans;
}

/** Lines `lineStart`..`lineEnd` (1-based, inclusive) of a plan, with the tables they touch. */
export function readSource(planId, lineStart, lineEnd) {
  const range = new URLSearchParams({ line_start: lineStart, line_end: lineEnd });
  return requestJson(`plans/${encodeURIComponent(planId)}/source?${range}`);
}

/** One plan with its tables and what was unclear in it. */
export function readPlan(planId) {
  return requestJson(`plans/${encodeURIComponent(planId)}`);
}

export async function removePlan(planId) {
  await request(`plans/${encodeURIComponent(planId)}`, { method: 'DELETE' });
}

/** A file that a plain link can't fetch, since it needs the key. */
export async function download(path) {
  return (await request(path)).blob();
}

/** A page of a plan's file as a picture (a Blob), the lines marked that stand on it. */
export async function readPage(planId, page, lineStart, lineEnd) {
  const range = new URLSearchParams({ line_start: lineStart, line_end: lineEnd });
  const response = await request(`plans/${encodeURIComponent(planId)}/pages/${page}?${range}`);
  return response.blob();
}

/** What is to be looked at in a file, which the service reads and forgets. */
export function checkFile(file, name, signal) {
  const body = new FormData();
  body.append('file', file, name);
  return requestJson('checks', { method: 'POST', body, signal });
}

/** The same of a kept plan. */
export function checkPlan(planId, signal) {
  return requestJson(`plans/${encodeURIComponent(planId)}/checks`, { signal });
}

/** A page of projects; `query` is the service's filter as URLSearchParams. */
export function findProjects(query, signal) {
  return requestJson(`projects?${query}`, { signal });
}

/** Comparable projects on a topic, and how their budgets spread. */
export function findExamples(topic, signal) {
  return requestJson(`examples?${new URLSearchParams({ q: topic })}`, { signal });
}

const draftPath = (id) => `drafts/${encodeURIComponent(id)}`;

export function makeDraft(body) {
  return requestJson('drafts', post(body, 'application/json'));
}

export function readDraft(id) {
  return requestJson(draftPath(id));
}

/** Rejects with an ApiError of status 409 where another change came first. */
export function changeDraft(id, body) {
  return requestJson(draftPath(id), { ...post(body, 'application/json'), method: 'PUT' });
}

export async function removeDraft(id) {
  await request(draftPath(id), { method: 'DELETE' });
}

/** The draft as a file (a Blob); `format` is "docx", "xlsx", "md" or "json". */
export function exportDraft(id, format, digits) {
  return download(`${draftPath(id)}/export.${format}?digits=${digits}`);
}

function post(body, accept, signal) {
  const headers = { 'Content-Type': 'application/json', Accept: accept };
  return { method: 'POST', headers, body: JSON.stringify(body), signal };
}

/** A verdict on an answer; `verdict` null takes it back. */
export function giveFeedback(body) {
  return requestJson('feedback', post(body, 'application/json'));
}

/**
 * Asks, streaming; a stream that breaks or that the way doesn't let through is asked once more
 * as a plain request. `onText(piece)`, `onCitation(citation)` and `onRestart()` report progress.
 */
export async function ask(body, { signal, onText, onCitation, onRestart }) {
  try {
    return await askStream(body, { signal, onText, onCitation });
  } catch (error) {
    const final = error.name === 'AbortError' || error.reported || isRefusal(error);
    if (final) throw error;
  }
  onRestart();
  return requestJson('chat', post(body, 'application/json', signal));
}

// 404 and 405 mean "no stream here"; other 4xx would be refused as a plain request too.
function isRefusal(error) {
  return error.status >= 400 && error.status < 500 && ![404, 405, 406].includes(error.status);
}

async function askStream(body, { signal, onText, onCitation }) {
  const response = await request('chat/stream', post(body, 'text/event-stream', signal));
  for await (const { event, data } of serverEvents(response.body)) {
    if (event === 'token') onText(data.text);
    else if (event === 'citation') onCitation(data.citation ?? data);
    else if (event === 'done') return data;
    else if (event === 'error') throw reported(data.problem ?? data);
  }
  throw new ApiError('offline');
}

// The server itself says that it failed: asking again at once would only repeat it.
function reported(problem) {
  return Object.assign(fromProblem(problem, 500), { reported: true });
}

/** Yields `{event, data}` of a text/event-stream body; `data` is parsed JSON. */
async function* serverEvents(body) {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let rest = '';
  try {
    for (;;) {
      const { value, done } = await reader.read();
      if (done) return;
      rest = (rest + decoder.decode(value, { stream: true })).replace(/\r\n/g, '\n');
      const frames = rest.split('\n\n');
      rest = frames.pop();
      for (const frame of frames) {
        const parsed = parseFrame(frame);
        if (parsed) yield parsed;
      }
    }
  } finally {
    reader.cancel().catch(() => {});
  }
}

function parseFrame(frame) {
  let event = 'message';
  const data = [];
  for (const line of frame.split('\n')) {
    if (line.startsWith('event:')) event = line.slice(6).trim();
    else if (line.startsWith('data:')) data.push(line.slice(5).replace(/^ /, ''));
  }
  return data.length ? { event, data: JSON.parse(data.join('\n')) } : null;
}
