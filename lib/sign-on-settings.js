// The settings of single sign-on, and how people may log in at all: read by lib/env.js, judged when the portal starts.
import { z } from 'zod'
import { oneOf } from './setting-problems.js'

/** @typedef {import('./env.js').Environment} Environment */

const needed = /** @type {const} */ (['SSO_ISSUER', 'SSO_CLIENT_ID', 'SSO_CLIENT_SECRET'])

// In ASCII: a letter of another alphabet that looks the same would pass for a domain of one's own.
const mailDomain = /^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9-]{2,63}$/

/** @param {string} text */
const listDomains = (text) => [...new Set(text.split(',').map((part) => part.trim().toLowerCase()))]

/** @param {string} text */
const areDomains = (text) => listDomains(text).every((domain) => domain === '*' || mailDomain.test(domain))

// RFC 6749, appendix A.1 and A.2. What else is found in one came along when it was copied.
const visible = z
  .string()
  .trim()
  .regex(/^[\x20-\x7e]+$/, 'must be visible ASCII characters')

/**
 * @template {z.ZodType<string, string>} Address
 * @param {Address} secureAddress an address with https, or one on this machine. Kept to the letter: an issuer is compared with what its tokens say
 */
export const signOnSettings = (secureAddress) => ({
  SSO_ISSUER: secureAddress.optional(),
  SSO_CLIENT_ID: visible.optional(),
  SSO_CLIENT_SECRET: visible.optional(),
  SSO_NAME: z.string().trim().min(1).max(40, 'must be at most 40 characters').default('single sign-on'),
  SSO_DOMAINS: z.string().refine(areDomains, 'must be mail domains as example.com,example.org, or *').transform(listDomains).default([]),
  SSO_CREATE: oneOf(['on', 'off']).default('off'),
  AUTH_MODE: oneOf(['all', 'sso']).default('all'),
})

/** What forbids serving. @param {Environment} environment @returns {string[]} */
export function signOnProblems(environment) {
  const missing = needed.filter((name) => !environment[name])
  const given = needed.filter((name) => environment[name])
  const problems =
    given.length > 0 ? missing.map((name) => `${name} is missing: single sign-on needs it beside ${given.join(' and ')}.`) : []
  if (environment.AUTH_MODE === 'sso' && given.length === 0) problems.push('AUTH_MODE is sso, which needs SSO_ISSUER: nobody could log in.')
  return problems
}

/** What works, but probably not as meant. @param {Environment} environment @returns {string[]} */
export function signOnWarnings({ AUTH_MODE, SSO_CREATE, SSO_DOMAINS, SSO_ISSUER }) {
  if (!SSO_ISSUER || SSO_DOMAINS.length > 0) return []
  const warnings = []
  if (SSO_CREATE === 'on') warnings.push('SSO_CREATE is on, but SSO_DOMAINS names no domain: nobody gets an account that way.')
  if (AUTH_MODE === 'sso')
    warnings.push('AUTH_MODE is sso, but SSO_DOMAINS names no domain: only who has linked an account before comes in.')
  return warnings
}
