import { once } from 'node:events'
import { createServer, request as sendRequest, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, describe, expect, test, vi } from 'vitest'

type Answer = { status: number; headers: IncomingHttpHeaders; body: string; seen: IncomingHttpHeaders | null }

/** A front door as server.mjs has it; behind it, in the place of Next.js, stands what tells the headers that it was given. */
async function openDoor(environment: Record<string, string>, status = 200) {
  for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, value)
  vi.resetModules()
  const { guard } = await import('@/lib/http/guard.mjs')
  const server = createServer((request, response) => {
    if (guard(request, response, { dev: false })) response.writeHead(status).end(JSON.stringify(request.headers))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  afterAll(() => void server.close())
  const { port } = server.address() as AddressInfo
  return async (method: string, path: string, headers: Record<string, string | string[]> = {}): Promise<Answer> => {
    const request = sendRequest({ port, host: '127.0.0.1', method, path, headers })
    request.end()
    const [response] = await once(request, 'response')
    let body = ''
    for await (const chunk of response) body += chunk
    const wasLetIn = response.statusCode === status && body.startsWith('{')
    return { status: response.statusCode, headers: response.headers, body, seen: wasLetIn ? JSON.parse(body) : null }
  }
}

const origin = 'https://portal.example.com'
const send = await openDoor({ PORTAL_URL: origin, TRUSTED_PROXIES: '0' })
const sendBehindTwo = await openDoor({ PORTAL_URL: origin, TRUSTED_PROXIES: '2' })
const sendLoggedOut = await openDoor({ PORTAL_URL: origin, TRUSTED_PROXIES: '0' }, 401)

describe('a request that changes something', () => {
  test('is let in from a page of the portal', async () => {
    expect((await send('POST', '/apps', { origin })).seen?.origin).toBe(origin)
  })

  test('is let in without JavaScript: Origin null, from the same origin by Sec-Fetch-Site', async () => {
    expect((await send('POST', '/apps', { origin: 'null', 'sec-fetch-site': 'same-origin' })).seen?.origin).toBe(origin)
  })

  test.each<[string, Record<string, string | string[]>]>([
    ['no Origin', {}],
    ['no Origin, but the right Referer', { referer: `${origin}/apps` }],
    ['no Origin, but Sec-Fetch-Site', { 'sec-fetch-site': 'same-origin' }],
    ['a foreign Origin', { origin: 'https://evil.test' }],
    ['a foreign Origin that says it is the same', { origin: 'https://evil.test', 'sec-fetch-site': 'same-origin' }],
    ['the Origin of another port', { origin: `${origin}:8443` }],
    ['the Origin of another scheme', { origin: 'http://portal.example.com' }],
    ['an Origin that begins the same', { origin: `${origin}.evil.test` }],
    ['a subdomain', { origin: 'https://x.portal.example.com' }],
    ['an Origin in another case', { origin: 'https://PORTAL.example.com' }],
    ['two Origins', { origin: [origin, 'https://evil.test'] }],
    ['Origin null', { origin: 'null' }],
    ['Origin null across sites', { origin: 'null', 'sec-fetch-site': 'cross-site' }],
    ['Origin null from a sister site', { origin: 'null', 'sec-fetch-site': 'same-site' }],
    ['Origin null from the address bar', { origin: 'null', 'sec-fetch-site': 'none' }],
    ['a Host that fits a foreign Origin', { origin: 'https://evil.test', host: 'evil.test', 'x-forwarded-host': 'evil.test' }],
  ])('with %s is refused', async (_, headers) => {
    for (const path of ['/apps', '/api/auth/callback/credentials', '/health', '/_next/static/x']) {
      const { status, seen } = await send('POST', path, headers)
      expect([path, status, seen]).toEqual([path, 403, null])
    }
    for (const method of ['PUT', 'DELETE', 'PATCH']) {
      const { status, seen } = await send(method, '/apps', headers)
      expect([method, status >= 400, seen]).toEqual([method, true, null])
    }
  })

  test('and says that it holds 5 MB is refused before it is read', async () => {
    const { status } = await send('POST', '/apps', { origin, 'content-length': '0', 'x-ignored': '1' })
    expect(status).toBe(200)
    const request = await send('POST', '/apps', { origin, 'content-length': String(5 * 1024 * 1024), expect: '100-continue' }).catch(
      () => null,
    )
    expect(request?.seen ?? null).toBeNull()
  })
})

describe('what a request claims', () => {
  const spoofed = {
    host: 'evil.test',
    'x-forwarded-for': '1.2.3.4',
    'x-forwarded-host': 'evil.test',
    'x-forwarded-proto': 'http',
    'x-forwarded-port': '1',
    forwarded: 'for=1.2.3.4',
    'x-real-ip': '1.2.3.4',
    'x-portal-address': '1.2.3.4',
    'x-portal-own': 'x',
    'x-portal-path': '/evil',
    'x-middleware-subrequest': 'x',
    'x-middleware-rewrite': 'x',
    'x-next-x': 'x',
    'x-nextjs-data': '1',
    'x-vercel-ip': 'x',
    'x-matched-path': '/x',
    'x-invoke-path': '/x',
    'x-original-url': '/x',
    'x-rewrite-url': '/x',
    'x-action-x': 'x',
    'x-now-route': 'x',
    'x-prerender-revalidate': 'x',
    'x-http-method-override': 'DELETE',
    'x-method-override': 'DELETE',
    'x-invocation-id': 'x',
    'next-resume': '1',
    'next-hmr-refresh': '1',
    'content-security-policy-report-only': "script-src 'nonce-x'",
    'content-security-policy': "script-src 'unsafe-inline'",
  }

  test('of host, scheme, address and path is not believed', async () => {
    const { seen, headers } = await send('GET', '/settings?q=1', spoofed)
    expect(seen).toMatchObject({
      host: 'portal.example.com',
      'x-forwarded-proto': 'https',
      'x-portal-address': '127.0.0.1',
      'x-portal-path': '/settings',
      'content-security-policy': headers['content-security-policy'],
    })
    expect(seen?.['x-portal-own']).not.toBe('x')
    const ours = ['host', 'x-forwarded-proto', 'x-portal-address', 'x-portal-own', 'x-portal-path', 'content-security-policy']
    for (const name of Object.keys(spoofed)) if (!ours.includes(name)) expect(seen).not.toHaveProperty(name)
  })

  test('of data is not believed of an action', async () => {
    const headers = { origin, rsc: '1', 'next-router-prefetch': '1', 'next-action': 'x' }
    expect((await send('POST', '/apps', headers)).seen).not.toHaveProperty('rsc')
    expect((await send('GET', '/apps', headers)).seen).toHaveProperty('rsc')
  })

  test('of its address counts behind trusted proxies, as far as those wrote it', async () => {
    const address = async (given: string) => (await sendBehindTwo('GET', '/', { 'x-forwarded-for': given })).seen?.['x-portal-address']
    expect(await address('6.6.6.6, 198.51.100.7, 10.0.0.1')).toBe('198.51.100.7')
    expect(await address('198.51.100.7, 10.0.0.1')).toBe('198.51.100.7')
    expect(await address('2a02:a44f::1, 10.0.0.1')).toBe('2a02:a44f:0:0::/64')
    for (const odd of ['10.0.0.1', '', 'unknown, 10.0.0.1', '"x", 10.0.0.1', '<script>, 10.0.0.1'])
      expect(await address(odd), odd).toBe('127.0.0.1')
  })

  test('of its address counts where this very server sends it on', async () => {
    const first = (await sendBehindTwo('GET', '/', { 'x-forwarded-for': '198.51.100.7, 10.0.0.1' })).seen
    const own = { 'x-portal-own': String(first?.['x-portal-own']), 'x-portal-address': String(first?.['x-portal-address']) }
    expect((await sendBehindTwo('GET', '/', own)).seen).toMatchObject({ 'x-portal-address': '198.51.100.7' })
    // Another process has a mark of its own.
    expect((await send('GET', '/', own)).seen).toMatchObject({ 'x-portal-address': '127.0.0.1' })
  })

  test.each(['//evil.test/x', '/\\evil.test', 'http://evil.test/x', '*', 'x', '/%00', '/a%00b'])(
    'of the address %s is refused',
    async (path) => {
      const { status, seen } = await send('GET', path)
      expect([status, seen]).toEqual([400, null])
    },
  )
})

describe('every answer', () => {
  test('carries the headers, the refused ones too, with a nonce of its own', async () => {
    const answers = [await send('GET', '/'), await send('GET', '/'), await send('POST', '/', { origin: 'https://evil.test' })]
    const nonces = answers.map(({ headers }) => /'nonce-([^']+)'/.exec(String(headers['content-security-policy']))?.[1])
    expect(new Set(nonces).size).toBe(3)
    for (const { headers } of answers)
      expect(headers).toMatchObject({ 'referrer-policy': 'no-referrer', 'x-frame-options': 'DENY', 'cache-control': 'no-store' })
  })

  test('but a file of the build is kept by no cache', async () => {
    expect((await send('GET', '/_next/static/a.js')).headers).not.toHaveProperty('cache-control')
    expect((await send('GET', '/settings/_next/static/')).headers['cache-control']).toBe('no-store')
    expect((await send('GET', '/_next/static/../../settings')).headers['cache-control']).toBe('no-store')
  })

  test('of 401 leads a browser to the log-in and back, but not from the callback, where the code stands', async () => {
    expect((await sendLoggedOut('GET', '/settings?q=a&b="><x')).headers.refresh).toBe(
      '0;url=/login?returnTo=%2Fsettings%3Fq%3Da%26b%3D%22%3E%3Cx',
    )
    expect((await sendLoggedOut('GET', '/callback/exact-online?code=x')).headers.refresh).toBeUndefined()
    expect((await sendLoggedOut('POST', '/apps', { origin })).headers.refresh).toBeUndefined()
    expect((await send('GET', '/settings')).headers.refresh).toBeUndefined()
  })
})

