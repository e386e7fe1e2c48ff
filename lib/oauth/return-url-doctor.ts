import type { ReturnUrlFailure } from './failures'
import type { Change, Found } from './find-return-url'
import type { Mending, Span } from './mending'
import { examineReturnUrl } from './return-url'
import type { ExpectedReturn } from './strict-return-url'
import { spansOf } from './return-url-spans'
import { isSameSite } from './same-site'

export const checks = ['address', 'state', 'code'] as const
export type Check = (typeof checks)[number]

/** `spans`: the very characters that are wrong. `unknown`: nothing can be said of it before something else is mended. */
export type Finding = { check: Check; state: 'ok' | 'bad' | 'unknown'; failure?: ReturnUrlFailure; spans: Span[] }

/**
 * `failure`: what Exchange would say, for it is the same reading. `mending`: what would mend the text, and `changes` what that changes. `place`:
 * host and path of the address. `detail`: what it reports as an error, in words that anybody can have written. `code`: what stands in it,
 * mended; never to be shown or logged.
 */
export type Diagnosis = {
  failure: ReturnUrlFailure | null
  findings: Finding[]
  mending: Mending | null
  changes: Change[]
  place: string | null
  detail: string | null
  code: string | null
}

const checkOf: Partial<Record<ReturnUrlFailure, Check>> = {
  'repeated-parameter': 'code',
  'state-missing': 'state',
  'state-mismatch': 'state',
  'error-unproven': 'state',
  denied: 'code',
  'provider-error': 'code',
  'error-beside-code': 'code',
  'code-missing': 'code',
  'moved-on': 'code',
  'double-encoded': 'code',
  'code-end-unsure': 'code',
}

// What stands in an address of somebody else is not looked at.
const elsewhere: readonly (ReturnUrlFailure | null)[] = ['authorization-url', 'provider-page', 'other-redirect-uri', 'not-a-url']

/** As far as the address can be made out, mended where that is possible. */
function makeOut(text: string, found: Found | null, failure: ReturnUrlFailure | null, redirectUri: string): URL | null {
  if (found) return new URL(found.mended)
  if (elsewhere.includes(failure)) return null
  // In something around it an address can be made out only where nothing breaks it.
  const whole = text.trim()
  const [part = ''] = /\s/.test(whole) ? [] : (/https?:\/\/[^"'<>()[\]]+/i.exec(whole) ?? [])
  const guess = failure === 'wrapped' ? part : whole
  const url = URL.canParse(guess) ? new URL(guess) : null
  return url && isSameSite(url, redirectUri) ? url : null
}

/**
 * What is right and what is wrong with something pasted in place of a return URL, check by check. It reads with examineReturnUrl, so it never
 * says anything else than Exchange would. Pure; nothing is sent, nothing is thrown.
 */
export function diagnoseReturnUrl(given: string, expected: ExpectedReturn): Diagnosis {
  const { reading, found } = examineReturnUrl(given, expected)
  const failure = reading.ok ? null : reading.failure
  const nothing = { failure, mending: null, changes: [], place: null, detail: null, code: null }
  if (failure === 'return-url-missing') return { ...nothing, findings: [] }
  const isReadable = failure !== 'return-url-too-long'
  const url = isReadable ? makeOut(given, found, failure, expected.redirectUri) : null
  const wrong = failure && (checkOf[failure] ?? 'address')
  const findings = checks.map((check): Finding => {
    if (failure && check === wrong)
      return { check, state: 'bad', failure, spans: isReadable ? spansOf(failure, given, expected, found) : [] }
    return { spans: [], ...look(check, url, expected, failure) }
  })
  return {
    failure,
    findings,
    mending: found?.mending ?? null,
    changes: found?.changes ?? [],
    place: url && url.host + (url.pathname === '/' ? '' : url.pathname),
    detail: reading.ok ? null : (reading.detail ?? null),
    code: (reading.ok || found) && url ? url.searchParams.get('code') : null,
  }
}

function look(check: Check, url: URL | null, expected: ExpectedReturn, failure: ReturnUrlFailure | null): Omit<Finding, 'spans'> {
  // Of a page that has moved on nothing is left to look at, nor was an error ever beside a code.
  if (!url || failure === 'moved-on') return { check, state: 'unknown' }
  if (check === 'address') return { check, state: 'ok' }
  const value = url.searchParams.get(check)
  if (check === 'code' && !value && url.searchParams.has('error')) return { check, state: 'unknown' }
  if (!value) return { check, state: 'bad', failure: `${check}-missing` }
  const isOk = check === 'code' || expected.isState(value)
  return isOk ? { check, state: 'ok' } : { check, state: 'bad', failure: 'state-mismatch' }
}
