// Sends one file, with progress: what fetch can't report on its way out.

import { ApiError, fromProblem, keyHeader } from './api.js';

/**
 * `name` is what the service is to call it. `onSent(share)` reports 0 to 1 of what is sent; at 1
 * the service begins to read.
 * @returns {{done: Promise<object>, cancel: () => void}} `done` rejects with an ApiError, whose
 *     kind is "cancelled" after `cancel`
 */
export function sendFile({ file, name }, header, onSent) {
  const request = new XMLHttpRequest();
  const done = new Promise((resolve, reject) => {
    request.open('POST', 'plans');
    if (header) request.setRequestHeader(...keyHeader(header));
    request.responseType = 'json';
    request.upload.addEventListener('progress', ({ loaded, total }) => onSent(total ? loaded / total : 0));
    request.upload.addEventListener('load', () => onSent(1));
    request.addEventListener('load', () => {
      if (request.status === 201) resolve(request.response);
      else reject(fromProblem(request.response, request.status, request.getResponseHeader('Retry-After')));
    });
    request.addEventListener('error', () => reject(new ApiError('offline')));
    request.addEventListener('abort', () => reject(new ApiError('cancelled')));
  });
  const body = new FormData();
  body.append('file', file, name);
  request.send(body);
  return { done, cancel: () => request.abort() };
}
