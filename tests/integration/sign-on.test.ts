// Single sign-on against a real provider: the right way, and what an answer may be tampered with on its way through the browser.
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { signOnDetailSchema } from '@/lib/sign-on/schema'
import { openBrowser } from '../support/identity-page'
import { startIdentityProvider } from '../support/identity-provider'
import { openPortal, redirectUri } from '../support/sign-on-portal'

const provider = await startIdentityProvider({ redirectUri })
const portal = await openPortal(provider)
afterAll(() => provider.close())
beforeEach(() => {
  provider.lie()
  provider.setAccount({ subject: 'mila-1', name: 'Mila Jansen', email: 'mila@kantoor.test', emailVerified: true, edov: undefined })
})

const failed = (failure: string) => ({ ok: false, failure })
const calls = (...paths: string[]) => paths.map((path) => provider.calls(path))

describe('the right way', () => {
  test('asks with PKCE, state and nonce, each new, and nothing that is secret', async () => {
    const [first, second] = [await portal.beginSignOn(), await portal.beginSignOn({ prompt: 'login', maxAgeSeconds: 0 })]
    if (!first.ok || !second.ok) throw new Error('Not begun')
    const query = Object.fromEntries(new URL(first.url).searchParams)
    const { state, nonce, codeVerifier } = first.detail
    expect(first.url).toMatch(`${provider.issuer}/auth?`)
    expect(query).toEqual({
      client_id: provider.clientId,
      redirect_uri: redirectUri,
      response_type: 'code',
      scope: 'openid email profile',
      state,
      nonce,
      code_challenge: expect.stringMatching(/^[\w-]{43}$/),
      code_challenge_method: 'S256',
    })
    expect(new Set([state, nonce, codeVerifier, ...Object.values(second.detail)]).size).toBe(8)
    expect(first.url + second.url).not.toMatch(new RegExp([codeVerifier, second.detail.codeVerifier, provider.clientSecret].join('|')))
    expect(Object.fromEntries(new URL(second.url).searchParams)).toMatchObject({ prompt: 'login', max_age: '0' })
    for (const { detail } of [first, second]) expect(signOnDetailSchema.parse(JSON.parse(JSON.stringify(detail)))).toEqual(detail)
  })

  test('tells who it is', async () => {
    const before = Math.floor(Date.now() / 1000) * 1000
    const answer = await portal.signOn()
    expect(answer).toEqual({
      ok: true,
      person: {
        issuer: provider.issuer,
        subject: 'mila-1',
        email: 'mila@kantoor.test',
        isEmailVerified: true,
        name: 'Mila Jansen',
        authenticatedAt: expect.any(Date),
      },
    })
    const at = answer.ok ? (answer.person.authenticatedAt?.getTime() ?? 0) : 0
    expect(at).toBeGreaterThanOrEqual(before)
    expect(at).toBeLessThanOrEqual(Date.now())
  })

  test.each([
    [{ email: 'Mila@Kantoor.TEST' }, { email: 'mila@kantoor.test', isEmailVerified: true }],
    [{ emailVerified: false }, { isEmailVerified: false }],
    [{ emailVerified: undefined }, { isEmailVerified: false }],
    [{ emailVerified: undefined, edov: '1' }, { isEmailVerified: true }],
    [{ emailVerified: false, edov: true }, { isEmailVerified: false }],
    [{ email: 'mila@kantoor.test, boss@kantoor.test' }, { email: null }],
    [{ name: 'Mila\u202e\r\n<b>Jansen' }, { name: 'Mila <b>Jansen' }],
  ])('with the account %j', async (account, person) => {
    provider.setAccount({ subject: 'mila-2', ...account })
    expect(await portal.signOn()).toMatchObject({ ok: true, person })
  })

  test('whoever is logged in there already presses nothing; prompt and max_age ask once more', async () => {
    const browser = openBrowser()
    const presses = async (wish: { prompt?: 'login'; maxAgeSeconds?: number }) => {
      const before = browser.presses
      expect((await portal.signOn(wish, { browser })).ok).toBe(true)
      return browser.presses - before
    }
    expect(await presses({})).toBe(1)
    expect(await presses({})).toBe(0)
    expect(await presses({ maxAgeSeconds: 600 })).toBe(0)
    expect(await presses({ maxAgeSeconds: 0 })).toBe(1)
    expect(await presses({ prompt: 'login' })).toBe(1)
  })

  test('the userinfo endpoint is asked where the token tells no address, and only there', async () => {
    const before = provider.calls('/me')
    expect((await portal.signOn()).ok).toBe(true)
    expect(provider.calls('/me')).toBe(before)
    provider.lie('no-email-in-token')
    expect(await portal.signOn()).toMatchObject({
      ok: true,
      person: { email: 'mila@kantoor.test', isEmailVerified: true, subject: 'mila-1' },
    })
    expect(provider.calls('/me')).toBe(before + 1)
    provider.setAccount({ subject: 'nameless', email: null, emailVerified: undefined })
    expect(await portal.signOn()).toMatchObject({ ok: true, person: { email: null, isEmailVerified: false, subject: 'nameless' } })
  })

  test.each([
    ['client_secret_basic', 'a+b %2B:~-_.!*&="'],
    ['client_secret_post', 'a+b %2B:~-_.!*&client_id=x'],
  ] as const)(
    'the portal shows who it is by %s, whatever the secret holds, and reads a signed answer of the userinfo endpoint',
    async (method, secret) => {
      const other = await startIdentityProvider({ redirectUri, clientAuthentication: method, clientSecret: secret, signedUserInfo: true })
      const { signOn } = await openPortal(other)
      other.lie('no-email-in-token')
      expect(await signOn()).toMatchObject({ ok: true, person: { email: 'mila@kantoor.test' } })
      expect(other.calls('/me')).toBe(1)
      const wrong = await openPortal({ ...other, clientSecret: 'guessed' })
      expect(await wrong.signOn()).toEqual(failed('client-rejected'))
      await other.close()
    },
  )
})

