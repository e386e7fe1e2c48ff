import { accountProblem } from './setting-problems.js'

// How SMTP_URL and MAIL_FROM are read: by lib/env.js, which refuses what is malformed, and by lib/mail/, which sends.

/**
 * @typedef {object} SmtpServer
 * @property {URL} at its host, as an address that isLoopback and isPublicAddress take
 * @property {number} port
 * @property {boolean} implicitTls smtps: encrypted from the first byte; else by STARTTLS
 * @property {boolean} plain `?tls=off`: without any encryption
 * @property {{ user: string, pass: string } | null} account
 */

const ports = { 'smtp:': 587, 'smtps:': 465 }

/**
 * `smtp://user:password@mail.example.com:587`, `smtps://…`, or `smtp://…?tls=off`. Anything else behind the `?`, or in place of a path, is refused: what
 * was meant by it would silently not happen.
 * @param {string} text
 * @returns {SmtpServer | null}
 */
export function readSmtpUrl(text) {
  if (!URL.canParse(text)) return null
  const { protocol, hostname, port, username, password, pathname, search, hash } = new URL(text)
  const plain = search === '?tls=off'
  if ((protocol !== 'smtp:' && protocol !== 'smtps:') || !/^\/?$/.test(pathname) || hash || (search && !plain)) return null
  // Only of an address for the web does a URL tidy the host: capitals, numbers, letters beyond ASCII.
  if (!hostname || !URL.canParse(`http://${hostname}`) || (plain && protocol === 'smtps:') || (password && !username)) return null
  const at = new URL(`http://${hostname}`)
  try {
    const account = username ? { user: decodeURIComponent(username), pass: decodeURIComponent(password) } : null
    return { at, port: Number(port) || ports[protocol], implicitTls: protocol === 'smtps:', plain, account }
  } catch {
    return null
  }
}

const mailServer = 'as smtps://user:password@mail.example.com'

/**
 * What is wrong with an SMTP_URL, and how what was meant is written; null where nothing is.
 * @param {string} text
 */
export function smtpProblem(text) {
  if (readSmtpUrl(text)) return null
  const account = accountProblem(text)
  if (account) return account
  if (!/^smtps?:\/\//i.test(text)) return `must begin with smtps:// or smtp://, ${mailServer}`
  if (!URL.canParse(text)) return `must be a mail server, ${mailServer}`
  const { protocol, username, password, pathname, search, hash } = new URL(text)
  if (password && !username) return `must name the user in front of its password, ${mailServer}`
  if (search === '?tls=off' && protocol === 'smtps:') return 'must be smtp:// with ?tls=off: smtps:// is always encrypted'
  if (search || hash || !/^\/?$/.test(pathname))
    return `must end behind host and port, ${mailServer}; ?tls=off is the only option that there is`
  return `must be a mail server, ${mailServer}`
}

/**
 * One plain address, as a mail server takes it (RFC 5321, 4.1.2, without quoted local parts): nothing in it ends the address and begins something else.
 * @param {string} text
 */
export const isMailAddress = (text) => text.length <= 254 && /^[^\p{C}\s"(),:;<>@[\\\]]{1,64}@[^\p{C}\s"(),:;<>@[\\\]]{1,253}$/u.test(text)

/**
 * `portal@example.com` or `Preauth Portal <portal@example.com>`.
 * @param {string} text
 * @returns {{ name: string, address: string } | null}
 */
export function readSender(text) {
  const { name = '', address = text.trim() } = /^(?<name>[^<>\p{C}]*)<(?<address>[^<>]*)>\s*$/u.exec(text)?.groups ?? {}
  return isMailAddress(address) ? { name: name.trim().replace(/^"(.*)"$/, '$1'), address } : null
}
