import type { ReturnUrlFailure } from './failures'
import type { Found } from './find-return-url'
import type { Span } from './mending'
import type { ExpectedReturn } from './strict-return-url'

/** So much of a text is marked: what is wrong further on is not shown anyhow. */
const lookedAt = 4_096

const matchSpans = (text: string, pattern: RegExp): Span[] =>
  [...text.matchAll(pattern)].map(({ index, 0: { length } }) => [index, index + length])

const parameterSpans = (text: string, ...names: string[]): Span[] =>
  matchSpans(text, /(?<=[?&])\w+=[^&#\s]*/g).filter(([from]) => names.some((name) => text.startsWith(`${name}=`, from)))

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

/** What stands around the address, where it shows in the text as it is; else the breaks and the marks that an address can not hold. */
function aroundSpans(text: string, found: Found | null): Span[] {
  const whole: Span = [text.length - text.trimStart().length, text.trimEnd().length]
  const [start, end] = found?.place ?? whole
  const around = [
    [whole[0], start],
    [end, whole[1]],
  ] as const
  const spans = around.filter(([from, to]) => from < to)
  if (spans.length) return spans
  const edges = [whole[0], whole[1] - 1].filter((at) => /["'<>()[\]]/.test(text.charAt(at))).map((at): Span => [at, at + 1])
  const inside = matchSpans(text.slice(...whole), /[^\x21-\x7e]+/g).map(([from, to]): Span => [from + whole[0], to + whole[0]])
  return [...edges, ...inside]
}

const firstAddress = (text: string) => matchSpans(text, /(?<=:\/\/)[^?#\s]+/g).slice(0, 1)
const firstWord = (text: string) => matchSpans(text, /\S{1,40}/g).slice(0, 1)

const spans: Partial<Record<ReturnUrlFailure, (text: string, expected: ExpectedReturn, found: Found | null) => Span[]>> = {
  'not-a-url': firstWord,
  wrapped: (text, _, found) => aroundSpans(text, found),
  'html-escaped': (text) => matchSpans(text, /&(?:(?:amp|#38|#x26);)+/gi),
  'in-another-address': firstAddress,
  'site-redirected': (text, { redirectUri }) => addressSpans(text, redirectUri),
  'authorization-url': firstAddress,
  'provider-page': firstAddress,
  'other-redirect-uri': (text, { redirectUri }) => addressSpans(text, redirectUri),
  'has-fragment': (text) => [[text.indexOf('#'), text.trimEnd().length]],
  'repeated-parameter': (text) => ['code', 'state', 'error', 'iss'].flatMap((name) => parameterSpans(text, name).slice(1)),
  'state-mismatch': (text) => parameterSpans(text, 'state'),
  'error-unproven': (text) => parameterSpans(text, 'error'),
  denied: (text) => parameterSpans(text, 'error'),
  'provider-error': (text) => parameterSpans(text, 'error'),
  'error-beside-code': (text) => parameterSpans(text, 'error'),
  'double-encoded': (text) => matchSpans(text, /%(?:25)+[0-9a-f]{2}/gi),
  'code-end-unsure': (text) => [[text.trimEnd().length - 1, text.trimEnd().length]],
  'issuer-mismatch': (text) => parameterSpans(text, 'iss'),
}

/** The very characters in which a failure shows, by their place in the text. Pure. */
export const spansOf = (failure: ReturnUrlFailure, text: string, expected: ExpectedReturn, found: Found | null): Span[] =>
  spans[failure]?.(text.slice(0, lookedAt), expected, found).filter(([from, to]) => from >= 0 && from < to) ?? []
