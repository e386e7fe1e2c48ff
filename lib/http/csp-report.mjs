// Browsers tell here what the Content-Security-Policy kept from them: a script that somebody planted, or a page of ours that breaks its own rules.
import { log } from '../log.mjs'

export const cspReportPath = '/csp-report'

const maximumBodyBytes = 16 * 1024
const linesPerMinute = 10
const directives =
  /^(default|script|style|img|font|connect|media|object|frame|child|worker|manifest)-src(-elem|-attr)?$|^(base-uri|form-action|frame-ancestors)$/
const keywords = [
  'inline',
  'eval',
  'wasm-eval',
  'trusted-types-policy',
  'trusted-types-sink',
  'self',
  'data',
  'blob',
  'filesystem',
  'about',
]

/**
 * Takes a report in either format, from anybody: a browser sends it without a session, and with any Origin. Always answers by itself.
 * @param {import('node:http').IncomingMessage} request
 * @param {import('node:http').ServerResponse} response
 * @param {(status: number, text: string) => false} refuse
 * @param {URL} portal
 * @returns {false}
 */
export function takeCspReport(request, response, refuse, portal) {
  const { 'transfer-encoding': encoding, 'content-length': length = 0 } = request.headers
  if (request.method !== 'POST') return refuse(405, 'Browsers send reports here, with POST.')
  if (encoding !== undefined) return refuse(411, 'Say how long the body is.')
  if (Number(length) > maximumBodyBytes) return refuse(413, 'This is more than the portal takes.')
  /** @type {Buffer[]} */
  const chunks = []
  request.on('data', (chunk) => chunks.push(chunk))
  request.once('end', () => {
    response.writeHead(204).end()
    for (const report of readCspReports(Buffer.concat(chunks).toString('utf8'), portal)) write(report)
  })
  return false
}

let minute = 0
let lines = 0
let unwritten = 0

/** Nobody is to fill the disk with reports of his own. @param {{ directive: string, blocked: string }} report */
function write(report) {
  const now = Math.floor(performance.now() / 60_000)
  if (now !== minute) [minute, lines] = [now, 0]
  if (++lines > linesPerMinute) return void unwritten++
  log.warn('csp-report', { ...report, ...(unwritten > 0 && { count: unwritten }) })
  unwritten = 0
}

/**
 * The directive, and where from: both out of closed lists, for a report may be made up, and a blocked address holds what a planted script wanted
 * to carry away. Pure.
 * @param {string} text
 * @param {URL} portal
 * @returns {{ directive: string, blocked: string }[]}
 */
export function readCspReports(text, portal) {
  /** @type {any} */
  let given
  try {
    given = JSON.parse(text)
  } catch {
    return []
  }
  const list = Array.isArray(given) ? given.filter((one) => one?.type === 'csp-violation').map((one) => one.body) : [given?.['csp-report']]
  return list
    .filter((one) => typeof one === 'object' && one !== null)
    .slice(0, linesPerMinute)
    .map((one) => {
      const directive = one.effectiveDirective ?? one['effective-directive'] ?? one['violated-directive']
      return { directive: readDirective(directive), blocked: readBlocked(one.blockedURL ?? one['blocked-uri'], portal) }
    })
}

/** @param {unknown} value */
function readDirective(value) {
  const [name = ''] = typeof value === 'string' ? value.slice(0, 100).split(' ') : []
  return directives.test(name) ? name : 'other'
}

/**
 * A keyword, a scheme, or an origin; of a host name the last two labels, for those before may hold a secret just as a path does.
 * @param {unknown} value
 * @param {URL} portal
 */
function readBlocked(value, portal) {
  if (typeof value !== 'string' || value === '') return 'none'
  if (keywords.includes(value)) return value
  const url = value.length < 10_000 && URL.canParse(value) ? new URL(value) : null
  if (!url) return 'other'
  if (url.origin === portal.origin) return 'self'
  if (!/^(https?|wss?):$/.test(url.protocol)) return keywords.includes(url.protocol.slice(0, -1)) ? url.protocol.slice(0, -1) : 'other'
  if (/^[\d.]+$|^\[/.test(url.hostname)) return `${url.protocol}//${url.host}`
  const labels = url.hostname.split('.')
  return `${url.protocol}//${labels.length > 2 ? '*.' : ''}${labels.slice(-2).join('.')}${url.port && `:${url.port}`}`
}
