import { beforeEach, expect, test } from 'vitest'
import { claimAttempt, closeStaleAttempts, keepAnswer, openAnswer, takeOverAbandoned } from '@/lib/attempts/exchange-store'
import { getAttempt, attemptLifeMs } from '@/lib/attempts/store'
import { getSettingsFile, listSettingsFiles, openSettingsField } from '@/lib/history/store'
import { exchangeReturnUrl, finishExchange } from '@/lib/preauthenticate'
import { recoverExchanges } from '@/lib/recover-exchanges'
import { allow, begin, newApp, newUser, nothingSealed, requireAttempt, sealedColumns, tokenCalls } from './story'

beforeEach(() => sandbox.world.reset())

const answer = (refreshToken: string) => ({
  status: 200,
  reason: null,
  code: 'stampNL001.AbCd!IAAAA-code',
  body: JSON.stringify({ access_token: 'stampNL001.gAAAA-made-up', token_type: 'bearer', expires_in: '600', refresh_token: refreshToken }),
})
const later = (minutes: number) => new Date(Date.now() + minutes * 60_000)

/** As far as a portal came that was killed after the provider's answer had reached its disk. */
async function killedAfterTheAnswer(refreshToken: string) {
  const user = await newUser()
  const app = await newApp()
  const { attempt, state } = await begin(user, app)
  await claimAttempt(user, attempt.id, new Date())
  await keepAnswer(user, attempt.id, answer(refreshToken))
  return { user, app, state, attempt: await requireAttempt(user, attempt.id) }
}

test('an answer that stands on disk is brought home, without another call', async () => {
  const { user, attempt } = await killedAfterTheAnswer('stampNL001.AbCd!IAAAA-kept')
  const outcome = await finishExchange(user, attempt)
  expect(outcome).toEqual({ ok: true, settingsId: expect.any(String) })
  if (!outcome.ok) return
  expect(await openSettingsField(user, outcome.settingsId, 'refreshToken')).toBe('stampNL001.AbCd!IAAAA-kept')
  expect(await getSettingsFile(user, outcome.settingsId)).toMatchObject({ proofFailure: 'me', attemptId: attempt.id })
  expect(await getAttempt(user, attempt.id)).toMatchObject({ status: 'done', settingsFile: { id: outcome.settingsId } })
  expect(await sealedColumns(attempt.id)).toEqual(nothingSealed)
  expect(tokenCalls()).toBe(0)
})

test('brought home by several tabs at once, it stands in the history once', async () => {
  const { user, attempt } = await killedAfterTheAnswer('stampNL001.AbCd!IAAAA-once')
  const outcomes = await Promise.all(Array.from({ length: 5 }, () => finishExchange(user, attempt)))
  const ids = new Set(outcomes.flatMap((outcome) => (outcome.ok ? [outcome.settingsId] : [])))
  expect(ids.size).toBe(1)
  expect((await listSettingsFiles(user)).rows).toHaveLength(1)
})

test('an answer that was kept is not given up by time', async () => {
  const { user, attempt } = await killedAfterTheAnswer('stampNL001.AbCd!IAAAA-old')
  await closeStaleAttempts(later(60 * 24 * 10))
  expect((await getAttempt(user, attempt.id))?.status).toBe('exchanging')
  expect((await finishExchange(user, attempt)).ok).toBe(true)
})

test('an answer kept that says no ends the attempt with its reason', async () => {
  const user = await newUser()
  const { attempt } = await begin(user, await newApp())
  await claimAttempt(user, attempt.id, new Date())
  await keepAnswer(user, attempt.id, { status: 400, reason: null, code: 'a code', body: '{"error":"invalid_request"}' })
  expect(await finishExchange(user, attempt)).toEqual({ ok: false, failure: 'code-rejected' })
  expect(await getAttempt(user, attempt.id)).toMatchObject({ status: 'failed', failure: 'code-rejected' })
})

