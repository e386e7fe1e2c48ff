import { statSync } from 'node:fs'
import { accentProblems, readAccent } from './brand/accent.mjs'
import { isLoopback, isPublicAddress } from './env.js'
import { readSmtpUrl } from './mail-settings.mjs'
import { signOnProblems, signOnWarnings } from './sign-on-settings.js'

/** @typedef {import('./env.js').Environment} Environment */

const largestLogoBytes = 200_000

/** A logo that is not there, or an accent that nobody could read. @param {Environment} environment */
function brandProblems({ PORTAL_ACCENT, PORTAL_LOGO }) {
  const accent = PORTAL_ACCENT ? readAccent(PORTAL_ACCENT) : null
  const problems = accent ? accentProblems(accent) : []
  const size = PORTAL_LOGO ? (statSync(PORTAL_LOGO, { throwIfNoEntry: false })?.size ?? -1) : 0
  if (size < 0) problems.push('PORTAL_LOGO: there is no such file.')
  if (size > largestLogoBytes) problems.push('PORTAL_LOGO is too large: at most 200 kB.')
  return problems
}

/** Mails that nobody would take, and passwords and links that everybody on the way could read. @param {Environment} environment */
function mailProblems({ NODE_ENV, SMTP_URL, MAIL_FROM }) {
  if (!SMTP_URL) return []
  const problems = MAIL_FROM ? [] : ['MAIL_FROM is missing: with SMTP_URL, mails are sent, and need a sender.']
  const server = readSmtpUrl(SMTP_URL)
  if (NODE_ENV === 'production' && server?.plain && isPublicAddress(server.at))
    problems.push('SMTP_URL is a public address: tls=off may only stand behind a server on this machine or network.')
  return problems
}

/**
 * What forbids serving, one sentence each, beginning with the setting's name. A build can do without the secrets; a server can't.
 * @param {Environment} environment
 * @returns {string[]}
 */
export function startProblems(environment) {
  const problems = [...brandProblems(environment), ...mailProblems(environment), ...signOnProblems(environment)]
  const portal = new URL(environment.PORTAL_URL)
  if (!environment.NEXTAUTH_SECRET) problems.push('NEXTAUTH_SECRET is missing: it signs the log-in cookie. At least 32 random characters.')
  if (!environment.ENCRYPTION_KEY && !environment.KEY_FILE)
    problems.push('ENCRYPTION_KEY is missing, and so is KEY_FILE: one of them holds the key that protects the tokens at rest.')
  if (environment.NODE_ENV !== 'production') return problems
  if (portal.protocol !== 'https:' && !isLoopback(portal)) problems.push('PORTAL_URL must begin with https:// anywhere but on localhost.')
  if (!environment.SANDBOX_URL) return problems
  if (isPublicAddress(portal))
    problems.push('SANDBOX_URL must not be set where PORTAL_URL is a public address: a sandbox is not Exact Online.')
  if (isPublicAddress(new URL(environment.SANDBOX_URL)))
    problems.push('SANDBOX_URL is a public address: a sandbox may only stand on this machine or network.')
  return problems
}

/**
 * What works, but probably not as meant.
 * @param {Environment} environment
 * @returns {string[]}
 */
export function startWarnings(environment) {
  const behindProxy = environment.PORTAL_URL.startsWith('https:') && environment.TRUSTED_PROXIES === 0
  const proxy = behindProxy ? ['TRUSTED_PROXIES is 0: everybody behind the proxy counts as one address when log-ins are slowed.'] : []
  return [...proxy, ...signOnWarnings(environment)]
}
