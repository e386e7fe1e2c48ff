// Single sign-on at a provider that lies, breaks down or was taken over: each has its failure, nobody comes in, and nothing of it is written down.
import { afterAll, afterEach, beforeEach, expect, test, vi } from 'vitest'
import { allowFields } from '@/lib/log/fields.mjs'
import type { SignOnFailure } from '@/lib/sign-on/failures'
import { lies, type Lie } from '../support/identity-lies'
import { openBrowser } from '../support/identity-page'
import { startIdentityProvider } from '../support/identity-provider'
import { openPortal, redirectUri, type SignOnPortal } from '../support/sign-on-portal'

const provider = await startIdentityProvider({ redirectUri })
let portal: SignOnPortal
const warned: string[] = []

beforeEach(async () => {
  provider.lie()
  portal = await openPortal(provider)
  warned.length = 0
  vi.spyOn(portal.log, 'warn').mockImplementation((event, fields) => void warned.push(JSON.stringify([event, allowFields(fields)])))
})
afterEach(() => vi.restoreAllMocks())
afterAll(() => provider.close())

/** A deadline that nobody has to sit out. Whoever sets another one than ten seconds waits longer than a test does. */
function shorten() {
  const timeout = globalThis.setTimeout
  vi.spyOn(globalThis, 'setTimeout').mockImplementation(((work: () => void, ms: number) =>
    timeout(work, ms === 10_000 ? 40 : ms)) as typeof setTimeout)
}

async function meet(...told: Lie[]): Promise<string> {
  const isOfDiscovery = told.some((lie) => lie.startsWith('discovery'))
  const order = () => {
    provider.lie(...told)
    if (told.some((lie) => lie.endsWith('never'))) shorten()
  }
  if (isOfDiscovery) order()
  const begun = await portal.beginSignOn({ maxAgeSeconds: 60 })
  if (!begun.ok) return begun.failure
  const callback = await openBrowser().follow(begun.url)
  if (!isOfDiscovery) order()
  const answer = await portal.finishSignOn(callback, begun.detail, new Date())
  return answer.ok ? 'came in' : answer.failure
}

const expected: Record<Lie, SignOnFailure | 'came in'> = {
  'wrong-nonce': 'nonce-mismatch',
  'no-nonce': 'nonce-mismatch',
  'wrong-issuer': 'issuer-mismatch',
  'wrong-audience': 'token-invalid',
  'shared-audience': 'token-invalid',
  expired: 'token-invalid',
  'old-auth-time': 'stale',
  'no-auth-time': 'stale',
  'auth-time-in-milliseconds': 'token-invalid',
  'no-subject': 'token-invalid',
  'odd-subject': 'token-invalid',
  'endless-subject': 'token-invalid',
  'no-email-in-token': 'came in',
  unsigned: 'token-invalid',
  'signed-with-client-secret': 'token-invalid',
  'unknown-key': 'token-invalid',
  'forged-signature': 'token-invalid',
  'no-signature': 'token-invalid',
  'discovery-fails': 'provider-away',
  'discovery-huge': 'provider-error',
  'discovery-never': 'provider-away',
  'discovery-of-another': 'issuer-mismatch',
  'discovery-without-token-endpoint': 'provider-error',
  'discovery-leads-to-script': 'provider-error',
  // No lie by itself, see below.
  'discovery-allows-anything': 'came in',
  'discovery-knows-no-secrets': 'provider-error',
  'token-fails': 'provider-away',
  'token-never': 'provider-away',
  'token-huge': 'provider-error',
  'token-html': 'provider-error',
  'token-moved': 'provider-error',
  'code-refused': 'code-rejected',
  'client-refused': 'client-rejected',
  'no-id-token': 'provider-error',
  'id-token-is-noise': 'provider-error',
  'other-subject': 'subject-mismatch',
  'userinfo-fails': 'provider-away',
  'userinfo-refuses': 'provider-error',
  'keys-fail': 'provider-away',
  'keys-gone': 'token-invalid',
}

const ofUserInfo: readonly Lie[] = ['other-subject', 'userinfo-fails', 'userinfo-refuses']

test('every lie is tried', () => {
  expect(Object.keys(expected).sort()).toEqual([...lies].sort())
})

test.each(Object.entries(expected) as [Lie, string][])('%s: %s', async (lie, outcome) => {
  expect(await meet(lie, ...(ofUserInfo.includes(lie) ? (['no-email-in-token'] as const) : []))).toBe(outcome)
  expect(warned).toHaveLength(outcome === 'came in' ? 0 : 1)
  if (outcome !== 'came in') expect(warned[0]).toMatch(new RegExp(`^\\["single sign-on .*"failure":"${outcome}"`))
  expect(warned.join()).not.toMatch(new RegExp(`canary|kantoor|mila|eyJ|maintenance|${provider.clientSecret}|other\\.test`))
})

test.each(['unsigned', 'signed-with-client-secret', 'no-signature'] as const)(
  'a token that is %s is none, also where the provider has published that it may be',
  async (lie) => {
    provider.lie('discovery-allows-anything')
    portal = await openPortal(provider)
    expect(await meet(lie, 'discovery-allows-anything')).toBe('token-invalid')
  },
)

test('the age of the log-in there is looked at where it was asked for, and a time that can not be is believed nowhere', async () => {
  provider.lie('old-auth-time')
  const answer = await portal.signOn()
  expect(answer).toMatchObject({ ok: true })
  expect(answer.ok && Date.now() - (answer.person.authenticatedAt?.getTime() ?? 0)).toBeGreaterThanOrEqual(3_599_000)
  provider.lie('no-auth-time')
  expect(await portal.signOn()).toMatchObject({ ok: true, person: { authenticatedAt: null } })
  provider.lie('auth-time-in-milliseconds')
  expect(await portal.signOn()).toEqual({ ok: false, failure: 'token-invalid' })
})

test('nobody comes in by the tokens of another provider that the same portal is known to', async () => {
  const other = await startIdentityProvider({ redirectUri, clientSecret: provider.clientSecret })
  const there = await openPortal(other)
  const begun = await portal.beginSignOn()
  const foreign = await there.comeBack()
  if (!begun.ok) throw new Error('Not begun')
  const { callback } = foreign
  callback.searchParams.set('state', begun.detail.state)
  const calls = provider.calls('/token')
  // The mix-up attack of RFC 9207: the browser was led to the other one, and brings its code here.
  expect(await portal.finishSignOn(callback, begun.detail, new Date())).toEqual({ ok: false, failure: 'issuer-mismatch' })
  expect([provider.calls('/token') - calls, other.calls('/token')]).toEqual([0, 0])
  await other.close()
})
