// What the identity provider can be told to say in place of the truth. A lie lasts until the next one is ordered.
import { createHmac, generateKeyPairSync, sign, type KeyObject } from 'node:crypto'

type Claims = Record<string, unknown>
type Answer = { status: number; type: string; body: string }
/** What a lie may use. `keyId`: of the key that the provider publishes. */
export type Truth = { clientId: string; clientSecret: string; key: KeyObject; keyId: string }

const seconds = () => Math.floor(Date.now() / 1000)
const without = (claims: Claims, ...names: string[]) => Object.fromEntries(Object.entries(claims).filter(([name]) => !names.includes(name)))

/** An ID token that says something else, signed as it should be. */
const claimLies = {
  'wrong-nonce': (claims: Claims) => ({ ...claims, nonce: 'the nonce of somebody else' }),
  'no-nonce': (claims: Claims) => without(claims, 'nonce'),
  'wrong-issuer': (claims: Claims) => ({ ...claims, iss: 'https://other.test' }),
  'wrong-audience': (claims: Claims) => ({ ...claims, aud: 'another-portal' }),
  'shared-audience': (claims: Claims) => ({ ...claims, aud: [claims.aud, 'another-portal'] }),
  expired: (claims: Claims) => ({ ...claims, iat: seconds() - 7200, exp: seconds() - 3600 }),
  'old-auth-time': (claims: Claims) => ({ ...claims, auth_time: seconds() - 3600 }),
  'no-auth-time': (claims: Claims) => without(claims, 'auth_time'),
  'auth-time-in-milliseconds': (claims: Claims) => ({ ...claims, auth_time: Date.now() }),
  'no-subject': (claims: Claims) => without(claims, 'sub'),
  'odd-subject': (claims: Claims) => ({ ...claims, sub: 'm\u0456la' }),
  'endless-subject': (claims: Claims) => ({ ...claims, sub: 'x'.repeat(256) }),
  'no-email-in-token': (claims: Claims) => without(claims, 'email', 'email_verified', 'xms_edov'),
}

const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
const signWith = (key: KeyObject) => (text: string) => sign('sha256', Buffer.from(text), key).toString('base64url')
const unknownKey = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey

type Seal = { header: object; seal(text: string): string }
/** The truth, not signed as it should be. */
const signatureLies = {
  unsigned: (): Seal => ({ header: { alg: 'none' }, seal: () => '' }),
  'signed-with-client-secret': ({ clientSecret, keyId: kid }: Truth): Seal => ({
    header: { alg: 'HS256', kid },
    seal: (text) => createHmac('sha256', clientSecret).update(text).digest('base64url'),
  }),
  'unknown-key': (): Seal => ({ header: { alg: 'RS256', kid: 'unknown' }, seal: signWith(unknownKey) }),
  'forged-signature': ({ keyId: kid }: Truth): Seal => ({ header: { alg: 'RS256', kid }, seal: signWith(unknownKey) }),
  'no-signature': ({ keyId: kid }: Truth): Seal => ({ header: { alg: 'RS256', kid }, seal: () => '' }),
}

const json = (body: object, status = 200): Answer => ({ status, type: 'application/json', body: JSON.stringify(body) })
const edit = (change: (body: Claims) => Claims) => (answer: Answer) => json(change(JSON.parse(answer.body) as Claims), answer.status)
const html = (status: number): Answer => ({ status, type: 'text/html', body: '<html><body>Down for maintenance</body></html>' })
const huge = () => json({ filler: 'x'.repeat(5_000_000) })

/** Answers of one endpoint that are not what was asked for. Null: none at all, and the connection stays open. */
const answerLies = {
  '/.well-known/openid-configuration': {
    'discovery-fails': () => html(503),
    'discovery-huge': huge,
    'discovery-never': () => null,
    'discovery-of-another': edit((body) => ({ ...body, issuer: 'https://other.test' })),
    'discovery-without-token-endpoint': edit((body) => without(body, 'token_endpoint')),
    'discovery-leads-to-script': edit((body) => ({ ...body, authorization_endpoint: 'javascript:alert(1)' })),
    'discovery-allows-anything': edit((body) => ({ ...body, id_token_signing_alg_values_supported: ['none', 'HS256', 'RS256'] })),
    'discovery-knows-no-secrets': edit((body) => ({ ...body, token_endpoint_auth_methods_supported: ['private_key_jwt'] })),
  },
  '/token': {
    'token-fails': () => html(500),
    'token-never': () => null,
    'token-huge': huge,
    'token-html': () => html(200),
    'token-moved': () => html(302),
    'code-refused': () => json({ error: 'invalid_grant', error_description: 'canary of the provider' }, 400),
    'client-refused': () => json({ error: 'invalid_client', error_description: 'canary of the provider' }, 401),
    'no-id-token': edit((body) => without(body, 'id_token')),
    'id-token-is-noise': edit((body) => ({ ...body, id_token: 'noise' })),
  },
  '/me': {
    'other-subject': edit((body) => ({ ...body, sub: 'somebody-else' })),
    'userinfo-fails': () => html(502),
    'userinfo-refuses': () => json({ error: 'invalid_token' }, 401),
  },
  '/jwks': { 'keys-fail': () => html(500), 'keys-gone': () => json({ keys: [] }) },
} satisfies Record<string, Record<string, (answer: Answer) => Answer | null>>

type NameOf<T> = T extends unknown ? keyof T : never
export type Lie = keyof typeof claimLies | keyof typeof signatureLies | NameOf<(typeof answerLies)[keyof typeof answerLies]>

/** Every lie, so that a test can see that it has tried them all. */
export const lies = [
  ...Object.keys(claimLies),
  ...Object.keys(signatureLies),
  ...Object.values(answerLies).flatMap((one) => Object.keys(one)),
] as Lie[]

function tellToken(token: string, told: readonly Lie[], truth: Truth): string {
  const claims = told.reduce<Claims>(
    (said, lie) => (lie in claimLies ? claimLies[lie as keyof typeof claimLies](said) : said),
    JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as Claims,
  )
  const lie = told.find((one) => one in signatureLies) as keyof typeof signatureLies | undefined
  const honest: Seal = { header: { alg: 'RS256', kid: truth.keyId }, seal: signWith(truth.key) }
  const { header, seal } = lie ? signatureLies[lie](truth) : honest
  const text = `${encode(header)}.${encode(claims)}`
  return `${text}.${seal(text)}`
}

/** @returns what the provider says in place of its own answer; null: nothing */
export function tell(path: string, answer: Answer, told: readonly Lie[], truth: Truth): Answer | null {
  const table = (answerLies as Record<string, Record<string, (answer: Answer) => Answer | null>>)[path] ?? {}
  const lie = told.find((one) => one in table)
  if (lie) return table[lie]?.(answer) ?? null
  const isOfToken = told.some((one) => one in claimLies || one in signatureLies)
  if (path !== '/token' || !isOfToken || !answer.body.includes('"id_token"')) return answer
  return edit((body) => ({ ...body, id_token: tellToken(String(body.id_token), told, truth) }))(answer)
}
