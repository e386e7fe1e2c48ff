import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'

import { startSandbox, type Sandbox } from '@/sandbox/sandbox'
import { DEVIATING_REDIRECT_APP as APP, GARAGE_EXPORT_APP } from '@/sandbox/seeds'

const DAY_MS = 86_400_000
let sandbox: Sandbox

beforeAll(async () => {
  sandbox = await startSandbox()
})
// A frozen clock makes every boundary below exact, however slow the machine is.
beforeEach(() => {
  sandbox.world.reset()
  sandbox.world.clock.freeze(true)
})
afterAll(() => sandbox.close())

const advance = (ms: number) => sandbox.world.clock.advance(ms)
type Fields = Record<string, string>

async function post(body: BodyInit, headers: HeadersInit = {}, url = sandbox.url) {
  const response = await fetch(`${url}/api/oauth2/token`, { method: 'POST', body, headers, redirect: 'manual' })
  const text = await response.text()
  return { status: response.status, headers: response.headers, text, json: text.startsWith('{') ? (JSON.parse(text) as Fields) : {} }
}

async function makeCode(input: Record<string, unknown> = {}, url = sandbox.url): Promise<string> {
  const response = await fetch(`${url}/control/authorize`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ clientId: APP.clientId, ...input }),
  })
  return ((await response.json()) as { code: string }).code
}

const credentials = { client_id: APP.clientId, client_secret: APP.clientSecret }
const exchange = (code: string, changes: Fields = {}, url?: string) =>
  post(
    new URLSearchParams({
      grant_type: 'authorization_code',
      code,
      redirect_uri: APP.redirectUri,
      ...credentials,
      ...changes,
    }),
    {},
    url,
  )
const refresh = (token: string | undefined, changes: Fields = {}, url?: string) =>
  post(
    new URLSearchParams({
      grant_type: 'refresh_token',
      refresh_token: token ?? '',
      ...credentials,
      ...changes,
    }),
    {},
    url,
  )
const begin = async () => (await exchange(await makeCode())).json.refresh_token

describe('the code', () => {
  it('works once, within three minutes', async () => {
    const code = await makeCode()
    advance(179_999)
    expect((await exchange(code)).status).toBe(200)
    expect(await exchange(code)).toMatchObject({ status: 400, text: '{"error":"invalid_request"}' })
    const late = await makeCode()
    advance(180_000)
    expect(await exchange(late)).toMatchObject({ status: 400, text: '{"error":"invalid_request"}' })
  })

  it('is bound to its app and redirect URI, and must be decoded exactly once', async () => {
    const code = await makeCode()
    const wrong: Fields[] = [
      { redirect_uri: `${APP.redirectUri}/` },
      { code: code.replace('!', '%21') },
      { code: code.replace('!', '%2521') },
      { code: '' },
      { client_id: GARAGE_EXPORT_APP.clientId, client_secret: GARAGE_EXPORT_APP.clientSecret },
    ]
    for (const changes of wrong) expect(await exchange(code, changes)).toMatchObject({ status: 400, text: '{"error":"invalid_request"}' })
    expect((await exchange(code)).status).toBe(200)
  })

  it('of an older authorization of the same user and app has no chain any more', async () => {
    const [stale, other, fresh] = [await makeCode(), await makeCode({ user: 'luc@garage-noord.test' }), await makeCode()]
    expect(await exchange(stale)).toMatchObject({
      status: 400,
      json: {
        error: 'invalid_grant',
        error_description: 'Token is not allowed, because of invalid or empty chainId',
      },
    })
    expect((await exchange(other)).status).toBe(200)
    expect((await exchange(fresh)).status).toBe(200)
  })
})

describe('the client', () => {
  it.each([
    ['a wrong secret', { client_secret: 'wrong' }, 400],
    ['no secret', { client_secret: '' }, 400],
    ['a leading space', { client_secret: ` ${APP.clientSecret}` }, 401],
    ['another client ID', { client_id: 'nobody' }, 400],
  ])('is refused for %s', async (_name, changes, status) => {
    expect(await exchange(await makeCode(), changes as Fields)).toMatchObject({ status, text: '{"error":"invalid_client"}' })
  })

  it('is not read from Basic, from JSON or from a GET', async () => {
    const code = await makeCode()
    const basic = Buffer.from(`${APP.clientId}:${APP.clientSecret}`).toString('base64')
    const fields = { grant_type: 'authorization_code', code, redirect_uri: APP.redirectUri }
    expect((await post(new URLSearchParams(fields), { Authorization: `Basic ${basic}` })).json.error).toBe('invalid_client')
    const json = await post(JSON.stringify({ ...fields, ...credentials }), { 'Content-Type': 'application/json' })
    expect(json).toMatchObject({ status: 400, text: 'Bad Request' })
    const get = await fetch(`${sandbox.url}/api/oauth2/token?${new URLSearchParams({ ...fields, ...credentials })}`)
    expect([get.status, get.headers.get('allow')]).toEqual([405, 'POST'])
  })

  it('may send no parameter twice and only the two grants', async () => {
    const twice = new URLSearchParams({ grant_type: 'authorization_code', ...credentials })
    twice.append('grant_type', 'refresh_token')
    expect((await post(twice)).json.error).toBe('invalid_request')
    expect((await post(new URLSearchParams({ grant_type: 'password', ...credentials }))).json.error).toBe('unsupported_grant_type')
  })
})

