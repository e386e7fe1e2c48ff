import { beforeEach, expect, test } from 'vitest'
import { listSettingsFiles } from '@/lib/history/store'
import { exchangeReturnUrl } from '@/lib/preauthenticate'
import { allow, begin, newApp, newUser, requireAttempt, tokenCalls } from './story'

beforeEach(() => sandbox.world.reset())

test('of twenty simultaneous exchanges of one return URL one reaches the provider, and the others are told', async () => {
  const user = await newUser()
  const app = await newApp()
  const { attempt, state } = await begin(user, app)
  const returnUrl = await allow(app, state)
  // Half of them read the row beforehand, as two tabs would; half read it now.
  const outcomes = await Promise.all(
    Array.from({ length: 20 }, async (_, tab) =>
      exchangeReturnUrl(user, tab % 2 ? attempt : await requireAttempt(user, attempt.id), returnUrl),
    ),
  )
  expect(tokenCalls()).toBe(1)
  expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1)
  const told = outcomes.flatMap((outcome) => (outcome.ok ? [] : [outcome.failure]))
  expect(told).toHaveLength(19)
  expect(['attempt-exchanging', 'attempt-used']).toEqual(expect.arrayContaining([...new Set(told)]))
  expect((await listSettingsFiles(user)).rows).toHaveLength(1)
})

test('the same return URL once more, after it went well, is told as used', async () => {
  const user = await newUser()
  const app = await newApp()
  const { attempt, state } = await begin(user, app)
  const returnUrl = await allow(app, state)
  expect((await exchangeReturnUrl(user, attempt, returnUrl)).ok).toBe(true)
  expect(await exchangeReturnUrl(user, await requireAttempt(user, attempt.id), returnUrl)).toEqual({
    ok: false,
    failure: 'attempt-used',
    isOver: expect.any(Boolean),
  })
  // A tab that still holds the row as it was gets no further.
  expect((await exchangeReturnUrl(user, attempt, returnUrl)).ok).toBe(false)
  expect(tokenCalls()).toBe(1)
})

test('after a failure the same return URL is not tried again', async () => {
  const user = await newUser()
  const app = await newApp()
  const { attempt, state } = await begin(user, app, { clientSecret: 'not-the-secret' })
  const returnUrl = await allow(app, state)
  expect(await exchangeReturnUrl(user, attempt, returnUrl)).toEqual({ ok: false, failure: 'invalid-client', isOver: expect.any(Boolean) })
  expect(await exchangeReturnUrl(user, await requireAttempt(user, attempt.id), returnUrl)).toEqual({
    ok: false,
    failure: 'attempt-used',
    isOver: expect.any(Boolean),
  })
  expect(tokenCalls()).toBe(1)
})

test('twenty users at once each get a settings file of their own', async () => {
  const starts = []
  for (let index = 0; index < 20; index++) {
    const user = await newUser()
    const app = await newApp()
    starts.push({ user, app, ...(await begin(user, app)) })
  }
  const outcomes = await Promise.all(
    starts.map(async ({ user, app, attempt, state }) => exchangeReturnUrl(user, attempt, await allow(app, state))),
  )
  expect(outcomes.filter(({ ok }) => ok)).toHaveLength(20)
  expect(tokenCalls()).toBe(20)
  for (const { user, app } of starts) {
    const { rows } = await listSettingsFiles(user)
    expect(rows.map(({ clientId }) => clientId)).toEqual([app.clientId])
  }
})