test.each([
  ['192.0.2.1', '192.0.2.1'],
  ['::ffff:192.0.2.1', '192.0.2.1'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['2001:db8:1:2:ffff::', '2001:db8:1:2::/64'],
  ['2001:DB8:1:2::1', '2001:db8:1:2::/64'],
  ['2001:db8::1', '2001:db8:0:0::/64'],
  ['fe80::1%eth0', 'fe80:0:0:0::/64'],
  ['::1', '0:0:0:0::/64'],
  ['unknown', 'unknown'],
])('%s counts as the visitor %s', async (address, network) => {
  const { readNetwork } = await import('@/lib/http/guard.mjs')
  expect(readNetwork(address)).toBe(network)
})

test('a body without a stated length is refused', async () => {
  const { status, seen } = await send('POST', '/apps', { origin, 'transfer-encoding': 'chunked' })
  expect([status, seen]).toEqual([411, null])
})

describe('a report of the Content-Security-Policy', () => {
  test.each<[string, Record<string, string>]>([
    ['no Origin', {}],
    ['Origin null', { origin: 'null' }],
    ['the Origin of the page', { origin }],
    ['a foreign Origin', { origin: 'https://evil.test' }],
  ])('is taken with %s, and goes no further', async (_, headers) => {
    const { status, seen, body } = await send('POST', '/csp-report', { ...headers, 'content-type': 'application/csp-report' })
    expect([status, seen, body]).toEqual([204, null, ''])
  })

  test.each<[string, string, Record<string, string>, number]>([
    ['a GET', 'GET', {}, 405],
    ['more than 16 kB', 'POST', { 'content-length': '16385', expect: '100-continue' }, 413],
    ['a body without a stated length', 'POST', { 'transfer-encoding': 'chunked' }, 411],
  ])('is not %s', async (_, method, headers, expected) => {
    const { status, seen } = await send(method, '/csp-report', headers)
    expect([status, seen]).toEqual([expected, null])
  })
})
