import { randomUUID } from 'node:crypto'
import { countRequest } from '../metrics.mjs'
import { log } from '../log.mjs'
import { runInRequest } from '../request-context.mjs'
import { readAddress } from './guard.mjs'
import { routeOf } from './route-of.mjs'

const longestUserAgent = 300

/**
 * Answers a request inside a context of its own, and writes its line when it is over: what was asked, what came of it, and how long it took.
 * @param {import('node:http').IncomingMessage} request
 * @param {import('node:http').ServerResponse} response
 * @param {() => boolean} answer false when the front door has answered by itself
 */
export function answerInContext(request, response, answer) {
  const startedAt = performance.now()
  // Both are read now: further in, the request's address and headers are written anew.
  const { method, url: target = '' } = request
  const address = readAddress(request)
  const userAgent = String(request.headers['user-agent'] ?? '').slice(0, longestUserAgent)
  /** @type {import('../request-context.mjs').RequestContext} */
  const context = { id: randomUUID(), address, userAgent, memo: new Map() }
  let outcome = 'answered'
  response.once('close', () => {
    // Nobody waited for the end.
    if (!response.writableFinished) outcome = 'aborted'
    const route = routeOf(target)
    const ms = performance.now() - startedAt
    const request = { method: knownMethod(method), route, status: response.statusCode }
    countRequest(request, ms / 1_000)
    const fields = { ...request, ms: Math.round(ms), outcome }
    // Files of the build are twenty to a page, and nobody's doing.
    runInRequest(context, () => log[route === '/_next' ? 'debug' : 'info']('request', fields))
  })
  sayWhenBusy(response, context)
  runInRequest(context, () => {
    if (!answer()) outcome = 'front-door'
  })
}

/**
 * What sends somebody away because too many others are served may have no say in the status: an action of Next.js, or next-auth (RFC 9110, 15.6.4).
 * @param {import('node:http').ServerResponse} response
 * @param {import('../request-context.mjs').RequestContext} context
 */
function sayWhenBusy(response, context) {
  const writeHead = response.writeHead
  response.writeHead = (/** @type {number} */ status, /** @type {any[]} */ ...rest) => {
    if (context.busySeconds === undefined) return Reflect.apply(writeHead, response, [status, ...rest])
    response.setHeader('Retry-After', String(context.busySeconds))
    return Reflect.apply(writeHead, response, [503, ...rest])
  }
}

/** @param {string | undefined} method */
const knownMethod = (method = '') => (/^(GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS)$/.test(method) ? method : 'other')
