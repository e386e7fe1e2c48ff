// For each door the dearest requests of a stranger and of a user: one list, for the fault test, and for the table in docs/security/limits.md.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { send, type RawAnswer } from '@/tests/e2e/support/raw-request'

export type Place = {
  port: number
  origin: string
  /** The ids of the build's server actions, by name. */
  actions: Record<string, string>
  cookie: string
  email: string
}
export type Worst = {
  who: 'stranger' | 'user'
  door: string
  what: string
  times: number
  send(place: Place, index: number): Promise<RawAnswer>
}

/** @param folder of the build */
export function readActions(folder: string): Record<string, string> {
  const { node } = JSON.parse(readFileSync(join(folder, '.next/server/server-reference-manifest.json'), 'utf8')) as {
    node: Record<string, { exportedName?: string }>
  }
  return Object.fromEntries(Object.entries(node).map(([id, { exportedName }]) => [exportedName ?? id, id]))
}

const kB = 1024
const marks = (bytes: number) => 'a' + '\u0327\u0301'.repeat(bytes / 4)
const brackets = (bytes: number) => '['.repeat(bytes)
const boundary = '----WebKitFormBoundary0123456789'
const part = (name: string, value: string) => `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`

type Sent = { page: string; action: string; body: string; type?: string; isUser?: boolean }

function act({ origin, port, actions, cookie }: Place, { page, action, body, type = 'text/plain;charset=UTF-8', isUser }: Sent) {
  const headers = { Origin: origin, 'Content-Type': type, 'Next-Action': actions[action] ?? '', Accept: 'text/x-component' }
  return send({ port, path: page, method: 'POST', body, headers: { ...headers, ...(isUser && { Cookie: cookie }) } })
}

/** A form's fields as React's client sends them; `model`: what the argument says, where it is not those fields. */
const form = (place: Place, { fields, model, ...sent }: Omit<Sent, 'body'> & { fields: Record<string, string>; model?: string }) =>
  act(place, {
    ...sent,
    type: `multipart/form-data; boundary=${boundary}`,
    body: `${Object.entries(fields)
      .map(([name, value]) => part(`_1_${name}`, value))
      .join('')}${part('0', model ?? '[null,"$K1"]')}--${boundary}--\r\n`,
  })

const get =
  (path: string, headers: (place: Place) => Record<string, string> = () => ({})) =>
  (place: Place) =>
    send({ port: place.port, path, headers: headers(place) })
const asUser = ({ cookie }: Place) => ({ Cookie: cookie })
const longQuery = `x=${'%CC%81'.repeat(2_000)}`

/** How large a body is sent: as the portal takes it, and, to see that more is refused, as it once did. */
const small = 60 * kB
const large = 4 * kB * kB - 10 * kB

const typedAddress = [
  ['/forgot-password', 'forgotPasswordAction'],
  ['/sign-up', 'signUpAction'],
] as const
const ofStrangers: Worst[] = [
  ...typedAddress.flatMap(([page, action]) =>
    [small, 352_000].map((bytes): Worst => ({
      ...{
        who: 'stranger',
        door: page,
        what: `an address of ${Math.round(bytes / 1000)} kB of combining marks`,
        times: bytes === small ? 4 : 1,
      },
      send: (place) => form(place, { page, action, fields: { email: marks(bytes) } }),
    })),
  ),
  {
    ...{ who: 'stranger', door: '/login', what: '300 log-ins at once', times: 300 },
    send: (place, index) =>
      form(place, { page: '/login', action: 'logInAction', fields: { email: `user-${index}@kantoor.test`, password: 'guess guess' } }),
  },
  ...[small, large].map((bytes): Worst => ({
    ...{ who: 'stranger', door: '/login', what: `${Math.round(bytes / 1000)} kB of [`, times: bytes === small ? 64 : 8 },
    send: (place) => act(place, { page: '/login', action: 'logInAction', body: brackets(bytes) }),
  })),
  ...[small, large].map((bytes): Worst => ({
    ...{
      who: 'stranger',
      door: '/login',
      what: `a form whose argument is ${Math.round(bytes / 1000)} kB of [`,
      times: bytes === small ? 64 : 8,
    },
    send: (place) => form(place, { page: '/login', action: 'logInAction', fields: {}, model: brackets(bytes) }),
  })),
  {
    ...{ who: 'stranger', door: '/login', what: 'a form of 700 fields, asked for 5,000 times', times: 16 },
    send: (place) =>
      form(place, {
        ...{ page: '/login', action: 'logInAction' },
        fields: Object.fromEntries(Array.from({ length: 400 }, (_, index) => [`f${index}`, ''])),
        model: `[${Array.from({ length: 3_000 }, () => '"$K1"').join()}]`,
      }),
  },
  {
    ...{ who: 'stranger', door: '/reset/[token]', what: 'a token and a password of 30 kB of marks each', times: 16 },
    send: (place) =>
      form(place, { page: '/reset/x', action: 'resetPasswordAction', fields: { token: marks(30 * kB), password: marks(28 * kB) } }),
  },
  {
    ...{ who: 'stranger', door: '/api/auth', what: '16 kB of JSON', times: 32 },
    send: ({ port, origin }) =>
      send({
        ...{ port, path: '/api/auth/callback/credentials', method: 'POST', body: brackets(16_000) },
        headers: { Origin: origin, 'Content-Type': 'application/json' },
      }),
  },
  {
    ...{ who: 'stranger', door: '/csp-report', what: '16 kB of reports', times: 100 },
    send: ({ port }) =>
      send({
        ...{ port, path: '/csp-report', method: 'POST', body: `[${'{"type":"csp-violation","body":{}},'.repeat(440)}0]` },
        headers: { 'Content-Type': 'application/reports+json' },
      }),
  },
  { who: 'stranger', door: 'a page', what: 'a query of 12 kB', times: 20, send: get(`/login?returnTo=/${longQuery}`) },
  {
    ...{ who: 'stranger', door: 'a page', what: 'languages and cookies of 12 kB', times: 20 },
    send: get('/login?x=1', () => ({ 'Accept-Language': 'nl;q=0.1,'.repeat(650), Cookie: 'a=b; '.repeat(1_000) })),
  },
  {
    ...{ who: 'stranger', door: 'a page', what: 'a session cookie of 4 kB that nobody signed', times: 20 },
    send: get('/settings', () => ({
      Cookie: `preauth-portal.session=${Buffer.from('{"alg":"PBES2-HS512+A256KW","enc":"A256GCM","p2c":10000,"p2s":"AAAAAAAAAAAAAAAAAAAAAA"}').toString('base64url')}.${'A'.repeat(54)}.${'A'.repeat(16)}.${'A'.repeat(3_000)}.${'A'.repeat(22)}`,
    })),
  },
]

