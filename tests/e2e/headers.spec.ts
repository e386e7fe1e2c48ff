import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { randomUUID } from 'node:crypto'
import { startPortal } from '@/tests/support/portal'
import { closedPages, headersOfAttacks, queriesOfAttacks } from './support/header-attacks'
import { brokenRules, type Traits } from './support/header-rules'
import { addAccount, openBackDoor, type Account } from './support/members'
import { send, type RawAnswer } from './support/raw-request'
import { callAction, serverActions } from './support/server-actions'
import { expect, test } from './support/test'

const cookieOf = ({ cookie }: Account) => `${cookie.name}=${cookie.value}`

/** Next.js sends a request for data on, to the same page with a checksum of its headers behind it, as the only place. */
async function ledOn(path: string, ask: (path: string) => Promise<RawAnswer>): Promise<RawAnswer> {
  const answer = await ask(path)
  const place = String(answer.headers.location ?? '')
  return answer.status === 307 && /^\?_rsc\b/.test(place.slice(path.length)) && place.startsWith(path) ? ask(place) : answer
}

type Kind = [kind: string, status: number, answer: () => Promise<RawAnswer>, traits?: Traits]

/** One answer of each kind that the portal gives. */
async function kindsOfAnswers(port: number, origin: string, owner: Account, file: string | null): Promise<Kind[]> {
  const Cookie = cookieOf(owner)
  const page = await send({ port, path: '/login' })
  const asset = (ending: string) => new RegExp(`/_next/static/[^"\\\\]+\\.${ending}`).exec(page.body)?.[0] ?? ''
  const logIn = { email: owner.email, password: owner.password }
  const get =
    (path: string, headers: Record<string, string> = {}) =>
    () =>
      send({ port, path, headers })
  const post =
    (path: string, headers: Record<string, string>, body = '') =>
    () =>
      send({ port, path, method: 'POST', headers, body })
  const act =
    (action: string, pagePath: string, fields: Record<string, string>, headers: Record<string, string> = {}) =>
    () =>
      callAction({ port, page: pagePath, action, fields, headers: { Origin: origin, ...headers } })
  const built = { isPersonal: false }
  return [
    ['a page for anybody', 200, get('/login')],
    ['a page of a user', 200, get('/account', { Cookie })],
    ['a page as data', 200, () => ledOn('/account', (path) => send({ port, path, headers: { Cookie, RSC: '1' } }))],
    ['a page without a session', 401, get('/account')],
    ['a page that is not there', 404, get('/nowhere')],
    ['a row that is not there', 404, get(`/settings/${randomUUID()}`, { Cookie })],
    ['a redirect', 307, get('/')],
    ['the callback without a session', 401, get('/callback/exact-online?code=a&state=b')],
    ...(file ? ([['a download', 200, get(`/settings/${file}/download`, { Cookie })]] satisfies Kind[]) : []),
    ['a download without a session', 401, get(`/settings/${randomUUID()}/download`)],
    ['a script of the build', 200, get(asset('js')), built],
    ['a stylesheet of the build', 200, get(asset('css')), built],
    ['a font of the build', 200, get(asset('woff2')), built],
    ['a file of the build that is not there', 404, get('/_next/static/nothing.js')],
    ['an icon', 200, get('/icon.svg')],
    ['an action that logs in', 200, act('logInAction', '/login', logIn), { setsCookie: true }],
    ['an action that says no', 200, act('logInAction', '/login', { email: owner.email, password: 'wrong' })],
    ['an action without a session', 401, act('changePasswordAction', '/account', {})],
    ['an action that logs out', 200, act('logOutAction', '/account', {}, { Cookie }), { setsCookie: true }],
    ['next-auth’s token', 200, get('/api/auth/csrf'), { setsCookie: true }],
    ['next-auth’s session', 200, get('/api/auth/session', { Cookie }), { setsCookie: true }],
    ['next-auth’s way to the log-in', 302, get('/api/auth/signin'), { setsCookie: true }],
    ['the health of the portal', 200, get('/health')],
    ['a question across origins', 204, () => send({ port, path: '/health', method: 'OPTIONS', headers: { Origin: 'https://evil.test' } })],
    ['what is no address', 400, get('/%00')],
    ['a foreign POST', 403, post('/apps', { Origin: 'https://evil.test' })],
    ['next-auth’s log', 404, post('/api/auth/_log', { Origin: origin })],
    ['an odd method', 405, () => send({ port, path: '/account', method: 'TRACE' })],
    ['too large a body', 413, post('/api/auth/callback/credentials', { Origin: origin }, 'x'.repeat(20_000))],
    ['a report', 204, post('/csp-report', { 'Content-Type': 'application/csp-report' }, '{}')],
  ]
}

test('Every kind of answer keeps the rules of the MDN HTTP Observatory and of OWASP Secure Headers', async ({ portal, backDoor }) => {
  const owner = await addAccount(backDoor)
  const [file = ''] = await backDoor.addSettingsFiles(owner.id, ['one'])
  for (const [kind, status, ask, traits] of await kindsOfAnswers(portal.port, portal.url, owner, file)) {
    const answer = await ask()
    expect.soft([kind, answer.status, brokenRules(answer, { isHttps: false, ...traits })]).toEqual([kind, status, []])
  }
})

