// What goes out to the provider and what comes back become steps, and so does our own answer to the browser.
import { ClientRequest, Server } from 'node:http'
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
  /** @type {Record<string, any>} */
  const requests = ClientRequest.prototype
  const { end } = requests
  /** @this {ClientRequest} @param {any[]} last */
  requests.end = function (...last) {
    // After an action's redirect Next.js asks itself for the page.
    if (!isInExchange() || !this.path.startsWith('/api/')) return end.apply(this, last)
    const name = `${this.method} ${this.path.replace(/\?.*/, '').replace(/\/\d+\//, '/…/')}`
    // Before the first byte leaves.
    step(`http ${name}`)
    // A question that changes nothing is killed before it and after it alone.
    const isCall = this.method === 'POST'
    if (isCall) this.once('finish', () => step(`http ${name}: sent`, true))
    this.prependOnceListener('response', (/** @type {import('node:http').IncomingMessage} */ answer) => {
      if (isCall) step(`http ${name}: headers came`, true)
      answer.once('end', () => step(`http ${name}: body came`, true))
    })
    return end.apply(this, last)
  }
}