const ofUsers: Worst[] = [
  {
    ...{ who: 'user', door: '/preauthenticate, Exchange', what: 'a pasted text of 4 MB of [', times: 8 },
    send: (place) =>
      form(place, {
        page: '/preauthenticate',
        action: 'exchangeAction',
        isUser: true,
        fields: { attemptId: '', codeReturnUrl: brackets(large) },
      }),
  },
  {
    ...{ who: 'user', door: '/preauthenticate, Exchange', what: 'a pasted text of 4 MB of combining marks', times: 8 },
    send: (place) =>
      form(place, {
        page: '/preauthenticate',
        action: 'exchangeAction',
        isUser: true,
        fields: { attemptId: '', codeReturnUrl: marks(large) },
      }),
  },
  {
    ...{ who: 'user', door: '/preauthenticate, Exchange', what: 'a form whose argument is 4 MB of [', times: 8 },
    send: (place) => form(place, { page: '/preauthenticate', action: 'exchangeAction', isUser: true, fields: {}, model: brackets(large) }),
  },
  {
    ...{ who: 'user', door: '/preauthenticate', what: 'a name of 60 kB of combining marks', times: 4 },
    send: (place) =>
      form(place, { page: '/preauthenticate', action: 'preauthenticateAction', isUser: true, fields: { name: marks(small) } }),
  },
  {
    ...{ who: 'user', door: '/preauthenticate', what: 'a client ID of 20 kB of labels', times: 4 },
    send: (place) =>
      form(place, {
        ...{ page: '/preauthenticate', action: 'preauthenticateAction', isUser: true },
        fields: { name: 'x', clientId: 'Client ID '.repeat(1_900) },
      }),
  },
  {
    ...{ who: 'user', door: '/account/email', what: 'an address of 60 kB of combining marks', times: 4 },
    send: (place) => form(place, { page: '/account/email', action: 'askForEmailAction', isUser: true, fields: { email: marks(small) } }),
  },
  {
    ...{ who: 'user', door: '/confirm', what: '60 passwords at once', times: 60 },
    send: (place) =>
      form(place, {
        page: '/confirm',
        action: 'confirmPasswordAction',
        isUser: true,
        fields: { returnTo: '/account', password: 'guess guess' },
      }),
  },
  {
    ...{ who: 'user', door: 'Find', what: '60 kB of combining marks', times: 8 },
    send: (place) =>
      form(place, { page: '/settings', action: 'findPlacesAction', isUser: true, fields: { query: marks(small) }, model: '["$K1"]' }),
  },
  {
    who: 'user',
    door: '/settings',
    what: 'a search of 12 kB of combining marks',
    times: 20,
    send: get(`/settings?q=${longQuery.slice(2)}`, asUser),
  },
  { who: 'user', door: '/account/export', what: '30 exports at once, of everything', times: 30, send: get('/account/export', asUser) },
]

export const worstRequests = [...ofStrangers, ...ofUsers]
