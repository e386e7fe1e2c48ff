import { randomUUID } from 'node:crypto'
import { deviatingUri } from './support/sandbox-control'
import { send, type RawAnswer } from './support/raw-request'
import { builtPaths, callAction, serverActions } from './support/server-actions'
import { addAccount, type Account } from './support/members'
import { expect, test } from './support/test'

/** What may be asked without a session; everything else in the build is for users, so what is added later is closed here until somebody says otherwise. */
const openPaths: Record<string, number> = {
  '/': 307,
  '/login': 200,
  '/sign-up': 200,
  '/forgot-password': 200,
  // Each leads to the log-in where nothing was begun, or where a link is none.
  '/login/second-factor': 307,
  '/login/set-up': 307,
  '/join/[token]': 307,
  '/reset/[token]': 307,
  '/change-email/[token]': 307,
  '/sign-on/callback': 307,
  '/icon.svg': 200,
  // Without a logo and an accent of the operator's there is nothing.
  // For whoever builds the portal, in development.
  '/design': 404,
  '/design/mail': 404,
  '/brand/logo': 404,
  '/brand/accent.css': 404,
  '/health': 200,
  '/ready': 200,
  // Without METRICS_TOKEN there is nothing.
  '/metrics': 404,
  '/_not-found': 404,
  '/_global-error': 500,
}
const nextAuthPath = '/api/auth/[...nextauth]'
const openActions = [
  ...['logInAction', 'signUpAction', 'setLanguageAction', 'forgotPasswordAction', 'resetPasswordAction', 'joinAction'],
  ...['changeEmailAction', 'signOnAction', 'beginPasskeyAction', 'passkeyLogInAction', 'codeAction', 'beginPasskeyFactorAction'],
  ...['passkeyFactorAction', 'enrolTotpAction', 'beginEnrolPasskeyAction', 'enrolPasskeyAction'],
]
const closedPaths = builtPaths.filter((path) => !(path in openPaths) && path !== nextAuthPath)

