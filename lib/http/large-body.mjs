// The one body that may be large: the form that takes a return URL, into which people paste anything, and are told what it is.
import { decode } from 'next-auth/jwt'
import { env } from '../env.js'
import { isSmallButForText } from './large-form.mjs'

/** Of any other form, and of all of this one but its text. */
export const maximumBytes = 64 * 1024
export const maximumLargeBytes = 4 * 1024 * 1024
const patienceMs = 60_000
const atOnce = 4

const pages = /^\/preauthenticate(\/[\w-]{1,64})?$/
const sessionCookies = /(?:^|;\s*)(?:__Host-)?preauth-portal[\w-]*\.session=([\w.-]{1,4000})(?=;|$)/g

/** How long a body may say that it is, by where it goes. @param {string} pathname */
export const mostBytesFor = (pathname) =>
  pathname.startsWith('/api/') ? 16 * 1024 : pages.test(pathname) ? maximumLargeBytes : maximumBytes

/** Whose large bodies are at work: one of each user, and few in all, for each stands in memory. @type {Set<string>} */
const reading = new Set()

/**
 * Lets an ordinary body through as it comes. A large one is read first, up to its stated length, and only with a session whose signature holds, then
 * judged, and only then given to what parses it.
 * @param {import('node:http').IncomingMessage} request that the guard has let in
 * @param {import('node:http').ServerResponse} response
 * @param {(status: number, text: string, headers?: Record<string, string>) => void} refuse
 * @param {() => void} pass
 */
export function admitBody(request, response, refuse, pass) {
  const length = Number(request.headers['content-length'] ?? 0)
  if (request.method !== 'POST' || length <= maximumBytes) return pass()
  readLarge(request, response, length).then(
    (refusal) => (refusal ? refuse(...refusal) : pass()),
    // Whoever sent it has gone, or takes too long.
    () => request.socket.destroy(),
  )
}

/**
 * @param {import('node:http').IncomingMessage} request
 * @param {import('node:http').ServerResponse} response
 * @param {number} length
 * @returns {Promise<[number, string, Record<string, string>?] | null>} how it is refused
 */
async function readLarge(request, response, length) {
  const user = await findSigned(request.headers.cookie ?? '')
  if (!user) return [413, 'This is more than the portal takes from whoever is not logged in.']
  if (reading.has(user) || reading.size >= atOnce) return [503, 'The portal is reading others of these just now.', { 'Retry-After': '5' }]
  reading.add(user)
  // Until it is answered, it is at work.
  response.once('close', () => reading.delete(user))
  const body = await readAhead(request, length)
  if (isSmallButForText(body, request.headers['content-type'] ?? '', maximumBytes)) return null
  return [413, 'This is more than the portal takes.']
}

/** The user of the session in a cookie, by its signature alone: whether the session still lives is asked by whoever acts on it. @param {string} cookies */
async function findSigned(cookies) {
  for (const [, token] of cookies.matchAll(sessionCookies)) {
    const claims = await decode({ token, secret: env.NEXTAUTH_SECRET ?? '' }).catch(() => null)
    if (claims?.sub) return claims.sub
  }
  return null
}

/**
 * Reads a body, and puts it back for whoever reads it next.
 * @param {import('node:http').IncomingMessage} request
 * @param {number} length
 * @returns {Promise<Buffer>}
 */
const readAhead = (request, length) =>
  new Promise((resolve, reject) => {
    /** @type {Buffer[]} */
    const chunks = []
    let read = 0
    const isGone = () => end(() => reject(new Error('The body broke off')))
    const timer = setTimeout(isGone, patienceMs)
    const take = () => {
      for (let chunk = request.read(); chunk !== null; chunk = request.read()) {
        chunks.push(chunk)
        read += chunk.length
      }
      if (read < length) return
      const body = Buffer.concat(chunks)
      // Before the stream has told that it has ended, in this very turn, what was read can be put back.
      request.unshift(body)
      end(() => resolve(body))
    }
    /** @param {() => void} then */
    const end = (then) => {
      clearTimeout(timer)
      request.off('readable', take).off('close', isGone)
      then()
    }
    request.on('readable', take).once('close', isGone)
  })
