import * as oauth from 'oauth4webapi'
import type { ReturnUrlFailure } from './failures'
import { reportedBy } from './reported-error'

/**
 * What the attempt expects of its answer. `isState` compares with the hash that the attempt holds; `providerOrigins` are the platform's own
 * addresses in all countries, to tell a page of the provider from any other.
 */
export type ExpectedReturn = {
  redirectUri: string
  authorizeUrl: string
  providerOrigins?: readonly string[]
  isState(state: string): boolean
  /** Whether a hand brings the answer, with what it may pick up on its way. */
  isPasted?: boolean
}

declare const checked: unique symbol
/** A return URL that belongs to the attempt: only readReturnUrl makes one. `parameters` are as oauth4webapi checked them. */
export type ValidReturn = { code: string; parameters: URLSearchParams; readonly [checked]: true }

export type ReturnUrlReading =
  { ok: true; answer: ValidReturn } | { ok: false; failure: ReturnUrlFailure; detail?: string; endsAttempt?: boolean }

export const maximumLength = 16_384
const no = (failure: ReturnUrlFailure): ReturnUrlReading => ({ ok: false, failure })

/** What mail and chat programs put around an address, or into it: angle brackets, quotes, quote marks, line breaks. */
const isWrapped = (text: string) => /\s/.test(text) || /^["'<(\[]/.test(text) || /["'>)\]]$/.test(text)

/** Where the code stands last, a full stop behind it may be the end of a sentence, or its own. */
const isUnsure = (text: string, code: string) => /[.,;:!?]$/.test(text) && text.endsWith(code.slice(-8))

// The whole registered address must come back (RFC 9700, 2.1), with our own parameters added; a registered query must still stand there.
function belongsTo(url: URL, redirectUri: string): boolean {
  const expected = new URL(redirectUri)
  const sameQuery = [...expected.searchParams].every(([name, value]) => url.searchParams.getAll(name).includes(value))
  return url.origin === expected.origin && url.pathname === expected.pathname && !url.username && !url.password && sameQuery
}

function readPageOfProvider(url: URL, { authorizeUrl, providerOrigins = [] }: ExpectedReturn): ReturnUrlFailure | null {
  const provider = new URL(authorizeUrl)
  if (![provider.origin, ...providerOrigins].includes(url.origin)) return null
  return url.pathname === provider.pathname && url.searchParams.has('client_id') ? 'authorization-url' : 'provider-page'
}

/**
 * Reads what came back from the provider, by redirect or pasted, against the attempt: the address alone, and nothing around it. Pure.
 * The order matters: nothing in the address is believed before its `state` is known to be ours.
 * Sources: RFC 6749 4.1.2 and 10.12, RFC 9700 4.7; facts/exact-online.md, "The code".
 */
export function readStrictly(given: string, expected: ExpectedReturn): ReturnUrlReading {
  const text = given.trim()
  if (!text) return no('return-url-missing')
  if (text.length > maximumLength) return no('return-url-too-long')
  if (isWrapped(text)) return no(/https?:\/\//i.test(text) ? 'wrapped' : 'not-a-url')
  if (!/^https?:\/\//i.test(text) || !URL.canParse(text)) return no('not-a-url')
  const url = new URL(text)
  if (!belongsTo(url, expected.redirectUri)) return no(readPageOfProvider(url, expected) ?? 'other-redirect-uri')
  if (/&(amp|#38|#x26);/i.test(url.search + url.hash)) return no('html-escaped')
  if (url.hash) return no('has-fragment')

  const parameters = url.searchParams
  if (['code', 'state', 'error', 'iss'].some((name) => parameters.getAll(name).length > 1)) return no('repeated-parameter')
  const [code, state, error] = ['code', 'state', 'error'].map((name) => parameters.get(name))
  if (!code && !error) return no('code-missing')
  const detail = reportedBy(parameters) ?? undefined
  // Anybody can write such an address: what it reports is told, and ends nothing.
  if (!state) return code ? no('state-missing') : { ok: false, failure: 'error-unproven', detail }
  if (!expected.isState(state)) return detail ? { ok: false, failure: 'state-mismatch', detail } : no('state-mismatch')
  if (code && error) return no('error-beside-code')
  if (error) {
    return { ok: false, failure: error === 'access_denied' ? 'denied' : 'provider-error', detail, endsAttempt: true }
  }
  if (!code) return no('code-missing')
  // Decoded once by URLSearchParams; what still holds an escape was encoded twice.
  if (/%[0-9a-f]{2}/i.test(code)) return no('double-encoded')
  if (/[^\x21-\x7e]/.test(code)) return no('wrapped')
  if (expected.isPasted && isUnsure(text, code)) return no('code-end-unsure')
  try {
    return { ok: true, answer: { code, parameters: checkByProtocol(parameters, state, expected) } as ValidReturn }
  } catch {
    return no('issuer-mismatch')
  }
}

/**
 * The protocol's own checks by oauth4webapi; its answer is what the token request takes. Unknown parameters are ignored (RFC 6749, 4.1.2).
 * RFC 9207: an answer that names its sender must name the right one. Exact Online names none and publishes no issuer, so an `iss` at the
 * provider's own address is taken as its name.
 */
function checkByProtocol(given: URLSearchParams, state: string, { authorizeUrl }: ExpectedReturn): URLSearchParams {
  const { origin } = new URL(authorizeUrl)
  const named = given.get('iss') ?? ''
  const issuer = URL.canParse(named) && new URL(named).origin === origin ? named : origin
  const known = new URLSearchParams([...given].filter(([name]) => ['code', 'state', 'iss'].includes(name)))
  return oauth.validateAuthResponse({ issuer }, { client_id: 'not looked at' }, known, state)
}