/** The page of each closed action, its fields, and whether it takes the form alone. `id` stands for the row it is about. */
const closedActions: Record<string, { page: string; fields: (id: Ids) => Record<string, string>; withState?: false; foreign?: number }> = {
  setThemeAction: { page: '/settings', fields: () => ({ theme: 'dark' }), withState: false },
  endTourAction: { page: '/preauthenticate', fields: () => ({}), withState: false },
  showTourAction: { page: '/help', fields: () => ({}), withState: false },
  setTimeZoneAction: { page: '/account', fields: () => ({ timeZone: 'Europe/Paris' }), withState: false },
  findPlacesAction: { page: '/settings', fields: () => ({ query: 'a' }), withState: false, foreign: 200 },
  logOutAction: { page: '/account', fields: () => ({}), withState: false },
  endOtherSessionsAction: { page: '/account', fields: () => ({}), withState: false },
  changePasswordAction: { page: '/account', fields: () => ({ currentPassword: 'x', newPassword: 'y' }) },
  saveAppAction: {
    page: '/apps/new',
    foreign: 404,
    fields: ({ app }) => ({
      id: app,
      name: 'Taken over',
      platform: 'exact-online',
      country: 'sandbox',
      clientId: 'mine',
      clientSecret: 'mine too',
      deviating: 'on',
      redirectUri: deviatingUri,
    }),
  },
  deleteAppAction: { page: `/apps/${randomUUID()}`, fields: ({ app }) => ({ id: app }), withState: false, foreign: 404 },
  undoDeleteAppAction: { page: '/apps', fields: ({ app }) => ({ id: app }), withState: false, foreign: 404 },
  preauthenticateAction: {
    page: '/preauthenticate',
    foreign: 200,
    fields: ({ app, clientId }) => ({
      name: 'Borrowed',
      registrationId: app,
      platform: 'exact-online',
      country: 'sandbox',
      clientId,
      clientSecret: '',
      deviating: 'on',
      redirectUri: deviatingUri,
    }),
  },
  exchangeAction: {
    page: '/preauthenticate',
    fields: ({ attempt, returnUrl }) => ({ attemptId: attempt, codeReturnUrl: returnUrl }),
    foreign: 200,
  },
  inspectReturnUrlAction: {
    page: '/preauthenticate',
    fields: ({ attempt }) => ({ attemptId: attempt, codeReturnUrl: 'https://clientredirect.invantive.com/?code=a&state=b' }),
    withState: false,
    foreign: 200,
  },
  lookUpClientIdAction: { page: '/preauthenticate', fields: ({ clientId }) => ({ clientId }), withState: false, foreign: 200 },
  confirmPasswordAction: {
    page: '/confirm',
    fields: ({ file }) => ({ returnTo: `/settings/${file}`, password: 'not the one' }),
    foreign: 200,
  },
  beginConfirmPasskeyAction: { page: '/confirm', fields: () => ({}), withState: false },
  confirmPasskeyAction: { page: '/confirm', fields: () => ({ answer: '{}' }) },
  confirmSignOnAction: { page: '/confirm', fields: () => ({ returnTo: '/account' }), withState: false },
  endSessionAction: { page: '/account', fields: () => ({ session: 'x' }), withState: false },
  linkSignOnAction: { page: '/account', fields: () => ({}), withState: false },
  unlinkSignOnAction: { page: '/account', fields: ({ file }) => ({ id: file }), withState: false },
  withdrawDeletionAction: { page: '/account', fields: () => ({}), withState: false },
  deleteAccountAction: { page: '/account/leave', fields: () => ({ when: 'now', email: 'x' }), withState: false },
  askForEmailAction: { page: '/account/email', fields: () => ({ email: 'x' }) },
  addTotpAction: { page: '/account/authenticator', fields: () => ({ secret: 'x', code: '123456' }) },
  removeTotpAction: { page: '/account/authenticator', fields: () => ({}), withState: false },
  makeRecoveryCodesAction: { page: '/account/recovery-codes', fields: () => ({}) },
  beginAddPasskeyAction: { page: '/account/passkeys', fields: () => ({}), withState: false },
  addPasskeyAction: { page: '/account/passkeys', fields: () => ({ answer: '{}', passkeyName: 'Mine' }) },
  renamePasskeyAction: { page: '/account/passkeys', fields: ({ file }) => ({ id: file, passkeyName: 'Mine' }), foreign: 404 },
  removePasskeyAction: { page: '/account/passkeys', fields: ({ file }) => ({ id: file }), withState: false, foreign: 404 },
  revealAction: { page: `/settings/${randomUUID()}`, fields: ({ file }) => ({ id: file, field: 'refreshToken' }), foreign: 404 },
  undoDeleteSettingsFileAction: { page: '/settings', fields: ({ file }) => ({ id: file }), withState: false, foreign: 404 },
  // For administrators alone: to everybody else they are not there, whoever they are about.
  tryWaysOutAction: { page: '/administration/state', fields: () => ({}), foreign: 404 },
  inviteAction: { page: '/administration', fields: () => ({ email: 'mila@kantoor.test', role: 'administrator' }), foreign: 404 },
  withdrawInvitationAction: { page: '/administration', fields: ({ file }) => ({ id: file }), withState: false, foreign: 404 },
  ...Object.fromEntries(
    [
      'makeAdministratorAction',
      'makeUserAction',
      'shutUserAction',
      'openUserAction',
      'endUserSessionsAction',
      'resetFactorsAction',
      'deleteUserAction',
    ].map((action) => [
      action,
      {
        page: `/administration/users/${randomUUID()}${action === 'deleteUserAction' ? '/delete' : ''}`,
        fields: ({ user }: Ids) => ({ id: user }),
        withState: false as const,
        foreign: 404,
      },
    ]),
  ),
  deleteSettingsFileAction: { page: `/settings/${randomUUID()}`, fields: ({ file }) => ({ id: file }), withState: false, foreign: 404 },
}

type Ids = { user: string; app: string; attempt: string; file: string; clientId: string; returnUrl: string }
const missing = (): Ids => ({
  user: randomUUID(),
  app: randomUUID(),
  attempt: randomUUID(),
  file: randomUUID(),
  clientId: randomUUID(),
  returnUrl: '',
})

const pathWith = (path: string, { user, app, attempt, file }: Ids) =>
  path
    .replace('[attemptId]', attempt)
    .replace('[id]', path.startsWith('/apps') ? app : path.startsWith('/administration') ? user : file)
    .replace('[provider]', 'exact-online')
    .replace('[token]', 'x'.repeat(43))
    .replace('[topic]', 'redirect-uri')
    .replace('[failure]', 'denied')