describe('a browser that comes back', () => {
  const tampered = async (change: (query: URLSearchParams) => void) => {
    const { callback, detail } = await portal.comeBack()
    change(callback.searchParams)
    const before = calls('/token', '/me')
    const answer = await portal.finishSignOn(callback, detail, new Date())
    return { answer, called: JSON.stringify(calls('/token', '/me')) !== JSON.stringify(before) }
  }

  test.each<[string, string, (query: URLSearchParams) => void]>([
    ['state-mismatch', 'without a state', (query) => query.delete('state')],
    ['state-mismatch', 'with an empty state', (query) => query.set('state', '')],
    ['state-mismatch', 'with another state', (query) => query.set('state', 'x'.repeat(43))],
    ['state-mismatch', 'with its state twice', (query) => query.append('state', query.get('state') ?? '')],
    ['state-mismatch', 'with two states', (query) => query.append('state', 'x')],
    ['state-mismatch', 'with a refusal that has another state', (query) => [query.set('state', 'x'), query.set('error', 'access_denied')]],
    ['issuer-mismatch', 'from another issuer', (query) => query.set('iss', 'https://other.test')],
    ['issuer-mismatch', 'from an issuer that begins the same', (query) => query.set('iss', `${provider.issuer}.evil.test`)],
    ['issuer-mismatch', 'without the issuer that the provider always names', (query) => query.delete('iss')],
    ['issuer-mismatch', 'from two issuers', (query) => query.append('iss', 'https://other.test')],
    [
      'issuer-mismatch',
      'with a refusal of another issuer',
      (query) => [query.set('iss', 'https://other.test'), query.set('error', 'access_denied')],
    ],
    ['provider-error', 'without a code', (query) => query.delete('code')],
    ['provider-error', 'with two codes', (query) => query.append('code', 'x')],
    ['provider-error', 'with a whole answer as a token', (query) => query.set('response', 'x.y.z')],
    ['token-invalid', 'with an ID token in its address', (query) => query.set('id_token', 'x.y.z')],
    ['denied', 'with a refusal', (query) => query.set('error', 'access_denied')],
    ['provider-away', 'with an excuse', (query) => query.set('error', 'temporarily_unavailable')],
    ['provider-error', 'with an error that is not known', (query) => query.set('error', '__proto__')],
  ])('is refused as %s %s, and nothing is sent', async (failure, _, change) => {
    expect(await tampered(change)).toEqual({ answer: failed(failure), called: false })
  })

  test('after a press on Refuse', async () => {
    expect(await portal.signOn({}, { press: 'refuse' })).toEqual(failed('denied'))
  })

  test('has ten minutes, to the millisecond, and no answer is looked at afterwards', async () => {
    const { callback, detail } = await portal.comeBack()
    const after = (ms: number) => new Date(Date.parse(detail.startedAt) + ms)
    const before = calls('/token')
    expect(await portal.finishSignOn(callback, detail, after(600_000))).toEqual(failed('expired'))
    expect(calls('/token')).toEqual(before)
    expect(await portal.finishSignOn(callback, detail, after(599_999))).toMatchObject({ ok: true })
  })

  test('comes in once: the provider takes no code a second time', async () => {
    const { callback, detail } = await portal.comeBack()
    const answers = [await portal.finishSignOn(callback, detail, new Date()), await portal.finishSignOn(callback, detail, new Date())]
    expect(answers).toEqual([expect.objectContaining({ ok: true }), failed('code-rejected')])
  })

  test('brings no code of another sign-on in, not even under its own state', async () => {
    const [own, stolen] = [await portal.comeBack(), await portal.comeBack()]
    expect(await portal.finishSignOn(stolen.callback, own.detail, new Date())).toEqual(failed('state-mismatch'))
    own.callback.searchParams.set('code', stolen.callback.searchParams.get('code') ?? '')
    expect(await portal.finishSignOn(own.callback, own.detail, new Date())).toEqual(failed('code-rejected'))
  })

  test('with the nonce of another sign-on is refused: the token was made for that one', async () => {
    const [own, other] = [await portal.comeBack(), await portal.comeBack()]
    const mixed = { ...own.detail, nonce: other.detail.nonce }
    expect(await portal.finishSignOn(own.callback, mixed, new Date())).toEqual(failed('nonce-mismatch'))
  })
})

