import type { ReturnUrlFailure } from './failures'
import { mendReturnUrl, unencodings, unescapings, unwrappings } from './mend-return-url'
import { maximumLength, readReturnUrl, type ExpectedReturn } from './return-url'
import { applyEdits, type Edit, type Span } from './text-edits'

export const checks = ['address', 'state', 'code'] as const
export type Check = (typeof checks)[number]

/** `spans`: the very characters that are wrong. `unknown`: nothing can be said of it before something else is mended. */
export type Finding = { check: Check; state: 'ok' | 'bad' | 'unknown'; failure?: ReturnUrlFailure; spans: Span[] }

/**
 * `failure`: what Exchange would say, for it is the same reading. `edits`: what would mend the text. `place`: host and path of the address.
 * `code`: what stands in it, mended; never to be shown or logged.
 */
export type Diagnosis = {
  failure: ReturnUrlFailure | null
  findings: Finding[]
  edits: Edit[] | null
  place: string | null
  code: string | null
}

const checkOf: Partial<Record<ReturnUrlFailure, Check>> = {
  'repeated-parameter': 'code',
  'state-missing': 'state',
  'state-mismatch': 'state',
  denied: 'code',
  'provider-error': 'code',
  'error-beside-code': 'code',
  'code-missing': 'code',
  'double-encoded': 'code',
}

const parameterSpans = (text: string, name: string): Span[] =>
  matchSpans(text, /(?<=[?&])\w+=[^&#\s]*/g).filter(([from]) => text.startsWith(`${name}=`, from))

const span = ([from, to]: Edit): Span => [from, to]
const matchSpans = (text: string, pattern: RegExp): Span[] =>
  [...text.matchAll(pattern)].map(({ index, 0: { length } }) => [index, index + length])

/** Where an address leaves the expected one: its scheme, who logs in, its host or its path. */
function addressSpans(text: string, redirectUri: string): Span[] {
  const parts = /^(\s*)(https?:)\/\/([^/?#@\s]*@)?([^/?#\s]*)([^?#\s]*)/i.exec(text)
  if (!parts) return []
  const [, blank = '', scheme = '', user = '', host = '', path = ''] = parts
  const expected = new URL(redirectUri)
  const hostAt = blank.length + scheme.length + 2 + user.length
  if (user) return [[hostAt - user.length, hostAt]]
  if (scheme.toLowerCase() !== expected.protocol) return [[blank.length, blank.length + scheme.length]]
  if (host.toLowerCase() !== expected.host) return [[hostAt, hostAt + host.length]]
  if ((path || '/') !== expected.pathname) return [[hostAt + host.length, hostAt + host.length + path.length]]
  return []
}

const spansOf: Partial<Record<ReturnUrlFailure, (text: string, expected: ExpectedReturn) => Span[]>> = {
  'not-a-url': (text) => matchSpans(text, /\S{1,40}/g).slice(0, 1),
  wrapped: (text) => [
    ...unwrappings(text).map(span),
    ...matchSpans(text, /[^\x21-\x7e\s]/g).filter(([from]) => text.lastIndexOf('=', from) > text.lastIndexOf('&', from)),
  ],
  'html-escaped': (text) => unescapings(text).map(span),
  'authorization-url': (text) => matchSpans(text, /(?<=:\/\/)[^?#\s]+/g).slice(0, 1),
  'provider-page': (text) => matchSpans(text, /(?<=:\/\/)[^?#\s]+/g).slice(0, 1),
  'other-redirect-uri': (text, { redirectUri }) => addressSpans(text, redirectUri),
  'has-fragment': (text) => (text.includes('#') ? [[text.indexOf('#'), text.trimEnd().length]] : []),
  'repeated-parameter': (text) => ['code', 'state', 'error', 'iss'].flatMap((name) => parameterSpans(text, name).slice(1)),
  'state-mismatch': (text) => parameterSpans(text, 'state'),
  denied: (text) => parameterSpans(text, 'error'),
  'provider-error': (text) => parameterSpans(text, 'error'),
  'error-beside-code': (text) => parameterSpans(text, 'error'),
  'double-encoded': (text) => unencodings(text).map(([from, to]): Span => [from, to + 2]),
  'issuer-mismatch': (text) => parameterSpans(text, 'iss'),
}

/** As far as the address can be made out, mended where that is possible. */
function makeOut(text: string, edits: readonly Edit[] | null): URL | null {
  const guess = applyEdits(text, edits ?? [...unwrappings(text)]).trim()
  return /^https?:\/\//i.test(guess) && URL.canParse(guess) ? new URL(guess) : null
}

/**
 * What is right and what is wrong with something pasted in place of a return URL, check by check. It reads with readReturnUrl, so it never
 * says anything else than Exchange would. Pure; nothing is sent, nothing is thrown.
 */
export function diagnoseReturnUrl(given: string, expected: ExpectedReturn): Diagnosis {
  const read = (text: string) => readReturnUrl(text, expected)
  const reading = read(given)
  const failure = reading.ok ? null : reading.failure
  if (failure === 'return-url-missing') return { failure, findings: [], edits: null, place: null, code: null }
  // Nothing is looked for in a novel.
  const text = given.slice(0, maximumLength + 1)
  const isReadable = failure !== 'return-url-too-long'
  const edits = isReadable && failure ? mendReturnUrl(text, expected.redirectUri, read) : null
  const url = isReadable ? makeOut(text, edits) : null
  const wrong = failure && (failure === 'wrapped' && isCodeWrapped(text, url) ? 'code' : (checkOf[failure] ?? 'address'))
  const isOurs = url !== null && (edits !== null || wrong !== 'address' || !isElsewhere(failure))
  const findings = checks.map((check): Finding => {
    if (failure && check === wrong) return { check, state: 'bad', failure, spans: spansOf[failure]?.(text, expected) ?? [] }
    return { spans: [], ...look(check, isOurs ? url : null, expected) }
  })
  const state = url?.searchParams.get('state') ?? ''
  const code = isOurs && state && expected.isState(state) ? url.searchParams.get('code') : null
  return { failure, findings, edits, place: url && url.host + (url.pathname === '/' ? '' : url.pathname), code }
}

const isCodeWrapped = (text: string, url: URL | null) => url !== null && unwrappings(text).length === 0

// What stands in an address of somebody else is not looked at.
const isElsewhere = (failure: ReturnUrlFailure | null) =>
  failure === 'authorization-url' || failure === 'provider-page' || failure === 'other-redirect-uri' || failure === 'not-a-url'

function look(check: Check, url: URL | null, expected: ExpectedReturn): Omit<Finding, 'spans'> {
  if (!url) return { check, state: 'unknown' }
  if (check === 'address') return { check, state: 'ok' }
  const value = url.searchParams.get(check)
  if (!value) return { check, state: 'bad', failure: `${check}-missing` }
  const isOk = check === 'code' || expected.isState(value)
  return isOk ? { check, state: 'ok' } : { check, state: 'bad', failure: 'state-mismatch' }
}