const cookieOf = ({ cookie }: Account) => `${cookie.name}=${cookie.value}`

/**
 * Without what differs from answer to answer: the nonce, the id of a rendering, the ids that the asker named, and, in React's stream of an action's answer, the
 * order and the numbers of the rows.
 */
function comparable({ status, headers, body }: RawAnswer, ids: Ids): string {
  const nonce = /'nonce-([^']+)'/.exec(String(headers['content-security-policy']))?.[1] ?? ''
  const withoutRandom = body.replaceAll(nonce, 'nonce').replaceAll(/"[\w-]{21}[vm]"/g, '"render"')
  const withoutIds = Object.entries(ids).reduce((text, [name, value]) => (value ? text.replaceAll(value, name) : text), withoutRandom)
  // When the answer was made, which the texts carry to the browser.
  const plain = withoutIds.replaceAll(/\$D\d{4}-[\dT:.-]+Z/g, '$D')
  const rows = String(headers['content-type']).startsWith('text/x-component')
    ? plain
        .replaceAll(/^[0-9a-f]+:/gm, '')
        .replaceAll(/"\$[A-Za-z@]{0,2}[0-9a-f]*"/g, '"$"')
        .split('\n')
        .sort()
        .join('\n')
    : plain
  return `${status} ${rows}`
}

