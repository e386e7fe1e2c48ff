/**
 * Lets every 401 that a browser shows as a page lead on to the log-in, and from there back. Next.js renders its 401 page with JavaScript only, so
 * the way must not depend on what the page holds; the status stays 401 for everybody else.
 * @param {import('node:http').IncomingMessage} request
 * @param {import('node:http').ServerResponse} response
 */
export function leadToLogIn(request, response) {
  if (request.method !== 'GET' || request.headers.rsc) return
  // The head of an answer is no place for a novel.
  const returnTo = request.url && request.url.length < 1000 ? request.url : '/'
  const url = `/login?${new URLSearchParams({ returnTo })}`
  const writeHead = response.writeHead
  response.writeHead = (/** @type {number} */ status, /** @type {any[]} */ ...rest) => {
    if (status === 401) response.setHeader('Refresh', `0;url=${url}`)
    return Reflect.apply(writeHead, response, [status, ...rest])
  }
}