describe('the refresh token', () => {
  it('is replaced at every refresh, not before 570 seconds, and the old one is dead', async () => {
    const first = await begin()
    advance(569_999)
    const early = await refresh(first)
    expect(early).toMatchObject({
      status: 400,
      json: {
        error: 'access_denied',
        error_description: 'Rate limit exceeded: access_token not expired',
      },
    })
    expect(early.headers.get('reason')).toMatch(/^TooEarlyToRefreshTokens: /)
    advance(1)
    const second = await refresh(first)
    expect(second.status).toBe(200)
    expect(second.json.refresh_token).not.toBe(first)
    advance(570_000)
    expect(await refresh(first)).toMatchObject({
      status: 401,
      json: {
        error: 'unauthorized_client',
        error_description: 'Old refresh token used.',
      },
    })
    expect((await refresh(second.json.refresh_token)).status).toBe(200)
  })

  it('dies unused after 30 days, and the answer says when', async () => {
    const token = await begin()
    advance(30 * DAY_MS - 1)
    const next = (await refresh(token)).json.refresh_token
    advance(30 * DAY_MS)
    const dead = await refresh(next)
    expect(dead.status).toBe(400)
    expect(dead.json.error).toBe('invalid_request')
    const time = String.raw`\d{1,2}/\d{1,2}/\d{4} \d{1,2}:\d\d:\d\d [AP]M`
    expect(dead.json.error_description).toMatch(new RegExp(`^The refresh token expired at ${time} and it is now ${time}`))
  })

  it('dies when the same user authorizes the same app again', async () => {
    const token = await begin()
    await makeCode()
    advance(570_000)
    expect(await refresh(token)).toMatchObject({ status: 401, json: { error_description: 'Old refresh token used.' } })
  })

  it('is bound to its app, and one that never was is an invalid request', async () => {
    const token = await begin()
    advance(570_000)
    const other = { client_id: GARAGE_EXPORT_APP.clientId, client_secret: GARAGE_EXPORT_APP.clientSecret }
    expect((await refresh(token, other)).text).toBe('{"error":"invalid_request"}')
    expect((await refresh('stampNL001.none!IAAAA')).text).toBe('{"error":"invalid_request"}')
    expect((await refresh(token)).status).toBe(200)
  })
})

describe('the limits', () => {
  it('block a key for an hour after ten errors, and longer the next time', async () => {
    const fail = async (times: number) => {
      for (let n = 0; n < times; n += 1) await exchange('bad')
    }
    await fail(9)
    expect((await exchange(await makeCode())).status).toBe(200)
    await fail(1)
    expect(await exchange(await makeCode())).toMatchObject({ status: 429, json: { error: 'access_denied' } })
    advance(3_599_999)
    expect((await exchange(await makeCode())).status).toBe(429)
    advance(1)
    expect((await exchange(await makeCode())).status).toBe(200)
    await fail(10)
    advance(3_600_000)
    expect((await exchange(await makeCode())).status).toBe(429)
    advance(3_600_000)
    expect((await exchange(await makeCode())).status).toBe(200)
  })

  it('forget errors after an hour and leave other keys alone', async () => {
    for (let n = 0; n < 9; n += 1) await exchange('bad')
    advance(3_600_000)
    await exchange('bad')
    expect((await exchange(await makeCode())).status).toBe(200)
    for (let n = 0; n < 9; n += 1) await exchange('bad')
    expect((await exchange(await makeCode())).status).toBe(429)
    const other = { client_id: GARAGE_EXPORT_APP.clientId, client_secret: GARAGE_EXPORT_APP.clientSecret }
    expect((await exchange(await makeCode({ clientId: GARAGE_EXPORT_APP.clientId }), other)).status).toBe(200)
  })

  it('allow 200 token calls per key, user and day', async () => {
    for (let n = 0; n < 200; n += 1) expect((await exchange(await makeCode())).status).toBe(200)
    expect((await exchange(await makeCode())).status).toBe(429)
    expect((await exchange(await makeCode({ user: 'luc@garage-noord.test' }))).status).toBe(200)
    advance(DAY_MS)
    expect((await exchange(await makeCode())).status).toBe(200)
  })
})

describe('the state file', () => {
  it('keeps tokens, apps and the clock over a restart, readable to its owner alone', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'sandbox-'))
    const stateFile = join(folder, 'deep', 'state.json')
    try {
      const before = await startSandbox({ stateFile, portalUrl: 'http://localhost:4000' })
      const token = (await exchange(await makeCode({}, before.url), {}, before.url)).json.refresh_token
      before.world.clock.advance(570_000)
      before.world.store.save()
      await before.close()
      expect(statSync(stateFile).mode & 0o777).toBe(0o600)
      const after = await startSandbox({ stateFile, portalUrl: 'http://localhost:5000' })
      expect((await refresh(token, {}, after.url)).status).toBe(200)
      expect(after.world.store.records.apps[0]?.redirectUri).toBe('http://localhost:5000/callback/exact-online')
      await after.close()
      writeFileSync(stateFile, '{"apps":1}')
      await expect(startSandbox({ stateFile })).rejects.toThrow("does not hold a sandbox's state")
    } finally {
      rmSync(folder, { recursive: true })
    }
  })
})
