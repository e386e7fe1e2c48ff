import { describe, expect, test } from 'vitest'
import { readCspReports } from '@/lib/http/csp-report.mjs'
import { routeOf } from '@/lib/http/route-of.mjs'

const portal = new URL('https://portal.example.com')
const read = (value: unknown) => readCspReports(typeof value === 'string' ? value : JSON.stringify(value), portal)
const blockedBy = (blocked: unknown) => read({ 'csp-report': { 'effective-directive': 'script-src', 'blocked-uri': blocked } })[0]?.blocked

describe('a report of the Content-Security-Policy', () => {
  test('is read in the format of Firefox and Safari', () => {
    const report = {
      'violated-directive': "script-src 'self' 'nonce-x'",
      'blocked-uri': 'inline',
      'document-uri': 'https://portal.example.com/s',
    }
    expect(read({ 'csp-report': report })).toEqual([{ directive: 'script-src', blocked: 'inline' }])
  })

  test('is read in the format of the Reporting API, among others', () => {
    const body = { effectiveDirective: 'script-src-elem', blockedURL: 'https://evil.test/x.js?token=secret', documentURL: 'x', sample: 'x' }
    expect(
      read([
        { type: 'deprecation', body: {} },
        { type: 'csp-violation', url: 'x', body },
      ]),
    ).toEqual([{ directive: 'script-src-elem', blocked: 'https://evil.test' }])
  })

  test.each([
    ['https://evil.test:8443/path?query=secret#x', 'https://evil.test:8443'],
    ['https://secret.in.a.name.evil.test/', 'https://*.evil.test'],
    ['https://user:secret@evil.test/', 'https://evil.test'],
    ['wss://evil.test/secret', 'wss://evil.test'],
    ['http://192.0.2.1:81/secret', 'http://192.0.2.1:81'],
    ['http://[2001:db8::1]/secret', 'http://[2001:db8::1]'],
    ['https://portal.example.com/callback/exact-online?code=secret', 'self'],
    ['data:text/html,secret', 'data'],
    ['data', 'data'],
    ['secret:secret', 'other'],
    ['secret', 'other'],
    ['https://', 'other'],
    ['', 'none'],
    [undefined, 'none'],
    [{ secret: 1 }, 'none'],
  ])('tells of the blocked address %s only %s', (given, told) => {
    expect(blockedBy(given)).toBe(told)
  })

  test.each([
    '',
    '{',
    'null',
    '5',
    '"text"',
    '[]',
    '[null]',
    '{}',
    '{"csp-report":null}',
    '{"csp-report":[]}',
    '[{"type":"csp-violation"}]',
  ])('that is none does no harm: %s', (text) => {
    for (const { directive, blocked } of read(text)) expect([directive, blocked]).toEqual(['other', 'none'])
  })

  test('has a directive out of a closed list', () => {
    const directive = (given: unknown) => read({ 'csp-report': { 'effective-directive': given } })[0]?.directive
    expect(['script-src-attr', 'form-action', 'secret', 'secret-src', 5, '__proto__'].map(directive)).toEqual([
      'script-src-attr',
      'form-action',
      ...Array(4).fill('other'),
    ])
  })
})

test.each([
  ['/', '/'],
  ['/login?returnTo=%2Fsecret', '/login'],
  ['/settings/7d444840-9dc0-11d1-b245-5ffdce74fad2/download', '/settings/[id]/download'],
  ['/callback/exact-online?code=secret&state=secret', '/callback/exact-online'],
  ['/callback/secret', '/callback/[else]'],
  ['/apps/secret/secret/delete/secret/secret', '/apps/[else]'],
  ['/administration/users/7d444840-9dc0-11d1-b245-5ffdce74fad2/delete', '/administration/users/[id]/delete'],
  ['/login/second-factor', '/login/second-factor'],
  ['/account/email/email/email/email', '/account/[else]'],
  ['/_next/static/chunks/secret.js', '/_next'],
  ['/api/auth/session', '/api/auth/session'],
  ['/icon.svg', '/icon-svg'],
  ['/stampNL001.secret', 'other'],
  ['/constructor', 'other'],
  ['//evil.test/login', 'other'],
  ['http://evil.test/login', 'other'],
  ['', 'other'],
])('the address %s is called %s in the log', (target, route) => {
  expect(routeOf(target)).toBe(route)
})

test('nobody makes up names for the log and the metrics: of a hundred thousand addresses there are as many as the portal has', () => {
  const words = [
    'account',
    'apps',
    'settings',
    'delete',
    'email',
    'new',
    'auth',
    'api',
    'callback',
    '7d444840-9dc0-11d1-b245-5ffdce74fad2',
    'x',
  ]
  const routes = new Set<string>()
  for (let number = 0; number < 100_000; number++) {
    const segments = [0, 1, 2, 3, 4].map((digit) => words[Math.floor(number / words.length ** digit) % words.length])
    routes.add(routeOf(`/${segments.slice(0, 1 + (number % 5)).join('/')}`))
  }
  expect(routes.size).toBeLessThan(20)
})
