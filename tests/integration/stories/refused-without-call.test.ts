import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { attemptLifeMs, findAttemptByState, noteCode, seeCode } from '@/lib/attempts/store'
import { listActivity } from '@/lib/audit/store'
import { log } from '@/lib/log.mjs'
import { exchangeReturnUrl } from '@/lib/preauthenticate'
import { recoverExchanges } from './recover-exchanges'
import { allow, begin, deviatingRedirectUri, newApp, newUser, requireAttempt, tokenCalls } from './story'

beforeEach(() => sandbox.world.reset())
afterEach(() => expect(tokenCalls()).toBe(0))

const minutes = (count: number) => count * 60_000

async function start(now = new Date()) {
  const user = await newUser()
  const app = await newApp()
  return { user, app, ...(await begin(user, app, {}, now)) }
}

test('no state, a made-up one, and none of the attempt’s own', async () => {
  const { user, app, attempt } = await start()
  for (const [state, failure] of [
    ['', 'state-missing'],
    ['made-up', 'state-mismatch'],
  ]) {
    expect(await exchangeReturnUrl(user, attempt, await allow(app, state ?? ''))).toEqual({
      ok: false,
      failure,
      isOver: expect.any(Boolean),
    })
  }
  expect((await requireAttempt(user, attempt.id)).status).toBe('open')
})

test('an attempt that has expired', async () => {
  const now = new Date()
  const { user, app, attempt, state } = await start(now)
  const later = new Date(now.getTime() + attemptLifeMs)
  expect(await exchangeReturnUrl(user, attempt, await allow(app, state), later)).toEqual({
    ok: false,
    failure: 'attempt-expired',
    isOver: expect.any(Boolean),
  })
})

test('the state of another user’s attempt', async () => {
  const [mine, theirs] = [await start(), await start()]
  const returnUrl = await allow(theirs.app, theirs.state)
  expect(await findAttemptByState(mine.user, theirs.state)).toBeNull()
  expect(await exchangeReturnUrl(mine.user, mine.attempt, returnUrl)).toEqual({
    ok: false,
    failure: 'state-mismatch',
    isOver: expect.any(Boolean),
  })
  // Even somebody who got hold of the other's row can't exchange it.
  expect((await exchangeReturnUrl(mine.user, theirs.attempt, returnUrl)).ok).toBe(false)
  expect((await requireAttempt(theirs.user, theirs.attempt.id)).status).toBe('open')
})

test('two attempts for one app, crossed between two users', async () => {
  const app = await newApp()
  const [one, other] = [await newUser(), await newUser()]
  const [first, second] = [await begin(one, app), await begin(other, app)]
  const [firstUrl, secondUrl] = [await allow(app, first.state), await allow(app, second.state)]
  expect(await exchangeReturnUrl(one, first.attempt, secondUrl)).toEqual({
    ok: false,
    failure: 'state-mismatch',
    isOver: expect.any(Boolean),
  })
  expect(await exchangeReturnUrl(other, second.attempt, firstUrl)).toEqual({
    ok: false,
    failure: 'state-mismatch',
    isOver: expect.any(Boolean),
  })
  for (const [user, { attempt }] of [
    [one, first],
    [other, second],
  ] as const) {
    expect((await requireAttempt(user, attempt.id)).status).toBe('open')
  }
})

test('the state of one’s own attempt for another app', async () => {
  const { user, attempt } = await start()
  const otherApp = await newApp()
  const other = await begin(user, otherApp)
  expect(await exchangeReturnUrl(user, attempt, await allow(otherApp, other.state))).toEqual({
    ok: false,
    failure: 'state-mismatch',
    isOver: expect.any(Boolean),
  })
})

test('a return URL of another redirect URI', async () => {
  const { user, app, attempt, state } = await start()
  const returnUrl = (await allow(app, state)).replace(deviatingRedirectUri, 'https://clientredirect.invantive.example')
  expect(await exchangeReturnUrl(user, attempt, returnUrl)).toEqual({
    ok: false,
    failure: 'other-redirect-uri',
    isOver: expect.any(Boolean),
  })
})

test('an answer that names another issuer', async () => {
  const { user, app, attempt, state } = await start()
  const returnUrl = `${await allow(app, state)}&iss=${encodeURIComponent('https://start.exactonline.example')}`
  expect(await exchangeReturnUrl(user, attempt, returnUrl)).toEqual({ ok: false, failure: 'issuer-mismatch', isOver: expect.any(Boolean) })
  expect((await requireAttempt(user, attempt.id)).status).toBe('open')
})

test('a code that was first seen more than three minutes ago', async () => {
  const now = new Date()
  const { user, app, attempt, state } = await start(now)
  const returnUrl = await allow(app, state)
  await noteCode(user, attempt, seeCode(attempt, new URL(returnUrl).searchParams.get('code') ?? '', now))
  const seen = await requireAttempt(user, attempt.id)
  const later = new Date(now.getTime() + minutes(3) + 1)
  expect(await exchangeReturnUrl(user, seen, returnUrl, later)).toEqual({ ok: false, failure: 'code-expired', isOver: expect.any(Boolean) })
  expect((await requireAttempt(user, attempt.id)).status).toBe('open')
})

test('an error of the provider is believed only beside the right state', async () => {
  const { user, attempt, state } = await start()
  const refused = (sent: string) => `${deviatingRedirectUri}?error=server_error&error_description=Sorry%0D%0A%3Cb%3E&state=${sent}`
  expect(await exchangeReturnUrl(user, attempt, refused('made-up'))).toEqual({
    ok: false,
    failure: 'state-mismatch',
    isOver: expect.any(Boolean),
  })
  expect((await requireAttempt(user, attempt.id)).status).toBe('open')
  expect(await exchangeReturnUrl(user, attempt, refused(state))).toEqual({
    ok: false,
    failure: 'provider-error',
    isOver: expect.any(Boolean),
  })
  expect(await requireAttempt(user, attempt.id)).toMatchObject({ status: 'failed', failureDetail: 'server_error: Sorry <b>' })
})

test('a refusal that two tabs hand in at once is told to both, and ends the attempt once', async () => {
  const { user, attempt, state } = await start()
  const returnUrl = `${deviatingRedirectUri}?error=access_denied&state=${state}`
  const outcomes = await Promise.all([1, 2, 3].map(() => exchangeReturnUrl(user, attempt, returnUrl)))
  expect(outcomes).toEqual(Array(3).fill({ ok: false, failure: 'denied', isOver: true }))
  const { rows } = await listActivity(user, null)
  expect(rows.filter(({ kind }) => kind === 'attempt-failed')).toHaveLength(1)
})

test('an attempt past its time that two instances close at once is closed once, and neither complains', async () => {
  const { user, attempt } = await start()
  const later = new Date(Date.now() + attemptLifeMs + 1_000)
  const complained = vi.spyOn(log, 'error')
  await Promise.all([recoverExchanges(later), recoverExchanges(later)])
  expect((await requireAttempt(user, attempt.id)).status).toBe('expired')
  expect(complained).not.toHaveBeenCalled()
  const { rows } = await listActivity(user, null)
  expect(rows.filter(({ kind }) => kind === 'attempt-failed')).toHaveLength(1)
})
