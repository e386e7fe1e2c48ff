// A provider that replaces its signing key without notice, as they do after a mishap: the next sign-on comes in, and nobody can make the portal ask all day.
import { afterAll, beforeEach, expect, test } from 'vitest'
import { startIdentityProvider } from '../support/identity-provider'
import { openPortal, redirectUri, type SignOnPortal } from '../support/sign-on-portal'

const provider = await startIdentityProvider({ redirectUri })
const signing = await startIdentityProvider({ redirectUri, signedUserInfo: true })
afterAll(() => Promise.all([provider.close(), signing.close()]))

let portal: SignOnPortal
beforeEach(async () => {
  provider.lie()
  portal = await openPortal(provider)
  expect(await portal.signOn()).toMatchObject({ ok: true })
})

const refused = { ok: false, failure: 'token-invalid' }
/** So many seconds later, by the portal's clock. */
async function signOnAfter(seconds: number) {
  const { callback, detail } = await portal.comeBack()
  return portal.finishSignOn(callback, detail, new Date(Date.now() + seconds * 1000))
}

test.each([
  ['another id', undefined],
  ['the same id', 'current'],
])('a key that was replaced under %s is found with the first token that it signed', async (_, keyId) => {
  const before = provider.calls('/jwks')
  provider.replaceKey(keyId)
  expect(await portal.signOn()).toMatchObject({ ok: true, person: { subject: 'mila-1' } })
  expect(await portal.signOn()).toMatchObject({ ok: true })
  expect(provider.calls('/jwks') - before).toBe(1)
})

test('it is found by all who come in at that moment, and fetched for them once', async () => {
  const before = provider.calls('/jwks')
  provider.replaceKey()
  const answers = await Promise.all([portal.signOn(), portal.signOn(), portal.signOn()])
  expect(answers.map(({ ok }) => ok)).toEqual([true, true, true])
  expect(provider.calls('/.well-known/openid-configuration')).toBeGreaterThan(0)
  expect(provider.calls('/jwks') - before).toBeLessThanOrEqual(3)
})

test('a second one within ten seconds waits for them to be over', async () => {
  provider.replaceKey()
  expect(await portal.signOn()).toMatchObject({ ok: true })
  provider.replaceKey()
  expect(await portal.signOn()).toEqual(refused)
  expect(await signOnAfter(11)).toMatchObject({ ok: true })
})

test.each(['unknown-key', 'forged-signature', 'no-signature'] as const)(
  'who brings tokens with %s makes the portal ask once',
  async (lie) => {
    provider.lie(lie)
    const before = provider.calls('/jwks')
    for (let time = 0; time < 5; time++) expect(await portal.signOn()).toEqual(refused)
    expect(provider.calls('/jwks') - before).toBeLessThanOrEqual(1)
    provider.lie()
    expect(await portal.signOn()).toMatchObject({ ok: true })
  },
)

test('the answer of the userinfo endpoint is checked against new keys as well', async () => {
  const there = await openPortal(signing)
  signing.lie('no-email-in-token')
  expect(await there.signOn()).toMatchObject({ ok: true, person: { email: 'mila@kantoor.test' } })
  signing.replaceKey()
  expect(await there.signOn()).toMatchObject({ ok: true, person: { email: 'mila@kantoor.test' } })
})
