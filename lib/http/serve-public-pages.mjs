import { gzip } from 'node:zlib'
import Negotiator from 'negotiator'

// They read no database, and hold nothing of their reader but the language, the theme and the time zone that a browser asks for.
const pages = new Set(['/login', '/forgot-password', '/sign-up'])
const preferences = new Set(['language', 'theme', 'time-zone'])
const keptMs = 60_000
const mostPages = 200
const longestKey = 300

/** @typedef {{ parts: string[], headers: [string, string[]][], until: number }} Page the body and its headers, each without the nonces between its parts */

/**
 * Everything in a request that such a page depends on.
 * @param {import('node:http').IncomingMessage} request
 * @returns {string | null} null for what Next.js has to answer
 */
function keyOf({ method, url = '', headers }) {
  if (method !== 'GET' || !pages.has(url)) return null
  if (Object.keys(headers).some((name) => name === 'rsc' || name.startsWith('next-'))) return null
  const cookies = (headers.cookie ?? '').split(';').flatMap((cookie) => cookie.trim() || [])
  if (!cookies.every((cookie) => preferences.has(cookie.split('=', 1)[0] ?? ''))) return null
  const key = [url, headers['accept-language'] ?? '', ...cookies.sort()].join('\n')
  return key.length <= longestKey ? key : null
}

/** @param {import('node:http').ServerResponse} response */
const nonceOf = (response) => /'nonce-([^']+)'/.exec(String(response.getHeader('Content-Security-Policy')))?.[1] ?? ''

/**
 * Notes what is sent, without changing it.
 * @param {import('node:http').ServerResponse} response
 * @param {(body: string) => void} sent
 */
function listen(response, sent) {
  /** @type {Buffer[]} */
  const chunks = []
  for (const name of /** @type {const} */ (['write', 'end'])) {
    const send = response[name]
    response[name] = (/** @type {any[]} */ ...given) => {
      const [chunk, encoding] = given
      if (typeof chunk === 'string')
        chunks.push(Buffer.from(chunk, typeof encoding === 'string' ? /** @type {BufferEncoding} */ (encoding) : 'utf8'))
      else if (chunk instanceof Uint8Array) chunks.push(Buffer.from(chunk))
      return Reflect.apply(send, response, given)
    }
  }
  response.once('finish', () => sent(Buffer.concat(chunks).toString('utf8')))
}

/**
 * The pages for whoever is not logged in are the same for all who read the same language in the same light, but for the nonce. Each is rendered once a
 * minute, and sent with a nonce of its own: who asks for them in masses keeps no one else waiting.
 * @returns {(request: import('node:http').IncomingMessage, response: import('node:http').ServerResponse) => boolean} whether it answers
 */
export function servePublicPages() {
  /** @type {Map<string, Page>} */
  const known = new Map()

  /** @type {(key: string, request: import('node:http').IncomingMessage, response: import('node:http').ServerResponse) => void} */
  function remember(key, request, response) {
    const nonce = nonceOf(response)
    const fixed = new Set(response.getHeaderNames())
    // Next.js would compress it, and the nonces would be out of reach.
    delete request.headers['accept-encoding']
    listen(response, (body) => {
      const isPage = response.statusCode === 200 && String(response.getHeader('Content-Type')).startsWith('text/html')
      if (!isPage || !nonce || response.hasHeader('Set-Cookie')) return
      const names = response
        .getHeaderNames()
        .filter((name) => !fixed.has(name) && !/^(content-length|transfer-encoding|connection|date)$/.test(name))
      const headers = names.map((name) => /** @type {[string, string[]]} */ ([name, String(response.getHeader(name)).split(nonce)]))
      known.delete(key)
      known.set(key, { parts: body.split(nonce), headers, until: Date.now() + keptMs })
      // A map keeps the order: the first is the oldest.
      for (const oldest of [...known.keys()].slice(0, Math.max(0, known.size - mostPages))) known.delete(oldest)
    })
  }

  return (request, response) => {
    const key = keyOf(request)
    if (key === null) return false
    const page = known.get(key)
    if (!page || page.until <= Date.now()) {
      remember(key, request, response)
      return false
    }
    const nonce = nonceOf(response)
    const body = page.parts.join(nonce)
    for (const [name, parts] of page.headers) response.setHeader(name, parts.join(nonce))
    if (new Negotiator(request).encoding(['gzip', 'identity']) !== 'gzip') return (response.end(body), true)
    gzip(body, (error, packed) => {
      if (error) return void response.end(body)
      response.setHeader('Content-Encoding', 'gzip')
      response.end(packed)
    })
    return true
  }
}
