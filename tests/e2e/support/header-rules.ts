// The rules of the MDN HTTP Observatory (its scoring table) and of OWASP Secure Headers' checklist, as functions over one answer.
import type { RawAnswer } from './raw-request'

export type Traits = { isHttps?: boolean; isPersonal?: boolean; setsCookie?: boolean }
type Given = { header(name: string): string; directive(name: string): string; cookies: string[]; has(name: string): boolean } & Traits
type Rule = [source: 'MDN' | 'OWASP' | 'both', rule: string, holds: (given: Given) => boolean]

const isNone = (directive: string) => directive === "'none'"
const halfAYearSeconds = 15_768_000

const rules: Rule[] = [
  [
    'both',
    'there is one Content-Security-Policy',
    ({ header }) => header('content-security-policy') !== '' && !header('content-security-policy').includes(','),
  ],
  ['MDN', 'scripts: no unsafe-inline, no unsafe-eval, no data:', ({ directive }) => !/unsafe|data:/.test(directive('script-src'))],
  [
    'MDN',
    'scripts: no wildcard, no scheme, no host',
    ({ directive }) => !/\*|https?:|\b\w+\.\w+/.test(directive('script-src').replace(/'nonce-[^']+'/, '')),
  ],
  ['MDN', 'scripts: by a nonce, strict-dynamic', ({ directive }) => /'nonce-[\w+/=]{22,}'.*'strict-dynamic'/.test(directive('script-src'))],
  ['MDN', 'styles: no unsafe-inline', ({ directive }) => !directive('style-src').includes('unsafe')],
  ['MDN', 'default-src is narrow', ({ directive }) => ["'self'", "'none'"].includes(directive('default-src'))],
  ['MDN', 'no source without encryption', ({ header, isHttps }) => !isHttps || !header('content-security-policy').includes('http:')],
  ['both', 'object-src is none', ({ directive }) => isNone(directive('object-src'))],
  ['both', 'base-uri is none', ({ directive }) => isNone(directive('base-uri'))],
  ['both', 'frame-ancestors is none', ({ directive }) => isNone(directive('frame-ancestors'))],
  ['both', 'form-action names where forms may lead', ({ directive }) => /^'self'( https?:\/\/[\w.:-]+)*$/.test(directive('form-action'))],
  [
    'OWASP',
    'breaches are reported',
    ({ header, directive }) => directive('report-to') === 'csp' && header('reporting-endpoints').startsWith('csp="/'),
  ],
  [
    'both',
    'Strict-Transport-Security on https, half a year or more, subdomains too; none on http',
    ({ header, isHttps }) => {
      const [, seconds] = /^max-age=(\d+); includeSubDomains/.exec(header('strict-transport-security')) ?? []
      return isHttps ? Number(seconds) >= halfAYearSeconds : !seconds
    },
  ],
  ['both', 'X-Content-Type-Options', ({ header }) => header('x-content-type-options') === 'nosniff'],
  ['both', 'X-Frame-Options', ({ header }) => header('x-frame-options') === 'DENY'],
  ['both', 'Referrer-Policy', ({ header }) => header('referrer-policy') === 'no-referrer'],
  ['OWASP', 'Cross-Origin-Opener-Policy', ({ header }) => header('cross-origin-opener-policy') === 'same-origin'],
  ['both', 'Cross-Origin-Resource-Policy', ({ header }) => header('cross-origin-resource-policy') === 'same-origin'],
  ['OWASP', 'Cross-Origin-Embedder-Policy', ({ header }) => header('cross-origin-embedder-policy') === 'require-corp'],
  [
    'OWASP',
    'Permissions-Policy',
    ({ header }) => /camera=\(\)/.test(header('permissions-policy')) && !/=\*/.test(header('permissions-policy')),
  ],
  ['OWASP', 'X-Permitted-Cross-Domain-Policies', ({ header }) => header('x-permitted-cross-domain-policies') === 'none'],
  ['OWASP', 'X-DNS-Prefetch-Control', ({ header }) => header('x-dns-prefetch-control') === 'off'],
  [
    'OWASP',
    'what is personal is kept by no cache',
    ({ header, isPersonal }) => isPersonal === false || /no-store/.test(header('cache-control')),
  ],
  [
    'OWASP',
    'nothing tells what the portal is made of',
    ({ has }) => !['server', 'x-powered-by', 'via', 'x-aspnet-version', 'x-generator', 'x-nextjs-cache', 'x-runtime'].some(has),
  ],
  [
    'OWASP',
    'no header that is given up: X-XSS-Protection, Expect-CT, Public-Key-Pins, Feature-Policy',
    ({ has }) => !['x-xss-protection', 'expect-ct', 'public-key-pins', 'feature-policy'].some(has),
  ],
  [
    'MDN',
    'no other origin may read it',
    ({ has }) => !['access-control-allow-origin', 'access-control-allow-credentials', 'timing-allow-origin'].some(has),
  ],
  [
    'OWASP',
    'what has a body says what it is',
    ({ header, has }) => !has('content-length') || header('content-length') === '0' || header('content-type') !== '',
  ],
  [
    'both',
    'a cookie is set where one is expected, and nowhere else',
    ({ cookies, setsCookie = false }) => cookies.length > 0 === setsCookie,
  ],
  ['MDN', 'cookies: HttpOnly', ({ cookies }) => cookies.every((cookie) => /; ?HttpOnly/i.test(cookie))],
  ['MDN', 'cookies: SameSite', ({ cookies }) => cookies.every((cookie) => /; ?SameSite=(Lax|Strict)/i.test(cookie))],
  [
    'MDN',
    'cookies: Path=/, no Domain',
    ({ cookies }) => cookies.every((cookie) => /; ?Path=\/(;|$)/i.test(cookie) && !/; ?Domain/i.test(cookie)),
  ],
  [
    'both',
    'cookies on https: Secure and __Host-',
    ({ cookies, isHttps }) => !isHttps || cookies.every((cookie) => /^__(Host|Secure)-.*; ?Secure/i.test(cookie)),
  ],
]

/** The rules that an answer breaks, with who made them. */
export function brokenRules({ headers }: RawAnswer, traits: Traits): string[] {
  const header = (name: string) => String(headers[name] ?? '')
  const directives = new Map(
    header('content-security-policy')
      .split('; ')
      .map((part) => [part.split(' ')[0], part.split(' ').slice(1).join(' ')]),
  )
  const cookies = [headers['set-cookie'] ?? []].flat()
  const given: Given = { header, directive: (name) => directives.get(name) ?? '', cookies, has: (name) => name in headers, ...traits }
  return rules.filter(([, , holds]) => !holds(given)).map(([source, rule]) => `${source}: ${rule}`)
}
