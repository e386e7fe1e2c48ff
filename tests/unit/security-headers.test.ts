import { describe, expect, test } from 'vitest'
import { buildSecurityHeaders } from '@/lib/http/security-headers.mjs'
import { exactOnlineOrigins } from '@/lib/providers/origins.mjs'

const build = (changes: Partial<Parameters<typeof buildSecurityHeaders>[0]> = {}) =>
  buildSecurityHeaders({ nonce: 'bm9uY2U=', dev: false, portal: new URL('https://portal.example.com'), ...changes })
const policyOf = (headers: Record<string, string>) =>
  Object.fromEntries((headers['Content-Security-Policy'] ?? '').split('; ').map((line) => [line.split(' ')[0], line.split(' ').slice(1)]))

describe('the Content-Security-Policy', () => {
  test('runs scripts with the nonce of this request alone', () => {
    expect(policyOf(build())['script-src']).toEqual(["'self'", "'nonce-bm9uY2U='", "'strict-dynamic'"])
    expect(JSON.stringify(policyOf(build())['style-src'])).not.toContain('unsafe')
  })

  test('shuts what nothing needs', () => {
    expect(policyOf(build())).toMatchObject({
      'default-src': ["'self'"],
      'object-src': ["'none'"],
      'base-uri': ["'none'"],
      'frame-ancestors': ["'none'"],
    })
  })

  test('lets forms lead to the portal and to the providers alone', () => {
    expect(policyOf(build())['form-action']).toEqual(["'self'", ...exactOnlineOrigins])
    expect(policyOf(build({ sandboxUrl: 'http://localhost:3001/path' }))['form-action']).toEqual([
      "'self'",
      ...exactOnlineOrigins,
      'http://localhost:3001',
    ])
  })

  test('tells where a browser is to report, to old ones and new ones', () => {
    expect(policyOf(build())).toMatchObject({ 'report-uri': ['/csp-report'], 'report-to': ['csp'] })
    expect(build()['Reporting-Endpoints']).toBe('csp="/csp-report"')
  })

  test('is looser in development only', () => {
    expect(policyOf(build({ dev: true }))['script-src']).toContain("'unsafe-eval'")
  })
})

test('no answer says where it came from, may be framed, or is guessed at', () => {
  expect(build()).toMatchObject({
    'Referrer-Policy': 'no-referrer',
    'X-Frame-Options': 'DENY',
    'X-Content-Type-Options': 'nosniff',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Cross-Origin-Embedder-Policy': 'require-corp',
    'X-Permitted-Cross-Domain-Policies': 'none',
    'X-DNS-Prefetch-Control': 'off',
  })
})

test('the browser’s features are off, but for the clipboard and passkeys', () => {
  const features = (build()['Permissions-Policy'] ?? '').split(', ')
  expect(features.filter((feature) => !feature.endsWith('=()'))).toEqual([
    'clipboard-read=(self)',
    'clipboard-write=(self)',
    'publickey-credentials-get=(self)',
    'publickey-credentials-create=(self)',
  ])
  for (const name of ['camera', 'microphone', 'geolocation', 'payment', 'usb', 'display-capture']) expect(features).toContain(`${name}=()`)
})

test('https is insisted on where the portal has it, and only there', () => {
  expect(build()['Strict-Transport-Security']).toMatch(/^max-age=\d{8}/)
  expect(build({ portal: new URL('http://localhost:3000') })).not.toHaveProperty('Strict-Transport-Security')
})