test('an exchange that was cut off before an answer came is closed as unknown, and not while its process may live', async () => {
  const user = await newUser()
  const { attempt } = await begin(user, await newApp())
  await claimAttempt(user, attempt.id, new Date())
  await closeStaleAttempts(new Date())
  expect((await getAttempt(user, attempt.id))?.status).toBe('exchanging')
  await closeStaleAttempts(later(1))
  expect(await getAttempt(user, attempt.id)).toMatchObject({ status: 'unknown', failure: 'attempt-interrupted' })
  expect(await sealedColumns(attempt.id)).toEqual(nothingSealed)
  expect(await finishExchange(user, attempt)).toEqual({ ok: false, failure: 'attempt-used' })
})

test('after an interruption the same return URL is not sent again', async () => {
  const { user, app, state, attempt } = await killedAfterTheAnswer('stampNL001.AbCd!IAAAA-twice')
  expect(await exchangeReturnUrl(user, attempt, await allow(app, state))).toEqual({ ok: false, failure: 'attempt-exchanging' })
  expect(tokenCalls()).toBe(0)
})

test('an attempt past its time is closed as expired, its secrets gone', async () => {
  const user = await newUser()
  const { attempt } = await begin(user, await newApp())
  await closeStaleAttempts(new Date(attempt.createdAt.getTime() + attemptLifeMs - 1))
  expect((await getAttempt(user, attempt.id))?.status).toBe('open')
  await closeStaleAttempts(new Date(attempt.createdAt.getTime() + attemptLifeMs))
  expect(await getAttempt(user, attempt.id)).toMatchObject({ status: 'expired', failure: 'attempt-expired' })
  expect(await sealedColumns(attempt.id)).toEqual(nothingSealed)
})

test('an answer can be kept for an attempt under way only, and is open to nobody before', async () => {
  const user = await newUser()
  const { attempt } = await begin(user, await newApp())
  await expect(keepAnswer(user, attempt.id, answer('x'))).rejects.toThrow()
  expect(await openAnswer(user, attempt.id)).toBeNull()
})

test('an attempt is claimed once, by one of many at the same time', async () => {
  const user = await newUser()
  const app = await newApp()
  const { attempt } = await begin(user, app)
  const claims = await Promise.all(Array.from({ length: 10 }, () => claimAttempt(user, attempt.id, new Date())))
  expect(claims.filter(Boolean)).toEqual([{ clientSecret: app.clientSecret }])
})

test('what a stopped process left behind is recovered: the answer that was kept, and the end of what has none', async () => {
  const { user, attempt } = await killedAfterTheAnswer('stampNL001.AbCd!IAAAA-recovered')
  const other = await begin(user, await newApp())
  await claimAttempt(user, other.attempt.id, new Date())

  await recoverExchanges(new Date())
  expect((await getAttempt(user, attempt.id))?.status).toBe('exchanging')
  await Promise.all([recoverExchanges(later(1)), recoverExchanges(later(1)), recoverExchanges(later(1))])
  expect((await getAttempt(user, attempt.id))?.status).toBe('done')
  expect(await getAttempt(user, other.attempt.id)).toMatchObject({ status: 'unknown', failure: 'attempt-interrupted' })
  const { rows } = await listSettingsFiles(user)
  expect(rows.map(({ attemptId }) => attemptId)).toEqual([attempt.id])
  expect(await openSettingsField(user, rows[0]?.id ?? '', 'refreshToken')).toBe('stampNL001.AbCd!IAAAA-recovered')
  expect(tokenCalls()).toBe(0)
})

test('an abandoned exchange is given to one of many that would take it over', async () => {
  const { attempt } = await killedAfterTheAnswer('stampNL001.AbCd!IAAAA-one-taker')
  const now = later(1)
  const taken = (await Promise.all(Array.from({ length: 10 }, () => takeOverAbandoned(now)))).flat()
  expect(taken.filter(({ id }) => id === attempt.id)).toHaveLength(1)
})
