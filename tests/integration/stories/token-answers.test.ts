import { beforeEach, describe, expect, test } from 'vitest'
import { getAttempt } from '@/lib/attempts/store'
import { listSettingsFiles, openSettingsField } from '@/lib/history/store'
import type { ExchangeFailure } from '@/lib/oauth/failures'
import { exchangeReturnUrl } from '@/lib/preauthenticate'
import { PRESETS, type PresetName } from '@/sandbox/presets'
import { WRAPPINGS } from '@/sandbox/wrappings'
import { freePort } from '../../support/free-port'
import {
  allow,
  begin,
  control,
  exchange,
  liveRefreshTokens,
  newApp,
  newUser,
  nothingSealed,
  sealedColumns,
  settingsIdOf,
  tokenCalls,
} from './story'

beforeEach(() => sandbox.world.reset())

/** What each ordered answer of the token endpoint must be called. */
const failures: Partial<Record<PresetName, ExchangeFailure>> = {
  'too-early': 'too-early',
  'too-early-401': 'too-early',
  'old-refresh-token': 'old-refresh-token',
  'old-refresh-token-400': 'old-refresh-token',
  'expired-refresh-token': 'refresh-token-expired',
  'invalid-chain': 'chain-conflict',
  'invalid-client': 'invalid-client',
  'invalid-client-401': 'invalid-client',
  'invalid-code': 'code-rejected',
  'signed-data-text': 'code-rejected',
  'bad-request-text': 'bad-request',
  'gateway-500': 'gateway-fault',
  'gateway-404': 'gateway-fault',
  'maintenance-html': 'maintenance',
  'maintenance-504-html': 'maintenance',
  'empty-503': 'maintenance',
  'empty-504': 'maintenance',
  'unknown-client-page': 'unknown-error',
  'wrong-redirect-uri-page': 'unknown-error',
  'blocked-key': 'rate-limited',
  'day-limit': 'rate-limited',
  'too-many-429': 'rate-limited',
  'html-200': 'not-a-token-answer',
  'empty-200': 'not-a-token-answer',
  'empty-object': 'not-a-token-answer',
  'json-null': 'not-a-token-answer',
  'json-array': 'not-a-token-answer',
  'unauthorized-401': 'invalid-client',
  'forbidden-403': 'unknown-error',
  'no-refresh-token': 'no-refresh-token',
  huge: 'answer-too-large',
  'deep-nesting': 'answer-too-large',
  'gzip-bomb': 'answer-too-large',
  latin1: 'code-rejected',
  redirect: 'redirected',
  'redirect-307': 'redirected',
  'reset-before-headers': 'outcome-unknown',
  'reset-after-headers': 'outcome-unknown',
}
const goesWell: PresetName[] = ['expires-in-number', 'expires-in-garbage', 'duplicate-keys', 'not-json-content-type-but-json']

test('every preset of the sandbox that concerns the token call is in one of the lists', () => {
  const elsewhere = ['user-refuses', 'unauthorized-client-redirect', 'server-error-redirect']
  const tooSlowForATest = ['late-35-s', 'one-byte-a-second']
  expect([...Object.keys(failures), ...goesWell, ...elsewhere, ...tooSlowForATest].sort()).toEqual(Object.keys(PRESETS).sort())
})

test.each(Object.entries(failures))('%s is told as %s: one call, the attempt over, its secrets gone', async (preset, failure) => {
  const user = await newUser()
  await control('next', { endpoint: 'token', preset })
  const { attempt, outcome } = await exchange(user, await newApp())
  expect(outcome).toEqual({ ok: false, failure, isOver: expect.any(Boolean) })
  expect(tokenCalls()).toBe(1)
  expect(sandbox.world.counters.endpoints.elsewhere.calls).toBe(0)
  expect(attempt).toMatchObject({ failure, status: failure === 'outcome-unknown' ? 'unknown' : 'failed', endedAt: expect.any(Date) })
  expect(await sealedColumns(attempt.id)).toEqual(nothingSealed)
  expect((await listSettingsFiles(user)).rows).toEqual([])
})

