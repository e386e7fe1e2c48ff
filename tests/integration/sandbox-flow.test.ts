import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'

import { startSandbox, type Sandbox } from '@/sandbox/sandbox'
import { DEVIATING_REDIRECT_APP as DEVIATING, GARAGE_EXPORT_APP, PORTAL_CALLBACK_APP } from '@/sandbox/seeds'
import { Visitor } from '@/sandbox/visitor'

let sandbox: Sandbox
let visitor: Visitor

beforeAll(async () => {
  sandbox = await startSandbox({ portalUrl: 'http://localhost:4000' })
})
beforeEach(() => {
  sandbox.world.reset()
  visitor = new Visitor(sandbox.url)
})
afterAll(() => sandbox.close())

const query = (changes: Record<string, string> = {}) => ({
  client_id: DEVIATING.clientId,
  redirect_uri: DEVIATING.redirectUri,
  response_type: 'code',
  force_login: '0',
  state: 's t&1',
  ...changes,
})

async function exchange(code: string, changes: Record<string, string> = {}) {
  const response = await fetch(`${sandbox.url}/api/oauth2/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'authorization_code',
      code,
      redirect_uri: DEVIATING.redirectUri,
      client_id: DEVIATING.clientId,
      client_secret: DEVIATING.clientSecret,
      ...changes,
    }),
  })
  return { status: response.status, headers: response.headers, body: (await response.json()) as Record<string, string> }
}

function get(path: string, token: string, headers: Record<string, string> = { Accept: 'application/json' }) {
  return fetch(sandbox.url + path, { headers: { Authorization: `Bearer ${token}`, ...headers } })
}

describe('the code flow', () => {
  it('goes from log-in over consent to the redirect URI, tokens and companies', async () => {
    const login = await visitor.follow(await visitor.open(`/api/oauth2/auth?${new URLSearchParams(query())}`))
    expect(login.text).toContain('Log in')
    const consent = await visitor.logIn(login, 'ZOE@bakkerij-de-ster.test ')
    expect(consent.text).toContain('Deviating redirect')
    expect(consent.text).toContain('7101 Ster Vastgoed &lt;&amp; Zn.&gt;')
    const { status, location } = await visitor.decide(consent, 'allow', [7096, 7101])
    expect(status).toBe(302)
    expect(location).toMatch(/^https:\/\/clientredirect\.invantive\.com\?code=stampNL001\.\w{4}%21IAAAA[\w-]{600,}&state=s\+t%261$/)

    const code = new URL(location ?? '').searchParams.get('code') ?? ''
    const tokens = await exchange(code)
    expect(tokens.status).toBe(200)
    expect(tokens.headers.get('cache-control')).toBe('no-store')
    expect(tokens.body).toEqual({
      access_token: expect.stringMatching(/^stampNL001\.gAAAA/),
      token_type: 'bearer',
      expires_in: '600',
      refresh_token: expect.stringMatching(/^stampNL001\.\w{4}!IAAAA/),
    })

    const me = await get('/api/v1/current/Me?$select=CurrentDivision,FullName', tokens.body.access_token ?? '')
    expect(await me.json()).toEqual({ d: { results: [{ CurrentDivision: 7096, FullName: 'Zoë van der Berg' }] } })
    expect(me.headers.get('x-ratelimit-limit')).toBe('5000')
    expect(Number(me.headers.get('x-ratelimit-minutely-reset'))).toBeGreaterThan(1e12)
    for (const kind of ['hrm', 'system']) {
      const divisions = await get(`/api/v1/7096/${kind}/Divisions?$select=Code,Description`, tokens.body.access_token ?? '')
      expect(await divisions.json()).toEqual({
        d: {
          results: [
            { Code: 7096, Description: 'De Ster Holding B.V.' },
            { Code: 7101, Description: 'Ster Vastgoed <& Zn.>' },
          ],
        },
      })
      expect((await get(`/api/v1/7095/${kind}/Divisions`, tokens.body.access_token ?? '')).status).toBe(403)
    }
  })

  it('answers the REST API with Atom when JSON is not asked for, and 401 without a live token', async () => {
    const consent = await visitor.reachConsent(query())
    const { location } = await visitor.decide(consent, 'allow')
    const { body } = await exchange(new URL(location ?? '').searchParams.get('code') ?? '')
    expect((await get('/api/v1/current/Me', body.access_token ?? '', {})).headers.get('content-type')).toBe('application/atom+xml')
    expect((await get('/api/v1/current/Me', 'made-up')).status).toBe(401)
    sandbox.world.clock.advance(599_000)
    expect((await get('/api/v1/current/Me', body.access_token ?? '')).status).toBe(200)
    sandbox.world.clock.advance(1000)
    expect((await get('/api/v1/current/Me', body.access_token ?? '')).status).toBe(401)
  })

  it('returns access_denied after "Deny", and no state when none was sent', async () => {
    const denied = await visitor.decide(await visitor.reachConsent(query()), 'deny')
    expect(denied.location).toBe('https://clientredirect.invantive.com?error=access_denied&state=s+t%261')
    const withoutState = new URLSearchParams(query())
    withoutState.delete('state')
    expect((await visitor.decide(await visitor.reachConsent(`/api/oauth2/auth?${withoutState}`), 'deny')).location).not.toContain('state')
    expect((await visitor.decide(await visitor.reachConsent(query({ state: '' })), 'deny')).location).toMatch(/&state=$/)
  })

  it('keeps the query of a redirect URI that has one', async () => {
    const response = await fetch(`${sandbox.url}/control/app`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ name: 'With query', redirectUri: 'https://portal.test/back?a=1%20b', owner: 'luc@garage-noord.test' }),
    })
    const app = (await response.json()) as { clientId: string; redirectUri: string }
    const consent = await visitor.reachConsent(query({ client_id: app.clientId, redirect_uri: app.redirectUri }), 'luc@garage-noord.test')
    expect(consent.text).toContain('8201 Garage Noord NV')
    expect((await visitor.decide(consent, 'allow')).location).toMatch(/^https:\/\/portal\.test\/back\?a=1%20b&code=/)
  })

  it('takes client IDs in any case and with braces', async () => {
    const consent = await visitor.reachConsent(query({ client_id: `{${DEVIATING.clientId.toUpperCase()}}` }))
    const { location } = await visitor.decide(consent, 'allow')
    const tokens = await exchange(new URL(location ?? '').searchParams.get('code') ?? '', { client_id: `{${DEVIATING.clientId}}` })
    expect(tokens.status).toBe(200)
  })
})

describe('what never redirects', () => {
  it('names an unknown client, after the log-in', async () => {
    const login = await visitor.follow(await visitor.open(`/api/oauth2/auth?${new URLSearchParams(query({ client_id: '<b>no' }))}`))
    expect(login.text).toContain('action="/login"')
    const page = await visitor.logIn(login, 'zoe@bakkerij-de-ster.test')
    expect(page.status).toBe(400)
    expect(page.text).toContain('Client with identifier &#39;&lt;b&gt;no&#39; not found.')
  })

  it.each([
    'https://clientredirect.invantive.com/',
    'https://clientredirect.invantive.com?x=1',
    'https://CLIENTREDIRECT.invantive.com',
    '',
  ])('refuses the redirect URI %j', async (redirectUri) => {
    const page = await visitor.open(`/api/oauth2/auth?${new URLSearchParams(query({ redirect_uri: redirectUri, response_type: 'token' }))}`)
    expect(page).toMatchObject({ status: 400, location: null })
    expect(page.text).toContain(`Callback URI &#39;${redirectUri}&#39; is not valid`)
  })

  it('says no to a missing client_id, and redirects another response_type with an error', async () => {
    expect((await visitor.open('/api/oauth2/auth')).status).toBe(400)
    const page = await visitor.open(`/api/oauth2/auth?${new URLSearchParams(query({ response_type: 'token' }))}`)
    expect(page.location).toBe('https://clientredirect.invantive.com?error=unsupported_response_type&state=s+t%261')
  })
})

