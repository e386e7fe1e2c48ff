import { randomBytes } from 'node:crypto'
import { isIP } from 'node:net'
import { env } from '../env.js'
import { cspReportPath, takeCspReport } from './csp-report.mjs'
import { hideFramework } from './hide-framework.mjs'
import { mostBytesFor } from './large-body.mjs'
import { leadToLogIn } from './lead-to-log-in.mjs'
import { buildSecurityHeaders } from './security-headers.mjs'

const portal = new URL(env.PORTAL_URL)
const drainedBytes = 8 * 1024 * 1024

// Headers that only Next.js itself, a proxy in front, or an attacker sends. What we mean to know we say anew, below.
const strangers = new RegExp(
  [
    'x-forwarded-|forwarded$|x-real-ip$|x-original-|x-rewrite-|x-portal-|x-http-method|x-method-override$|content-security-policy',
    'x-middleware-|x-action-|x-next-|x-nextjs-(?!deployment-id)|x-now-|x-vercel-|x-matched-path$|x-invoke-|x-invocation-',
    'x-prerender-|next-resume$|next-hmr-refresh$',
  ]
    .map((names) => `^(${names})`)
    .join('|'),
  'i',
)

const dataHeaders = ['rsc', 'next-router-prefetch', 'next-router-segment-prefetch']

/**
 * Who counts as one visitor: an IPv4 address, or the /64 that one IPv6 subscriber has to himself.
 * @param {string} address
 */
export function readNetwork(address) {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '').replace(/%.*/, '')
  if (isIP(plain) !== 6) return plain
  const [head = '', tail] = new URL(`http://[${plain}]`).hostname.slice(1, -1).split('::')
  const front = head ? head.split(':') : []
  const back = tail ? tail.split(':') : []
  const groups = [...front, ...Array(8 - front.length - back.length).fill('0'), ...back]
  return `${groups.slice(0, 4).join(':')}::/64`
}

// Next.js asks this very server for the page that an action leads to, with the headers of the action: for the same visitor, who is elsewhere.
const ownMark = randomBytes(32).toString('base64url')

/**
 * The browser's address: the socket's, or, behind TRUSTED_PROXIES proxies, the entry that the outermost of them wrote.
 * @param {import('node:http').IncomingMessage} request
 */
export function readAddress(request) {
  if (request.headers['x-portal-own'] === ownMark) return String(request.headers['x-portal-address'])
  const hops = String(request.headers['x-forwarded-for'] ?? '')
    .split(',')
    .map((hop) => hop.trim())
  const told = env.TRUSTED_PROXIES > 0 ? hops.at(-env.TRUSTED_PROXIES) : undefined
  return readNetwork((told && isIP(told) ? told : request.socket.remoteAddress) ?? 'unknown')
}

/**
 * A request that changes something must come from a page of this portal. With `Referrer-Policy: no-referrer` a browser says `Origin: null` when
 * a form is sent without JavaScript; Sec-Fetch-Site, which no page can forge, then tells (Fetch standard, "append a request Origin header").
 * @param {import('node:http').IncomingMessage} request
 */
function isFromHere({ headers }) {
  if (headers.origin && headers.origin !== 'null') return headers.origin === portal.origin
  return headers.origin === 'null' && headers['sec-fetch-site'] === 'same-origin'
}

/**
 * One slash, then a path that can be decoded: `//host` and `/\\host` are read as another host by somebody sooner or later, Next.js answers a broken
 * escape with 500, and no address of ours holds NUL.
 * @param {string} target
 * @param {string} pathname
 */
function isOwnAddress(target, pathname) {
  if (!/^\/(?![/\\])/.test(target) || /%00|\0/.test(target)) return false
  try {
    return decodeURIComponent(pathname) !== ''
  } catch {
    return false
  }
}

/**
 * Answers a request that is not let in.
 * @param {import('node:http').IncomingMessage} request
 * @param {import('node:http').ServerResponse} response
 * @returns {(status: number, text: string, headers?: Record<string, string>) => false}
 */
export const refusalOf =
  (request, response) =>
  (status, text, headers = {}) => {
    const answer = () => void response.writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8', ...headers }).end(`${text}\n`)
    // A browser reads the answer only once it has sent its body: that is thrown away first. What is endless, or waits to be asked for, is cut off.
    const { expect, 'transfer-encoding': encoding, 'content-length': length = 0 } = request.headers
    if (expect || encoding || Number(length) > drainedBytes) {
      response.setHeader('Connection', 'close')
      answer()
    } else request.once('end', answer).resume()
    return false
  }

/**
 * Refuses what must not reach Next.js, and prepares what may: the headers of the answer, a nonce, and a request that tells no lies.
 * @param {import('node:http').IncomingMessage} request
 * @param {import('node:http').ServerResponse} response
 * @param {{ dev: boolean }} options
 * @returns {boolean} false when the request has been answered here
 */
export function guard(request, response, { dev }) {
  const refuse = refusalOf(request, response)
  const nonce = randomBytes(16).toString('base64')
  const { pathname } = URL.canParse(request.url ?? '', portal) ? new URL(request.url ?? '', portal) : { pathname: '' }
  const securityHeaders = buildSecurityHeaders({ nonce, dev, portal, sandboxUrl: env.SANDBOX_URL, ssoIssuer: env.SSO_ISSUER })
  for (const [name, value] of Object.entries(securityHeaders)) response.setHeader(name, value)
  // Files of the build carry their hash in their name; all else is personal.
  if (!pathname.startsWith('/_next/static/')) response.setHeader('Cache-Control', 'no-store')
  if (!isOwnAddress(request.url ?? '', pathname)) return refuse(400, 'This is no address of the portal.')

  if (pathname === cspReportPath) return takeCspReport(request, response, refuse, portal)
  // next-auth would write into the log whatever anybody sends here.
  if (pathname.startsWith('/api/auth/_log')) return refuse(404, 'There is nothing here.')
  if (!['GET', 'HEAD', 'OPTIONS', 'POST'].includes(request.method ?? '')) return refuse(405, 'The portal has no use for this method.')
  if (request.method === 'POST') {
    if (!isFromHere(request)) return refuse(403, 'This request does not come from a page of the portal.')
    // Next.js sends an action that a page does not hold to itself, as a client of its own address. No page of the portal does that.
    if (request.headers['x-action-forwarded']) return refuse(404, 'There is no such action here.')
    // A browser always says how long its body is; what does not might never end.
    if (request.headers['transfer-encoding'] !== undefined) return refuse(411, 'Say how long the body is.')
    if (Number(request.headers['content-length'] ?? 0) > mostBytesFor(pathname)) return refuse(413, 'This is more than the portal takes.')
  }

  // An action that asks for data as well is refused with status 200, and no page of the portal sends both.
  if (request.method === 'POST') for (const name of dataHeaders) delete request.headers[name]
  hideFramework(response)
  const address = readAddress(request)
  for (const name of Object.keys(request.headers)) if (strangers.test(name)) delete request.headers[name]
  Object.assign(request.headers, {
    host: portal.host,
    'x-forwarded-proto': portal.protocol.slice(0, -1),
    'x-portal-address': address,
    'x-portal-own': ownMark,
    'x-portal-path': pathname,
    'content-security-policy': securityHeaders['Content-Security-Policy'],
  })
  if (request.headers.origin) request.headers.origin = portal.origin
  if (!pathname.startsWith('/callback/')) leadToLogIn(request, response)
  return true
}