test.describe('A door that is for users', () => {
  test('is on the list of this test', () => {
    expect(Object.keys(openPaths).filter((path) => !builtPaths.includes(path))).toEqual([])
    expect(Object.keys(serverActions).sort()).toEqual([...Object.keys(closedActions), ...openActions].sort())
  })

  for (const who of ['nobody', 'a revoked session', 'an expired session', 'a forged cookie'] as const) {
    test(`stays closed to ${who}`, async ({ portal, backDoor, sandbox, announced }) => {
      announced.length = 0
      const { port, url } = portal
      const owner = await addAccount(backDoor)
      const value = {
        nobody: async () => '',
        'a revoked session': () => backDoor.addRevokedSession(owner.id),
        'an expired session': () => backDoor.addExpiredSession(owner.id),
        'a forged cookie': async () => owner.cookie.value.replace(/(.)(?=.{40}$)/, (letter) => (letter === 'A' ? 'B' : 'A')),
      }[who]
      const given = await value()
      const headers: Record<string, string> = given ? { Cookie: `${owner.cookie.name}=${given}` } : {}
      const ids = await rowsOf(owner, backDoor, sandbox)
      for (const path of closedPaths) {
        const answer = await send({ port, path: pathWith(path, ids), headers })
        expect.soft(answer.status, path).toBe(401)
        const missed = await send({ port, path: pathWith(path, missing()), headers })
        expect.soft(missed.status, `${path} that is not there`).toBe(401)
        expect.soft(answer.body, path).not.toContain('one.xml')
      }
      for (const [action, { page, fields, withState }] of Object.entries(closedActions)) {
        const answer = await callAction({ port, page, action, fields: fields(ids), withState, headers: { ...headers, Origin: url } })
        expect.soft(answer.status, action).toBe(401)
        expect.soft(String(answer.headers['set-cookie'] ?? ''), action).not.toContain('theme=dark')
      }
      expect(await sandbox.tokenCalls(ids)).toBe(0)
      expect(await backDoor.countSettingsFiles(owner.id)).toBe(1)
    })
  }

  test('does not tell what is somebody else’s from what is not there', async ({ portal, backDoor, sandbox }) => {
    const { port, url } = portal
    const [owner, other] = [await addAccount(backDoor), await addAccount(backDoor)]
    const Cookie = cookieOf(other)
    const [foreign, none] = [await rowsOf(owner, backDoor, sandbox), missing()]
    for (const path of closedPaths.filter((known) => /\[(id|attemptId)\]/.test(known))) {
      const answers = { foreign: new Set<string>(), missing: new Set<string>() }
      // React sends what is ready first, so one page has several shapes: in some of them the two must be the same, whichever was asked for.
      const haveMet = () => [...answers.foreign].some((shape) => answers.missing.has(shape))
      for (let round = 0; round < 12 && !haveMet(); round++) {
        const answer = await send({ port, path: pathWith(path, foreign), headers: { Cookie } })
        expect.soft(answer.status, path).toBe(404)
        answers.foreign.add(comparable(answer, foreign))
        answers.missing.add(comparable(await send({ port, path: pathWith(path, none), headers: { Cookie } }), none))
      }
      expect.soft(haveMet() || [...answers.foreign, ...answers.missing], path).toBe(true)
    }
    for (const [action, { page, fields, withState, foreign: status }] of Object.entries(closedActions)) {
      if (!status) continue
      const call = (ids: Ids) => callAction({ port, page, action, fields: fields(ids), withState, headers: { Cookie, Origin: url } })
      const [answer, missed] = [await call(foreign), await call(none)]
      expect.soft(answer.status, action).toBe(status)
      expect.soft(comparable(answer, foreign), action).toBe(comparable(missed, none))
    }
    const [asked, missed] = [foreign, none].map((ids) => `/preauthenticate?app=${ids.app}`)
    const prefilled = comparable(await send({ port, path: asked ?? '', headers: { Cookie } }), foreign)
    expect(prefilled).toBe(comparable(await send({ port, path: missed ?? '', headers: { Cookie } }), none))

    expect(await sandbox.tokenCalls(foreign)).toBe(0)
    expect(await backDoor.countSettingsFiles(owner.id)).toBe(1)
    expect((await backDoor.getAttempt(foreign.attempt)).status).toBe('open')
    expect((await backDoor.listAppRegistrations(owner.id)).map(({ clientId }) => clientId)).toContain(foreign.clientId)
    const own = await send({ port, path: `/settings/${foreign.file}/download`, headers: { Cookie: cookieOf(owner) } })
    expect([own.status, own.body]).toEqual([200, '<settings name="one"/>\n'])
  })

  test('does not open for a return URL that somebody else’s attempt waits for', async ({ portal, backDoor, sandbox }) => {
    const [owner, other] = [await addAccount(backDoor), await addAccount(backDoor)]
    const app = await sandbox.addApp(`${portal.url}/callback/exact-online`)
    const { state, attemptId } = await backDoor.openAttempt(owner.id, 'Own', app, false)
    const returnUrl = new URL(await sandbox.allow(app, state))
    const path = returnUrl.pathname + returnUrl.search
    const stolen = await send({ port: portal.port, path, headers: { Cookie: cookieOf(other) } })
    expect([stolen.status, stolen.headers.location]).toEqual([303, '/preauthenticate?problem=state-mismatch'])
    expect(await sandbox.tokenCalls(app)).toBe(0)
    expect((await backDoor.getAttempt(attemptId)).status).toBe('open')
    const own = await send({ port: portal.port, path, headers: { Cookie: cookieOf(owner) } })
    expect(own.headers.location).toMatch(/^\/settings\//)
  })
})

async function rowsOf(
  owner: Account,
  backDoor: Parameters<typeof addAccount>[0],
  sandbox: {
    addApp(): Promise<{ clientId: string; clientSecret: string; redirectUri: string }>
    allow(app: { clientId: string }, state: string): Promise<string>
  },
): Promise<Ids> {
  const [file = ''] = await backDoor.addSettingsFiles(owner.id, ['one'])
  const values = await sandbox.addApp()
  const { attemptId, state } = await backDoor.openAttempt(owner.id, 'waiting', values, true)
  const app = (await backDoor.listAppRegistrations(owner.id)).find(({ clientId }) => clientId === values.clientId)?.id ?? ''
  return { user: owner.id, file, attempt: attemptId, app, clientId: values.clientId, returnUrl: await sandbox.allow(values, state) }
}

test.describe('A POST', () => {
  for (const [name, headers] of Object.entries({
    'from another site': { Origin: 'https://evil.test' },
    'from another port': { Origin: 'http://localhost:1' },
    'from nowhere': {},
    'from an origin of null': { Origin: 'null' },
    'from an origin of null on another site': { Origin: 'null', 'Sec-Fetch-Site': 'cross-site' },
    'from an origin of null beside this site': { Origin: 'null', 'Sec-Fetch-Site': 'same-site' },
    'that says only Sec-Fetch-Site': { 'Sec-Fetch-Site': 'same-origin' },
  } as Record<string, Record<string, string>>)) {
    test(`${name} is refused`, async ({ portal: { port }, backDoor }) => {
      const owner = await addAccount(backDoor)
      const [file = ''] = await backDoor.addSettingsFiles(owner.id, ['one'])
      const all = { ...headers, Cookie: cookieOf(owner) }
      for (const [action, { page, fields, withState }] of Object.entries(closedActions)) {
        const answer = await callAction({ port, page, action, fields: fields({ ...missing(), file }), withState, headers: all })
        expect.soft(answer.status, action).toBe(403)
      }
      for (const path of ['/api/auth/signout', '/api/auth/callback/credentials', '/login', '/settings']) {
        expect.soft((await send({ port, path, method: 'POST', headers: all })).status, `POST ${path}`).toBe(403)
        for (const method of ['PUT', 'PATCH', 'DELETE']) {
          expect.soft([403, 405], `${method} ${path}`).toContain((await send({ port, path, method, headers: all })).status)
        }
      }
      expect(await backDoor.countSettingsFiles(owner.id)).toBe(1)
      expect((await send({ port, path: '/account', headers: { Cookie: cookieOf(owner) } })).status).toBe(200)
    })
  }

  test('that should be one is nothing as a GET, and the other way round', async ({ portal: { port, url }, backDoor }) => {
    const owner = await addAccount(backDoor)
    const [file = ''] = await backDoor.addSettingsFiles(owner.id, ['one'])
    const Cookie = cookieOf(owner)
    for (const [action, id] of Object.entries(serverActions)) {
      const answer = await send({ port, path: `/settings/${file}/delete?id=${file}`, headers: { Cookie, 'Next-Action': id } })
      expect.soft(answer.status, action).toBe(200)
    }
    for (const path of ['/api/auth/signout', '/api/auth/callback/credentials?email=x&password=y'])
      await send({ port, path, headers: { Cookie } })
    for (const path of [`/settings/${file}/download`, '/callback/exact-online?code=a&state=b', '/health']) {
      expect.soft((await send({ port, path, method: 'POST', headers: { Cookie, Origin: url } })).status, path).toBe(405)
    }
    expect(await backDoor.countSettingsFiles(owner.id)).toBe(1)
    expect((await send({ port, path: '/account', headers: { Cookie } })).status).toBe(200)
  })

  test('with more than the portal takes is refused', async ({ portal: { port, url } }) => {
    const answer = await callAction({
      port,
      page: '/login',
      action: 'logInAction',
      fields: { email: 'x'.repeat(5_000_000) },
      headers: { Origin: url },
    })
    expect(answer.status).toBe(413)
  })
})

test.describe('A header that lies', () => {
  const lies = {
    Host: 'evil.test',
    'X-Forwarded-Host': 'evil.test',
    'X-Forwarded-Proto': 'https',
    'X-Forwarded-Port': '444',
    'X-Forwarded-For': '203.0.113.9',
    Forwarded: 'host=evil.test;proto=https',
    'X-Original-URL': '/account',
    'X-Rewrite-URL': '/account',
    'X-Matched-Path': '/account',
    'X-Portal-Path': '//evil.test',
    'X-Middleware-Subrequest': 'middleware:middleware',
    'X-Invoke-Path': '/account',
    'X-Real-IP': '203.0.113.9',
  }

  test('moves no link, no redirect and no cookie', async ({ portal: { port, url }, backDoor }) => {
    const owner = await addAccount(backDoor)
    for (const path of [
      '/',
      '/login',
      '/account',
      '/nowhere',
      '/api/auth/signin',
      '/api/auth/providers',
      '/api/auth/session',
      '/api/auth/error',
      '/callback/exact-online?code=a&state=b',
    ]) {
      for (const Cookie of ['', cookieOf(owner)]) {
        const answer = await send({ port, path, headers: { ...lies, ...(Cookie && { Cookie }) } })
        const plain = await send({ port, path, headers: Cookie ? { Cookie } : {} })
        expect.soft(JSON.stringify(answer.headers) + answer.body, path).not.toMatch(/evil\.test|203\.0\.113\.9/)
        expect
          .soft([answer.status, answer.headers.location, answer.headers.refresh], path)
          .toEqual([plain.status, plain.headers.location, plain.headers.refresh])
      }
    }
    const login = await callAction({
      port,
      page: '/login',
      action: 'logInAction',
      fields: { email: owner.email, password: owner.password, returnTo: '/account' },
      headers: { ...lies, Origin: url },
    })
    expect(login.headers['x-action-redirect']).toMatch(/^\/account;/)
    expect(JSON.stringify(login.headers)).not.toContain('evil')
    expect(String(login.headers['set-cookie'])).not.toMatch(/Domain/i)
  })

  test('opens no page that is closed', async ({ portal: { port } }) => {
    for (const path of ['/account', '/settings']) {
      expect.soft((await send({ port, path, headers: lies })).status, path).toBe(401)
      // Next.js leads a request for data to an address with a checksum of its headers, first.
      const data = await send({ port, path, headers: { RSC: '1', ...lies } })
      const forwarded = await send({ port, path: String(data.headers.location ?? path), headers: { RSC: '1', ...lies } })
      // Its data come with status 200 and the refusal inside; what counts is that nothing else is.
      expect.soft(forwarded.body, `${path} as data`).toContain('NEXT_HTTP_ERROR_FALLBACK;401')
      expect.soft(forwarded.body, `${path} as data`).not.toMatch(/Every browser that is logged in|No settings files yet/)
    }
    for (const path of [
      '//evil.test/',
      '/\\evil.test/',
      '/%2f%2fevil.test/',
      '//evil.test/account',
      '/account/',
      '/ACCOUNT',
      '/account;x',
      '/account%00',
    ]) {
      const answer = await send({ port, path })
      expect.soft(answer.status, path).toBeGreaterThanOrEqual(300)
      expect.soft(String(answer.headers.location ?? ''), path).not.toMatch(/^(\/\/|\/\\|https?:\/\/(?!localhost))/)
    }
  })

  test('gives no new tries at a password', async ({ portal: { port, url }, backDoor }) => {
    const { email } = await addAccount(backDoor)
    const answers: string[] = []
    for (let number = 0; number < 14; number++) {
      const headers = {
        Origin: url,
        'X-Forwarded-For': `203.0.113.${number}`,
        'X-Real-IP': `203.0.113.${number}`,
        'X-Portal-Address': `203.0.113.${number}`,
      }
      answers.push((await callAction({ port, page: '/login', action: 'logInAction', fields: { email, password: 'wrong' }, headers })).body)
    }
    expect(answers.slice(0, 10).join()).not.toContain('Too many tries')
    expect(answers.slice(10).join()).toContain('Too many tries')
  })
})

test.describe('Every answer', () => {
  test('carries the headers that protect it', async ({ portal: { port }, backDoor, sandbox }) => {
    const owner = await addAccount(backDoor)
    const ids = await rowsOf(owner, backDoor, sandbox)
    const paths = [
      ...builtPaths.filter((path) => path !== nextAuthPath).map((path) => pathWith(path, ids)),
      '/nowhere',
      '/api/auth/session',
      '/api/auth/providers',
    ]
    const nonces = new Set<string>()
    for (const path of paths) {
      for (const headers of [{}, { Cookie: cookieOf(owner) }] as Record<string, string>[]) {
        const { headers: given, body } = await send({ port, path, headers })
        const policy = String(given['content-security-policy'])
        const scripts = /script-src ([^;]*)/.exec(policy)?.[1] ?? ''
        const nonce = /'nonce-([^']+)'/.exec(scripts)?.[1] ?? ''
        expect.soft(nonce, path).toHaveLength(24)
        expect.soft(nonces.has(nonce), `${path}: a nonce of its own`).toBe(false)
        nonces.add(nonce)
        expect.soft(scripts, path).not.toMatch(/unsafe-inline|unsafe-eval|\*|https?:/)
        for (const part of ["default-src 'self'", "object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'"])
          expect.soft(policy, path).toContain(part)
        expect.soft(/style-src ([^;]*)/.exec(policy)?.[1], path).not.toContain('unsafe-inline')
        expect.soft(given['referrer-policy'], path).toBe('no-referrer')
        expect.soft(given['x-content-type-options'], path).toBe('nosniff')
        expect.soft(given['x-frame-options'], path).toBe('DENY')
        expect.soft(String(given['cache-control']), path).toContain('no-store')
        expect.soft(given, path).not.toHaveProperty('x-powered-by')
        expect.soft(given, path).not.toHaveProperty('server')
        expect.soft(given, path).not.toHaveProperty('access-control-allow-origin')
        expect.soft(given, 'no HSTS on http').not.toHaveProperty('strict-transport-security')
        if (path === '/_global-error' || !String(given['content-type']).startsWith('text/html')) continue
        const withoutNonce = [...body.matchAll(/<script\b[^>]*>/g)].map(([tag]) => tag).filter((tag) => !tag.includes(`nonce="${nonce}"`))
        expect.soft(withoutNonce, path).toEqual([])
      }
    }
    const stylesheet = /\/_next\/static\/[^"]+\.css/.exec((await send({ port, path: '/login' })).body)?.[0] ?? ''
    const asset = await send({ port, path: stylesheet })
    expect(asset.status).toBe(200)
    expect(asset.headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'cache-control': 'public, max-age=31536000, immutable' })
    expect((await send({ port, path: `${stylesheet}.map` })).status).toBe(404)
  })
})