describe('the session', () => {
  it('skips the log-in with force_login=0 and asks for it with force_login=1', async () => {
    await visitor.reachConsent(query())
    expect((await visitor.open(`/api/oauth2/auth?${new URLSearchParams(query())}`)).location).toMatch(/^\/consent/)
    const forced = await visitor.open(`/api/oauth2/auth?${new URLSearchParams(query({ force_login: '1' }))}`)
    expect(forced.location).toMatch(/^\/login/)
    // Going straight to the consent page does not get round it.
    expect((await visitor.open((forced.location ?? '').replace('/login', '/consent'))).status).toBe(400)
    const consent = await visitor.logIn(await visitor.follow(forced), 'luc@garage-noord.test')
    expect(consent.text).toContain('Garage Noord NV')
  })

  it('is HttpOnly and SameSite=Lax and gets another id at log-in', async () => {
    const login = await visitor.open('/login')
    const before = login.headers.get('set-cookie')
    expect(before).toMatch(/^sandbox_session=.{20,}; Path=\/; HttpOnly; SameSite=Lax$/)
    const after = await visitor.submit(login, '/login', [
      ['user', 'zoe@bakkerij-de-ster.test'],
      ['password', 'sandbox'],
    ])
    expect(after.headers.get('set-cookie')).not.toBe(before)
    expect(after.location).toBe('/app-center')
  })

  it('refuses a wrong password, a form without its token, a stranger, and a consent sent twice', async () => {
    const login = await visitor.open('/login')
    expect((await visitor.logIn(login, 'zoe@bakkerij-de-ster.test', 'wrong')).status).toBe(401)
    const consent = await visitor.reachConsent(query())
    const bare = { method: 'POST', body: new URLSearchParams({ decision: 'allow' }) }
    expect((await visitor.open('/consent', bare)).status).toBe(403)
    expect((await new Visitor(sandbox.url).decide(consent, 'allow')).status).toBe(403)
    expect((await visitor.decide(consent, 'allow')).status).toBe(302)
    expect((await visitor.decide(consent, 'allow')).status).toBe(400)
  })

  it('wants at least one company, and only the user’s own count', async () => {
    const consent = await visitor.reachConsent(query())
    for (const divisions of [[], [8201]]) {
      const again = await visitor.decide(consent, 'allow', divisions)
      expect(again.status).toBe(400)
      expect(again.text).toContain('Choose at least one company.')
    }
  })

  it.each(['//evil.test', '/\\evil.test', 'https://evil.test', 'javascript:1'])('does not leave for next=%s', async (next) => {
    const login = await visitor.open(`/login?next=${encodeURIComponent(next)}`)
    const page = await visitor.submit(login, '/login', [
      ['user', 'zoe@bakkerij-de-ster.test'],
      ['password', 'sandbox'],
    ])
    expect(page.location).toBe('/app-center')
  })
})

it('seeds the portal’s own redirect URI and an app for the other user', () => {
  const uris = sandbox.world.store.records.apps.map((app) => [app.clientId, app.owner, app.redirectUri])
  expect(uris).toEqual([
    [PORTAL_CALLBACK_APP.clientId, 'zoe@bakkerij-de-ster.test', 'http://localhost:4000/callback/exact-online'],
    [DEVIATING.clientId, 'zoe@bakkerij-de-ster.test', 'https://clientredirect.invantive.com'],
    [GARAGE_EXPORT_APP.clientId, 'luc@garage-noord.test', 'https://clientredirect.invantive.com'],
  ])
})