describe('what the provider publishes', () => {
  const asked = () => provider.calls('/.well-known/openid-configuration')
  const hourLater = () => new Date(Date.now() + 60 * 60 * 1000)

  test('is asked for once by any number at the same time, and kept for an hour', async () => {
    const { beginSignOn } = await openPortal(provider)
    const before = asked()
    const begun = await Promise.all(Array.from({ length: 10 }, () => beginSignOn()))
    expect(begun.every(({ ok }) => ok)).toBe(true)
    await beginSignOn({}, new Date(Date.now() + 59 * 60 * 1000))
    expect(asked()).toBe(before + 1)
    await beginSignOn({}, hourLater())
    expect(asked()).toBe(before + 2)
  })

  test('is asked for again after it failed', async () => {
    const { beginSignOn } = await openPortal(provider)
    provider.lie('discovery-fails')
    expect(await Promise.all([beginSignOn(), beginSignOn()])).toEqual([failed('provider-away'), failed('provider-away')])
    provider.lie()
    expect((await beginSignOn()).ok).toBe(true)
  })

  test('is not to be had of a provider that is gone', async () => {
    const gone = await startIdentityProvider({ redirectUri })
    await gone.close()
    const { beginSignOn } = await openPortal(gone)
    expect(await beginSignOn()).toEqual(failed('provider-away'))
  })

  test('is believed for the issuer alone that was set up', async () => {
    const { beginSignOn } = await openPortal({ ...provider, issuer: provider.issuer.replace('127.0.0.1', 'localhost') })
    expect(await beginSignOn()).toEqual(failed('issuer-mismatch'))
  })
})
