// What goes out to the provider and what comes back become steps, and so does our own answer to the browser.
import { subscribe } from 'node:diagnostics_channel'
import { Server } from 'node:http'
import { arm, isInExchange, step } from './steps.mjs'

/** The two doors of an exchange. @param {import('node:http').IncomingMessage} request */
const isExchange = ({ method, url = '' }) =>
  (method === 'POST' && url.startsWith('/preauthenticate')) || (method === 'GET' && url.startsWith('/callback/'))

export function watchDoors() {
  /** @type {Record<string, any>} */
  const servers = Server.prototype
  const { emit } = servers
  /** @this {Server} @param {string} event @param {any[]} given */
  servers.emit = function (event, ...given) {
    const [request, response] = given
    if (event !== 'request' || !isExchange(request)) return emit.call(this, event, ...given)
    return Boolean(
      arm(() => {
        const { end } = response
        /** @param {any[]} last */
        response.end = (...last) => {
          step('answer to the browser')
          return end.apply(response, last)
        }
        return emit.call(this, event, ...given)
      }),
    )
  }
}

export function watchProvider() {
  /** @type {WeakMap<object, string>} */
  const names = new WeakMap()
  // Before the first byte leaves.
  subscribe('undici:request:create', (message) => {
    if (!isInExchange()) return
    const { request } = /** @type {{ request: { method: string, path: string } }} */ (message)
    // After an action's redirect Next.js asks itself for the page.
    if (!request.path.startsWith('/api/')) return
    const name = `${request.method} ${request.path.replace(/\?.*/, '').replace(/\/\d+\//, '/…/')}`
    names.set(request, name)
    step(`http ${name}`)
  })
  for (const [event, words] of /** @type {const} */ ([
    ['bodySent', 'sent'],
    ['headers', 'headers came'],
    ['trailers', 'body came'],
  ])) {
    subscribe(`undici:request:${event}`, (message) => {
      const name = names.get(/** @type {{ request: object }} */ (message).request)
      // A question that changes nothing is killed before it and after it alone.
      if (name && (name.startsWith('POST') || event === 'trailers')) step(`http ${name}: ${words}`, true)
    })
  }
}