test.each(goesWell)('%s does not cost the refresh token', async (preset) => {
  const user = await newUser()
  await control('next', { endpoint: 'token', preset })
  const { attempt, outcome } = await exchange(user, await newApp())
  expect(outcome).toEqual({ ok: true, settingsId: attempt.settingsFile?.id })
  expect(tokenCalls()).toBe(1)
})

test.each([
  'expires-in-negative',
  'expires-in-absent',
  'no-token-type',
  'token-type-upper',
  'token-type-mac',
  'extra-fields',
  'byte-order-mark',
  'content-type-absent',
  'no-access-token',
])('a real answer with %s does not cost the refresh token', async (transform) => {
  await control('next', { endpoint: 'token', transform })
  const { outcome } = await exchange(await newUser(), await newApp())
  expect(outcome).toEqual({ ok: true, settingsId: expect.any(String) })
})

test.each(Object.keys(WRAPPINGS))('a real answer that comes as %s does not cost the refresh token', async (transform) => {
  const [user, app] = [await newUser(), await newApp()]
  await control('next', { endpoint: 'token', transform })
  const { attempt, outcome } = await exchange(user, app)
  expect([await openSettingsField(user, settingsIdOf(outcome), 'refreshToken')]).toEqual(liveRefreshTokens(app.clientId))
  expect(tokenCalls()).toBe(1)
  expect(await sealedColumns(attempt.id)).toEqual(nothingSealed)
})

test.each([
  ['empty-refresh-token', 'no-refresh-token'],
  ['refresh-token-number', 'no-refresh-token'],
  ['truncated', 'not-a-token-answer'],
])('a real answer with %s is told as %s', async (transform, failure) => {
  await control('next', { endpoint: 'token', transform })
  const { outcome } = await exchange(await newUser(), await newApp())
  expect(outcome).toEqual({ ok: false, failure, isOver: expect.any(Boolean) })
})

describe('what the row keeps of the provider’s words', () => {
  async function failureDetail(body: object) {
    const user = await newUser()
    await control('next', { endpoint: 'token', status: 400, body })
    return (await exchange(user, await newApp())).attempt.failureDetail
  }

  test('is text, on one line, without markup being touched', async () => {
    const description = 'Sorry\r\n{"level":"info"}\u202E <script>alert(1)</script>'
    expect(await failureDetail({ error: 'server_error', error_description: description })).toBe(
      'server_error: Sorry {"level":"info"}  <script>alert(1)</script>',
    )
  })

  test('is cut', async () => {
    expect((await failureDetail({ error: 'x', error_description: 'word '.repeat(1_000) }))?.length).toBeLessThanOrEqual(300)
  })

  test('holds neither the client secret nor a token', async () => {
    const user = await newUser()
    const app = await newApp()
    const token = `stampNL001.AbCd!IAAAA${'x'.repeat(60)}`
    await control('next', {
      endpoint: 'token',
      status: 400,
      body: { error: 'x', error_description: `no ${app.clientSecret} and ${token}` },
    })
    expect((await exchange(user, app)).attempt.failureDetail).toBe('x: no … and …')
  })
})

test('a provider that is not there is told as not reached: nothing was sent, and the same return URL is good once it is there', async () => {
  const user = await newUser()
  const app = await newApp()
  const { attempt, state } = await begin(user, app)
  const returnUrl = await allow(app, state)
  // Nobody listens there: the connection is refused.
  const tokenUrl = `http://localhost:${await freePort()}/api/oauth2/token`
  const outcome = await exchangeReturnUrl(user, { ...attempt, tokenUrl }, returnUrl)
  expect(outcome).toEqual({ ok: false, failure: 'not-reached', isOver: false })
  expect(tokenCalls()).toBe(0)
  expect(await getAttempt(user, attempt.id)).toMatchObject({ status: 'open', failure: null, returnedAt: null })
  const again = await getAttempt(user, attempt.id)
  expect(again && (await exchangeReturnUrl(user, again, returnUrl))).toEqual({ ok: true, settingsId: expect.any(String) })
  expect(tokenCalls()).toBe(1)
})