test.describe('The session', () => {
  test('stands in a cookie that no script reads and no other site sends', async ({ portal: { port, url }, backDoor }) => {
    const owner = await addAccount(backDoor)
    const headers = { Origin: url }
    const login = await callAction({
      port,
      page: '/login',
      action: 'logInAction',
      fields: { email: owner.email, password: owner.password },
      headers,
    })
    const theme = await callAction({
      port,
      page: '/account',
      action: 'setThemeAction',
      withState: false,
      fields: { theme: 'dark' },
      headers: { ...headers, Cookie: cookieOf(owner) },
    })
    const cookies = [login, theme].flatMap(({ headers: { 'set-cookie': set } }) => set ?? [])
    expect(cookies.map((cookie) => cookie.split('=')[0])).toEqual(expect.arrayContaining(['preauth-portal.session', 'theme']))
    for (const cookie of cookies) {
      expect(cookie).toMatch(/HttpOnly/i)
      expect(cookie).toMatch(/SameSite=Lax/i)
      expect(cookie).toMatch(/Path=\/(;|$)/)
      expect(cookie).not.toMatch(/Domain/i)
    }
  })

  test('ends on the server with Log out', async ({ page, portal, account }) => {
    await page.goto('/account')
    await page.getByRole('button', { name: 'Log out' }).first().click()
    await page.waitForURL(`${portal.url}/login`)
    const answer = await send({ port: portal.port, path: '/account', headers: { Cookie: cookieOf(account) } })
    expect(answer.status).toBe(401)
    expect((await send({ port: portal.port, path: '/api/auth/session', headers: { Cookie: cookieOf(account) } })).body).not.toContain(
      account.email,
    )
  })

  for (const returnTo of [
    '//evil.test',
    'https://evil.test/',
    '/\\evil.test',
    '/%09/evil.test',
    '\\\\evil.test',
    '/\t/evil.test',
    'javascript:alert(1)',
    '/login',
    '/api/auth/signout',
    '/callback/exact-online',
    '/..//evil.test',
    '/./\\evil.test',
  ]) {
    test(`leads on inside the portal only: ${JSON.stringify(returnTo)}`, async ({ portal: { port, url }, backDoor }) => {
      const owner = await addAccount(backDoor)
      const inside = new RegExp(`^(${url})?/(?![/\\\\])(preauthenticate|%09/evil\\.test)?`)
      const forward = await send({ port, path: `/login?returnTo=${encodeURIComponent(returnTo)}`, headers: { Cookie: cookieOf(owner) } })
      expect(forward.status).toBe(307)
      expect(new URL(String(forward.headers.location), url).origin).toBe(url)
      expect(String(forward.headers.location)).toMatch(inside)
      const login = await callAction({
        port,
        page: '/login',
        action: 'logInAction',
        fields: { email: owner.email, password: owner.password, returnTo },
        headers: { Origin: url },
      })
      const target = String(login.headers['x-action-redirect']).split(';')[0] ?? ''
      expect(String(login.headers['set-cookie'])).toContain('session=')
      expect(new URL(target, url).origin).toBe(url)
      expect(target).not.toMatch(/^\/(login|api|callback)/)
    })
  }
})