test('A portal on https insists on it, and binds its cookies to its host', async () => {
  const url = 'https://portal.example.test'
  const portal = await startPortal({ environment: { PORTAL_URL: url, HOST: 'localhost', TRUSTED_PROXIES: '1' } })
  const backDoor = openBackDoor(portal.environment)
  try {
    const owner = await addAccount(backDoor)
    const secure = { ...owner, cookie: { ...owner.cookie, name: '__Host-preauth-portal.session' } }
    for (const [kind, status, ask, traits] of await kindsOfAnswers(portal.port, url, secure, null)) {
      const answer = await ask()
      expect.soft([kind, answer.status, brokenRules(answer, { isHttps: true, ...traits })]).toEqual([kind, status, []])
    }
  } finally {
    await backDoor.stop()
    expect(await portal.stop()).toBe(0)
  }
})

test.describe('Without a session', () => {
  for (const [name, headers] of Object.entries(headersOfAttacks)) {
    test(`${name} opens no page and no action`, async ({ portal: { port, url } }) => {
      for (const path of closedPages) {
        const answer = await ledOn(path, (place) => send({ port, path: place, headers }))
        // Data come with status 200, and hold the refusal in place of the page; a prefetch is the names in the address, and nothing that was rendered.
        const isNames =
          headers['Next-Router-Prefetch'] && answer.status === 200 && !answer.body.includes('["$",') && answer.body.length < 1_000
        const isRefused = answer.status === 401 || isNames || (headers.RSC && answer.body.includes('NEXT_HTTP_ERROR_FALLBACK;401'))
        expect.soft([path, isRefused ? 'refused' : answer.status, answer.headers.location]).toEqual([path, 'refused', undefined])
        expect.soft(JSON.stringify(answer.headers) + answer.body, path).not.toContain('evil.test')
      }
      const closed = { setThemeAction: '/settings', logOutAction: '/account', changePasswordAction: '/account' }
      for (const [action, path] of Object.entries(closed)) {
        const call = (page: string) => callAction({ port, page, action, fields: {}, headers: { ...headers, Origin: url } })
        const answer = await ledOn(path, call)
        const expected = headers['X-Action-Forwarded'] ? 404 : 401
        expect.soft([action, answer.status, answer.headers.location]).toEqual([action, expected, undefined])
        expect.soft(JSON.stringify(answer.headers) + answer.body, action).not.toContain('evil.test')
      }
    })
  }

  test('no query opens a page', async ({ portal: { port } }) => {
    for (const query of queriesOfAttacks) {
      for (const path of closedPages) {
        const { status, headers } = await send({ port, path: `${path}?${query}` })
        expect.soft([path, query, status, headers.location]).toEqual([path, query, 401, undefined])
      }
    }
  })

  test('no made-up id of an action does anything', async ({ portal: { port, url } }) => {
    const real = Object.values(serverActions)[0] ?? ''
    const ids = [
      'x',
      '',
      '0',
      '../../x',
      '__proto__',
      'constructor',
      'a'.repeat(42),
      'f'.repeat(10_000),
      `${real}x`,
      real.toUpperCase(),
      `${real},${real}`,
    ]
    for (const id of ids) {
      for (const type of ['text/plain;charset=UTF-8', 'multipart/form-data; boundary=x', 'application/json']) {
        for (const body of ['[]', '["$F1"]', '{"__proto__":{}}', '--x--\r\n']) {
          const headers = { Origin: url, 'Next-Action': id, 'Content-Type': type }
          const answer = await send({ port, path: '/account', method: 'POST', headers, body })
          expect
            .soft([id.slice(0, 50), type, body, answer.status >= 400 && answer.status < 500, answer.headers.location])
            .toEqual([id.slice(0, 50), type, body, true, undefined])
        }
      }
    }
  })
})

test('An action leads on to the portal, whatever host its request names, and asks no other host', async ({
  portal: { port, url },
  backDoor,
}) => {
  const { email, password } = await addAccount(backDoor)
  const asked: string[] = []
  const trap = createServer((request, response) => void (asked.push(request.url ?? ''), response.end())).listen(0, 'localhost')
  await once(trap, 'listening')
  const host = `localhost:${(trap.address() as AddressInfo).port}`
  const lies: Record<string, string>[] = [
    { Host: host },
    { 'X-Forwarded-Host': host },
    { Forwarded: `host=${host}` },
    { Host: host, 'X-Forwarded-Host': host },
  ]
  for (const lie of lies) {
    const headers = { ...lie, Origin: url }
    const answer = await callAction({
      port,
      page: '/login',
      action: 'logInAction',
      fields: { email, password, returnTo: '/account' },
      headers,
    })
    expect.soft([answer.status, answer.headers['x-action-redirect']]).toEqual([200, expect.stringMatching(/^\/account;/)])
  }
  trap.close()
  expect(asked).toEqual([])
})
