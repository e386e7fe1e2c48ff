import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'

import { PRESETS, type PresetName } from '@/sandbox/presets'
import { startSandbox, type Sandbox } from '@/sandbox/sandbox'
import { DEVIATING_REDIRECT_APP as APP } from '@/sandbox/seeds'
import { Visitor } from '@/sandbox/visitor'

let sandbox: Sandbox
let visitor: Visitor

beforeAll(async () => {
  sandbox = await startSandbox()
})
beforeEach(() => {
  sandbox.world.reset()
  visitor = new Visitor(sandbox.url)
})
afterAll(() => sandbox.close())

async function control(action: string, input: unknown = {}) {
  const response = await fetch(`${sandbox.url}/control/${action}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(input),
  })
  return { status: response.status, json: (await response.json()) as Record<string, unknown> }
}
const order = (input: Record<string, unknown>) => control('next', { endpoint: 'token', ...input })
const state = async () => (await fetch(`${sandbox.url}/control/state`)).json() as Promise<Record<string, unknown>>

async function tokenCall(init: RequestInit = {}) {
  const { json } = await control('authorize', { clientId: APP.clientId })
  return fetch(`${sandbox.url}/api/oauth2/token`, {
    method: 'POST',
    redirect: 'manual',
    ...init,
    body: new URLSearchParams({
      grant_type: 'authorization_code',
      code: String(json.code),
      redirect_uri: APP.redirectUri,
      client_id: APP.clientId,
      client_secret: APP.clientSecret,
    }),
  })
}
const authorizationPath = `/api/oauth2/auth?${new URLSearchParams({
  client_id: APP.clientId,
  redirect_uri: APP.redirectUri,
  response_type: 'code',
  state: 'abc',
})}`

/** Status and a piece of the body of every preset that answers a token call in one breath. */
const EXPECTED: Partial<Record<PresetName, [status: number, body: RegExp]>> = {
  'too-early': [400, /"access_denied".*access_token not expired/],
  'too-early-401': [401, /access_token not expired/],
  'old-refresh-token': [401, /Old refresh token used\./],
  'old-refresh-token-400': [400, /Old refresh token used\./],
  'expired-refresh-token': [400, /The refresh token expired at .* and it is now /],
  'invalid-chain': [400, /"invalid_grant".*chainId/],
  'invalid-client': [400, /"invalid_client"/],
  'invalid-client-401': [401, /"invalid_client"/],
  'invalid-code': [400, /^{"error":"invalid_request"}$/],
  'signed-data-text': [400, /^Signed data extraction has failed$/],
  'bad-request-text': [400, /^Bad Request$/],
  'gateway-500': [500, /ExtractVariables: ExtractAccessToken/],
  'gateway-404': [404, /Unable to identify proxy.*ApplicationNotFound/],
  'maintenance-html': [503, /<html>/],
  'maintenance-504-html': [504, /<html>/],
  'empty-503': [503, /^$/],
  'empty-504': [504, /^$/],
  'unknown-client-page': [400, /Client with identifier/],
  'wrong-redirect-uri-page': [400, /Callback URI .* is not valid/],
  'blocked-key': [429, /Rate limit exceeded/],
  'day-limit': [429, /200 token calls/],
  'html-200': [200, /<html>/],
  'empty-200': [200, /^$/],
  'empty-object': [200, /^{}$/],
  'json-null': [200, /^null$/],
  'json-array': [200, /^\[\]$/],
  'unauthorized-401': [401, /Unauthorized/],
  'forbidden-403': [403, /Forbidden/],
  'too-many-429': [429, /Too Many Requests/],
  'no-refresh-token': [200, /^(?!.*refresh_token).*access_token/],
  'expires-in-number': [200, /"expires_in":600,/],
  'expires-in-garbage': [200, /"expires_in":"soon"/],
  'duplicate-keys': [200, /"refresh_token".*"refresh_token":"stamp/],
  'not-json-content-type-but-json': [200, /^{"access_token"/],
  'deep-nesting': [200, /^({"a":){1000}/],
  'gzip-bomb': [200, /^{"access_token":"A{1000}/],
  latin1: [400, /invalid_request/],
  redirect: [302, /^$/],
  'redirect-307': [307, /^$/],
}

describe('every preset', () => {
  it.each(Object.entries(EXPECTED))('%s answers a token call once', async (preset, [status, body]) => {
    expect((await order({ preset })).status).toBe(201)
    const response = await tokenCall()
    expect(response.status).toBe(status)
    expect(await response.text()).toMatch(body)
    expect((await tokenCall()).status).toBe(200)
    expect(await state()).toMatchObject({ tokenCalls: 2, lastTokenCalls: [{ order: '' }, { order: preset, status }] })
  })

  it('is either in the list above or in a test of its own', () => {
    const own = [
      'user-refuses',
      'unauthorized-client-redirect',
      'server-error-redirect',
      'huge',
      'reset-before-headers',
      'reset-after-headers',
      'late-35-s',
      'one-byte-a-second',
    ]
    expect(Object.keys(PRESETS).sort()).toEqual([...Object.keys(EXPECTED), ...own].sort())
  })

  it('carries the headers that matter', async () => {
    await order({ preset: 'too-early' })
    expect((await tokenCall()).headers.get('reason')).toMatch(/^TooEarlyToRefreshTokens/)
    await order({ preset: 'not-json-content-type-but-json' })
    expect((await tokenCall()).headers.get('content-type')).toContain('text/html')
    await order({ preset: 'latin1' })
    expect(Buffer.from(await (await tokenCall()).arrayBuffer()).includes(Buffer.from([0x41, 0x63, 0x63, 0xe8, 0x73]))).toBe(true)
    await order({ preset: 'redirect' })
    expect((await tokenCall()).headers.get('location')).toBe('/elsewhere')
    await order({ preset: 'redirect-307' })
    await (await tokenCall({ redirect: 'follow' })).text()
    expect(await state()).toMatchObject({ calls: { elsewhere: 1 } })
  })

  it('huge streams 50 MB', async () => {
    await order({ preset: 'huge' })
    const response = await tokenCall()
    expect(response.headers.get('content-length')).toBeNull()
    expect((await response.arrayBuffer()).byteLength).toBe(800 * 64 * 1024)
  })

  it.each([
    ['user-refuses', 'access_denied'],
    ['unauthorized-client-redirect', 'unauthorized_client'],
    ['server-error-redirect', 'server_error'],
  ])('%s redirects with %s', async (preset, error) => {
    await control('next', { endpoint: 'auth', preset })
    expect((await visitor.open(authorizationPath)).location).toBe(`${APP.redirectUri}?error=${error}&state=abc`)
    expect((await visitor.open(authorizationPath)).location).toMatch(/^\/login/)
  })
})

describe('an answer that goes wrong on the way', () => {
  it.each(['before-headers', 'after-headers'])('is cut off %s, after the tokens were issued', async (reset) => {
    await order({ preset: `reset-${reset}` })
    await expect(tokenCall().then((response) => response.text())).rejects.toThrow()
    expect(await state()).toMatchObject({ tokenCalls: 1, validRefreshTokens: 1 })
  })

  it('is cut off behind its headers, before any of its body', async () => {
    await order({ reset: 'before-body' })
    const response = await tokenCall()
    expect(response.status).toBe(200)
    await expect(response.text()).rejects.toThrow()
    expect(await state()).toMatchObject({ tokenCalls: 1, validRefreshTokens: 1 })
  })

  it('waits until it is let go, and the tokens exist meanwhile', async () => {
    await order({ hold: true, clientId: APP.clientId })
    const call = tokenCall()
    await expect.poll(async () => (await state()).held).toBe(1)
    expect(await state()).toMatchObject({ tokenCalls: 1, validRefreshTokens: 1 })
    expect((await control('release', { clientId: 'another' })).json).toEqual({ released: 0 })
    expect((await control('release', { clientId: APP.clientId })).json).toEqual({ released: 1 })
    expect((await call).status).toBe(200)
    expect(await state()).toMatchObject({ held: 0 })
  })

  it('with a status of its own issues nothing', async () => {
    await order({ status: 500, body: 'x'.repeat(1000), reset: 'after-headers' })
    await expect(tokenCall().then((response) => response.text())).rejects.toThrow()
    expect(await state()).toMatchObject({ validRefreshTokens: 0 })
  })

  it.each(['late-35-s', 'one-byte-a-second'])('%s: the tokens exist although the client has given up', async (preset) => {
    await order({ preset })
    const giveUp = new AbortController()
    const call = tokenCall({ signal: giveUp.signal }).then((response) => response.text())
    call.catch(() => undefined)
    await expect.poll(async () => (await state()).validRefreshTokens).toBe(1)
    giveUp.abort()
    await expect(call).rejects.toThrow()
  })

  it('is sent real but late or slow when only that was ordered', async () => {
    await order({ delayMs: 1, bytesPerSecond: 1_000_000 })
    expect(await (await tokenCall()).json()).toMatchObject({ token_type: 'bearer' })
  })
})

describe('an order of one’s own', () => {
  it('gives status, headers and body as often as asked, to one app alone', async () => {
    const headers = { 'Content-Type': 'text/plain', 'X-A': 'b' }
    await order({ status: 418, headers, body: 'ab', repeatBody: 2, count: 2, clientId: APP.clientId })
    for (let n = 0; n < 2; n += 1) {
      const response = await tokenCall()
      expect([response.status, response.headers.get('x-a'), await response.text()]).toEqual([418, 'b', 'abab'])
    }
    expect((await tokenCall()).status).toBe(200)
    await order({ status: 418, clientId: 'another' })
    expect((await tokenCall()).status).toBe(200)
  })

  it('puts its headers in the place of the answer’s own, whatever their case, and leaves empty ones out', async () => {
    await order({ headers: { 'content-type': 'text/html', 'cache-CONTROL': '' } })
    const response = await tokenCall()
    expect([response.headers.get('content-type'), response.headers.get('cache-control')]).toEqual(['text/html', null])
    expect(await response.json()).toMatchObject({ token_type: 'bearer' })
  })

  it('does not use up Exact’s limits', async () => {
    await order({ preset: 'invalid-client', count: 12 })
    for (let n = 0; n < 12; n += 1) expect((await tokenCall()).status).toBe(400)
    expect((await tokenCall()).status).toBe(200)
  })

  it.each([
    ['expires-in-absent', /^(?!.*expires_in)/],
    ['expires-in-empty', /"expires_in":""/],
    ['expires-in-1e99', /"expires_in":1e99,/],
    ['no-token-type', /^(?!.*token_type)/],
    ['token-type-upper', /"Bearer"/],
    ['no-access-token', /^(?!.*access_token)/],
    ['byte-order-mark', /^.?{"access_token"/],
    ['truncated', /[^}]$/],
  ])('alters a real answer: %s', async (transform, body) => {
    await order({ transform })
    expect(await (await tokenCall()).text()).toMatch(body)
    expect(await state()).toMatchObject({ validRefreshTokens: 1 })
  })

  it.each(['me', 'hrm-divisions', 'system-divisions'])('reaches %s', async (endpoint) => {
    const { access_token } = (await (await tokenCall()).json()) as Record<string, string>
    const path = { me: 'current/Me', 'hrm-divisions': '7095/hrm/Divisions', 'system-divisions': '7095/system/Divisions' }[endpoint]
    const headers = { Authorization: `Bearer ${access_token}`, Accept: 'application/json' }
    const call = () => fetch(`${sandbox.url}/api/v1/${path}`, { headers })
    await control('next', { endpoint, preset: 'forbidden-403' })
    expect((await call()).status).toBe(403)
    await control('next', { endpoint, transform: 'd-array' })
    expect(await (await call()).json()).toEqual({ d: expect.any(Array) })
    await control('next', { endpoint, transform: 'd-object' })
    expect(await (await call()).json()).toEqual({ d: expect.not.objectContaining({ results: expect.anything() }) })
  })

  it.each([
    ['no-state', /^(?!.*state)/],
    ['wrong-state', /state=not-the/],
    ['duplicate-code', /code=.*code=/],
    ['code-and-error', /code=.*error=/],
    ['no-code', /\?state=abc$/],
    ['extra-parameters', /utm_source/],
  ])('alters the return URL: %s', async (transform, pattern) => {
    await control('next', { endpoint: 'return', transform })
    expect((await visitor.decide(await visitor.reachConsent(authorizationPath), 'allow')).location).toMatch(pattern)
  })

  it.each([
    {},
    { preset: 'none' },
    { preset: 'toString' },
    { transform: 'x' },
    { endpoint: 'elsewhere' },
    { status: 99 },
    { status: '500' },
    { count: 0 },
    { headers: { 'a b': 'c' } },
    { headers: { a: 'b\r\nc: d' } },
    { headers: 1 },
    { reset: 'x' },
    { hold: 'yes' },
    { delayMs: -1 },
    { body: 'aa', repeatBody: 1e9 },
  ])('is refused when it makes no sense: %j', async (input) => {
    const { status, json } = await control('next', Object.keys(input).length === 0 ? {} : { endpoint: 'token', ...input })
    expect([status, typeof json.error]).toEqual([400, 'string'])
  })
})

describe('the rest of the control', () => {
  it('takes JSON alone', async () => {
    for (const action of ['clock', 'next', 'app', 'authorize', 'reset']) {
      const send = (type: string) =>
        fetch(`${sandbox.url}/control/${action}`, { method: 'POST', body: '[', headers: { 'Content-Type': type } })
      expect((await send('text/plain')).status).toBe(415)
      expect((await send('application/json')).status).toBe(400)
    }
  })

  it('moves, sets and stops the clock', async () => {
    const real = (await control('clock', { freeze: true })).json.now as number
    expect((await control('clock', { advanceMs: 1000 })).json).toMatchObject({ now: real + 1000, offsetMs: 1000, frozen: true })
    expect((await control('clock', { offsetMs: -5 })).json).toMatchObject({ now: real - 5, offsetMs: -5 })
    expect((await control('clock', { offsetMs: 'x' })).status).toBe(400)
    expect((await control('clock', { offsetMs: 1e300 })).status).toBe(200)
    expect((await state()).now).toEqual(expect.any(Number))
  })

  it('shows live refresh tokens and never a secret among the calls, and resets', async () => {
    const { refresh_token } = (await (await tokenCall()).json()) as Record<string, string>
    const shown = await state()
    expect(shown.refreshTokens).toEqual([expect.objectContaining({ clientId: APP.clientId, user: APP.owner, token: refresh_token })])
    expect(JSON.stringify(shown.lastTokenCalls)).not.toMatch(new RegExp(`stamp|${APP.clientSecret}`))
    const { json: app } = await control('app', { name: 'Mine', redirectUri: 'https://a.test/b' })
    expect(app).toEqual({ clientId: expect.any(String), clientSecret: expect.stringMatching(/^\w{12,}$/), redirectUri: 'https://a.test/b' })
    await order({ preset: 'empty-503' })
    expect((await control('reset')).status).toBe(200)
    expect(await state()).toMatchObject({ tokenCalls: 0, validRefreshTokens: 0, orders: [], apps: { length: 3 }, clock: { offsetMs: 0 } })
  })

  it('does the same from the page, behind its CSRF token', async () => {
    const page = await visitor.open('/control')
    await visitor.submit(page, '/control/page/clock', [['step', '60']])
    await visitor.submit(page, '/control/page/clock', [['minutes', '2']])
    expect(await state()).toMatchObject({ clock: { offsetMs: 62 * 60_000 } })
    await visitor.submit(page, '/control/page/order', [
      ['endpoint', 'token'],
      ['count', '1'],
      ['status', '500'],
      ['headers', 'X-A: b:c\r\n'],
    ])
    const response = await tokenCall()
    expect([response.status, response.headers.get('x-a')]).toEqual([500, 'b:c'])
    expect(
      (
        await visitor.submit(page, '/control/page/order', [
          ['endpoint', 'token'],
          ['status', '<9>'],
        ])
      ).status,
    ).toBe(400)
    expect((await visitor.open('/control')).text).toContain('class="scroll"')
    expect((await visitor.open('/control/page/reset', { method: 'POST', body: new URLSearchParams() })).status).toBe(403)
    expect((await visitor.submit(page, '/control/page/reset', [])).status).toBe(303)
    expect(await state()).toMatchObject({ tokenCalls: 0 })
  })
})
