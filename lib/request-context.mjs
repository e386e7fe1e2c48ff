import { AsyncLocalStorage } from 'node:async_hooks'

/**
 * @typedef {object} RequestContext
 * @property {string} id made here, never taken from the request
 * @property {string} address who counts as one visitor, as the front door saw it
 * @property {string} userAgent as the request says, at most 300 characters
 * @property {number} [busySeconds] where it was sent away because too many others are served: when it may come again
 * @property {Map<unknown, unknown>} memo what was found out once for this request
 */

// The front door runs unbundled, and Next.js bundles this file once more: all copies have to look into the same storage.
const key = Symbol.for('preauth-portal.request')
const holder = /** @type {{ [key]?: AsyncLocalStorage<RequestContext> }} */ (globalThis)
const storage = (holder[key] ??= new AsyncLocalStorage())

/**
 * Runs `work`, and everything that it starts, inside a request.
 * @template T
 * @param {RequestContext} context
 * @param {() => T} work
 * @returns {T}
 */
export const runInRequest = (context, work) => storage.run(context, work)

/** The request that is being answered. Undefined for what the portal does by itself. */
export const requestContext = () => storage.getStore()

/** Whatever it says, the answer to this request is 503, with Retry-After (lib/http/answer-in-context.mjs). @param {number} seconds */
export function noteBusy(seconds) {
  const context = storage.getStore()
  if (context) context.busySeconds = seconds
}
