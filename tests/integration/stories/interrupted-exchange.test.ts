import { readdirSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { beforeEach, expect, test, vi } from 'vitest'
import type { UserId } from '@/lib/accounts/user-id'
import { listActivity } from '@/lib/audit/store'
import { verifyChain } from '@/lib/audit/verification-store'
import { HoldLost, keepAnswer, openAnswer, requireHold, spoolPlace, type Claim } from '@/lib/attempts/exchange-store'
import { takeOverAbandoned } from '@/lib/attempts/recovery-store'
import { attemptLifeMs, getAttempt } from '@/lib/attempts/store'
import { db } from '@/lib/db'
import { endAttempt } from '@/lib/attempt-outcome'
import { deleteUser } from '@/lib/delete-user'
import { finishExchange } from '@/lib/exchange'
import { deleteSettingsFile, getSettingsFile, listSettingsFiles, openSettingsField } from '@/lib/history/store'
import { exchangeReturnUrl } from '@/lib/preauthenticate'
import { endAttempts, replaySpool } from '@/lib/recover-exchanges'
import { reserve } from '@/lib/spool/spool'
import { claimAttempt } from '@/tests/support/taken'
import { recoverExchanges } from './recover-exchanges'
import {
  allow,
  begin,
  claim,
  control,
  newApp,
  newUser,
  nothingSealed,
  requireAttempt,
  sealedColumns,
  settingsIdOf,
  tokenCalls,
} from './story'

beforeEach(() => sandbox.world.reset())

const code = 'stampNL001.AbCd!IAAAA-code'
const answer = (refreshToken: string) => ({
  status: 200,
  reason: null,
  code,
  body: JSON.stringify({ access_token: 'stampNL001.gAAAA-made-up', token_type: 'bearer', expires_in: '600', refresh_token: refreshToken }),
})
/** The same, as it is kept today: bytes, here packed by somebody who did not say so. */
const answerOfToday = (refreshToken: string) => {
  const { body, ...former } = answer(refreshToken)
  return { status: former.status, headers: {}, code, bytes: gzipSync(body).toString('base64') }
}
const later = (minutes: number) => new Date(Date.now() + minutes * 60_000)
const spooled = () => readdirSync(process.env.SPOOL_DIR ?? '')
const spooledOf = (id: string) => spooled().filter((name) => name.startsWith(id))

type Where = 'the spool' | 'the database' | 'both'

/** As far as a portal came that was killed after the provider's answer had reached its disk. */
async function killedAfterTheAnswer(refreshToken: string, where: Where = 'both', given: object = answer(refreshToken)) {
  const user = await newUser()
  const app = await newApp()
  const { attempt, state } = await begin(user, app)
  const claimed = await claim(user, attempt.id)
  if (where !== 'the database') await spool(user, claimed, { ...given, clientSecret: app.clientSecret })
  if (where !== 'the spool') await keepAnswer(claimed.hold, claimed.vault, given)
  return { user, app, state, claimed, attempt: await requireAttempt(user, attempt.id) }
}

async function spool(user: UserId, { hold, vault }: Claim, kept: object) {
  const room = await reserve(hold.id, user)
  await room.keep(vault.seal(JSON.stringify(kept), spoolPlace(hold.id)), hold.fence)
  await room.letGo()
}

/** An exchange under way, whose answer from the provider is held back until the sandbox lets go. */
async function heldBack(endpoint: 'token' | 'me') {
  const user = await newUser()
  const app = await newApp()
  const { attempt, state } = await begin(user, app)
  const returnUrl = await allow(app, state)
  await control('next', { endpoint, clientId: app.clientId, hold: true })
  const answered = exchangeReturnUrl(user, attempt, returnUrl)
  await vi.waitUntil(() => sandbox.world.held.count() > 0, { timeout: 20_000, interval: 5 })
  return { user, attempt, answered }
}

test.each([
  ['the spool', 'as text, by an earlier version', answer],
  ['the database', 'as text, by an earlier version', answer],
  ['both', 'as text, by an earlier version', answer],
  ['the spool', 'as bytes', answerOfToday],
  ['the database', 'as bytes', answerOfToday],
] as const)('an answer that stands in %s, %s, is brought home once its process is gone, without another call', async (where, _, keep) => {
  const token = 'stampNL001.AbCd!IAAAA-kept'
  const { user, app, attempt } = await killedAfterTheAnswer(token, where, keep(token))
  await recoverExchanges(new Date())
  expect((await getAttempt(user, attempt.id))?.status).toBe('exchanging')

  await Promise.all([recoverExchanges(later(1)), recoverExchanges(later(1)), recoverExchanges(later(1))])
  const { rows } = await listSettingsFiles(user)
  expect(rows).toMatchObject([{ proofFailure: 'me', attemptId: attempt.id, clientId: app.clientId }])
  const id = rows[0]?.id ?? ''
  expect(await openSettingsField(user, id, 'refreshToken')).toBe('stampNL001.AbCd!IAAAA-kept')
  expect(await openSettingsField(user, id, 'xml')).toContain(app.clientSecret)
  expect(await getAttempt(user, attempt.id)).toMatchObject({ status: 'done', failure: null, settingsFile: { id } })
  expect(await sealedColumns(attempt.id)).toEqual(nothingSealed)
  expect((await listActivity(user, null)).rows.map(({ kind }) => kind).filter((kind) => kind === 'attempt-done')).toHaveLength(1)
  await recoverExchanges(later(2))
  expect(spooledOf(attempt.id)).toEqual([])
  expect(tokenCalls()).toBe(0)
})

test('an answer in the spool comes home where another instance, which did not know of it, has said unknown', async () => {
  const { user, claimed, attempt } = await killedAfterTheAnswer('stampNL001.AbCd!IAAAA-elsewhere', 'the spool')
  await endAttempt(claimed.hold, { status: 'unknown', failure: 'attempt-interrupted' }, new Date())
  expect(await sealedColumns(attempt.id)).toEqual(nothingSealed)
  await recoverExchanges(new Date())
  expect(await getAttempt(user, attempt.id)).toMatchObject({ status: 'done', failure: null })
  const { rows } = await listSettingsFiles(user)
  expect(await openSettingsField(user, rows[0]?.id ?? '', 'refreshToken')).toBe('stampNL001.AbCd!IAAAA-elsewhere')
})

test('what lies in the spool of this instance is not said to be unknown, whichever job comes first', async () => {
  const { user, attempt } = await killedAfterTheAnswer('stampNL001.AbCd!IAAAA-first', 'the spool')
  const status = async () => (await getAttempt(user, attempt.id))?.status
  await endAttempts(later(1))
  expect(await status()).toBe('exchanging')
  await replaySpool(later(1))
  expect(await status()).toBe('done')
})

test('a result that was deleted does not come back out of the spool', async () => {
  const { user, claimed, attempt } = await killedAfterTheAnswer('stampNL001.AbCd!IAAAA-deleted')
  const id = settingsIdOf(await finishExchange(claimed.hold, attempt, { ...answer('stampNL001.AbCd!IAAAA-deleted'), clientSecret: 'x' }))
  await deleteSettingsFile(user, id)
  await recoverExchanges(later(1))
  expect((await listSettingsFiles(user)).rows).toEqual([])
  expect(spooledOf(attempt.id)).toEqual([])
})

test('of two that finish one exchange, only the one who holds it writes; the other is told what stands', async () => {
  const { user, claimed, attempt } = await killedAfterTheAnswer('stampNL001.AbCd!IAAAA-once')
  const [taken] = (await takeOverAbandoned(later(1))).filter(({ id }) => id === attempt.id)
  if (!taken) throw new Error('It was not taken over')
  const kept = { ...answer('stampNL001.AbCd!IAAAA-once'), clientSecret: 'x' }
  // The one who lost the hold writes nothing, but does not drop the token either.
  expect(await finishExchange(claimed.hold, attempt, kept)).toMatchObject({
    settingsId: null,
    unsaved: { refreshToken: 'stampNL001.AbCd!IAAAA-once' },
  })
  expect((await listSettingsFiles(user)).rows).toEqual([])
  const id = settingsIdOf(await finishExchange(taken, attempt, kept))
  expect(await finishExchange(claimed.hold, attempt, kept)).toEqual({ ok: true, settingsId: id })
  await expect(requireHold(claimed.hold)).rejects.toThrow(HoldLost)
  expect((await listSettingsFiles(user)).rows).toHaveLength(1)
})

test('an answer that comes after its process was thought dead is shown, and comes home from the spool', async () => {
  const { user, attempt, answered } = await heldBack('token')
  // Its own process knows that it waits; another instance does not.
  await recoverExchanges(later(1))
  expect((await getAttempt(user, attempt.id))?.status).toBe('exchanging')
  const { fence } = await db.attempt.findUniqueOrThrow({ where: { id: attempt.id } })
  await endAttempt({ userId: user, id: attempt.id, fence }, { status: 'unknown', failure: 'attempt-interrupted' }, new Date())
  sandbox.world.held.release()
  const outcome = await answered
  if (!outcome.ok || outcome.settingsId !== null) throw new Error('It was not told')
  expect(spooledOf(attempt.id)).toHaveLength(1)
  await recoverExchanges(new Date())
  const { rows } = await listSettingsFiles(user)
  expect(await openSettingsField(user, rows[0]?.id ?? '', 'refreshToken')).toBe(outcome.unsaved.refreshToken)
  expect(await getAttempt(user, attempt.id)).toMatchObject({ status: 'done', failure: null })
  expect(spooledOf(attempt.id)).toEqual([])
})

test('what this process is at work on is left to it, also after its answer was kept and its lease has run out', async () => {
  const { user, attempt, answered } = await heldBack('me')
  expect(await sealedColumns(attempt.id)).not.toEqual(nothingSealed)
  await recoverExchanges(later(1))
  expect(await db.attempt.findUnique({ where: { id: attempt.id } })).toMatchObject({ status: 'exchanging', fence: 1 })
  sandbox.world.held.release()
  const id = settingsIdOf(await answered)
  expect(await getAttempt(user, attempt.id)).toMatchObject({ status: 'done', settingsFile: { id } })
  expect(spooledOf(attempt.id)).toEqual([])
  expect(tokenCalls()).toBe(1)
})

test('who is deleted while the provider is asked leaves nothing in the spool', async () => {
  const { user, attempt, answered } = await heldBack('token')
  expect(spooledOf(attempt.id)).toHaveLength(1)
  const { email } = await db.user.findUniqueOrThrow({ where: { id: user } })
  expect(await deleteUser(email, new Date())).toEqual({ ok: true, userId: user })
  sandbox.world.held.release()
  const outcome = await answered
  expect(spooledOf(attempt.id)).toEqual([])
  expect((await listSettingsFiles(user)).rows).toEqual([])
  // The token is there once: whoever waits gets it, and those who look after the portal read that it was so.
  if (!outcome.ok || outcome.settingsId !== null) throw new Error('It was not told')
  expect(outcome.unsaved).toMatchObject({ isAccountGone: true, refreshToken: expect.stringMatching(/^stamp/) })
  const entry = await db.auditEntry.findFirstOrThrow({
    where: { chain: 'portal', kind: 'shown-after-deletion' },
    orderBy: { sequence: 'desc' },
  })
  expect(JSON.parse(entry.detail)).toEqual({ user, attempt: attempt.id })
  expect((await verifyChain('portal')).broken).toBeNull()
})

test('an answer that was kept is not given up by time', async () => {
  const { user, attempt } = await killedAfterTheAnswer('stampNL001.AbCd!IAAAA-old', 'the database')
  await recoverExchanges(later(60 * 24 * 10))
  expect((await getAttempt(user, attempt.id))?.status).toBe('done')
})

test('an answer kept that says no ends the attempt with its reason', async () => {
  const no = { status: 400, reason: null, code: 'a code', body: '{"error":"invalid_request"}' }
  const { user, attempt } = await killedAfterTheAnswer('', 'both', no)
  await recoverExchanges(later(1))
  expect(await getAttempt(user, attempt.id)).toMatchObject({ status: 'failed', failure: 'code-rejected' })
  await recoverExchanges(later(2))
  expect(spooledOf(attempt.id)).toEqual([])
})

test('an exchange that was cut off before an answer came is closed as unknown, and not while its process may live', async () => {
  const user = await newUser()
  const { attempt } = await begin(user, await newApp())
  const { hold } = await claim(user, attempt.id)
  await recoverExchanges(new Date())
  expect((await getAttempt(user, attempt.id))?.status).toBe('exchanging')
  await recoverExchanges(later(1))
  expect(await getAttempt(user, attempt.id)).toMatchObject({ status: 'unknown', failure: 'attempt-interrupted' })
  expect(await sealedColumns(attempt.id)).toEqual(nothingSealed)
  expect(await openAnswer(hold)).toBeNull()
  expect((await listActivity(user, null)).rows[0]).toMatchObject({ kind: 'attempt-unknown', detail: { failure: 'attempt-interrupted' } })
})

test('after an interruption the same return URL is not sent again', async () => {
  const { user, app, state, attempt } = await killedAfterTheAnswer('stampNL001.AbCd!IAAAA-twice')
  const outcome = await exchangeReturnUrl(user, attempt, await allow(app, state))
  expect(outcome).toEqual({ ok: false, failure: 'attempt-exchanging', isOver: true })
  expect(tokenCalls()).toBe(0)
})

test('an attempt past its time is closed as expired, its secrets gone', async () => {
  const user = await newUser()
  const { attempt } = await begin(user, await newApp())
  await recoverExchanges(new Date(attempt.createdAt.getTime() + attemptLifeMs - 1))
  expect((await getAttempt(user, attempt.id))?.status).toBe('open')
  await recoverExchanges(new Date(attempt.createdAt.getTime() + attemptLifeMs))
  expect(await getAttempt(user, attempt.id)).toMatchObject({ status: 'expired', failure: 'attempt-expired' })
  expect(await sealedColumns(attempt.id)).toEqual(nothingSealed)
})

test('an attempt is claimed once, by one of many at the same time', async () => {
  const user = await newUser()
  const app = await newApp()
  const { attempt } = await begin(user, app)
  const claims = await Promise.all(Array.from({ length: 10 }, () => claimAttempt(user, attempt.id, new Date())))
  expect(claims.filter(Boolean)).toMatchObject([{ clientSecret: app.clientSecret, hold: { userId: user, id: attempt.id, fence: 1 } }])
})

test('an abandoned exchange is given to one of many that would take it over', async () => {
  const { attempt } = await killedAfterTheAnswer('stampNL001.AbCd!IAAAA-one-taker', 'the database')
  const now = later(1)
  const taken = (await Promise.all(Array.from({ length: 10 }, () => takeOverAbandoned(now)))).flat()
  expect(taken.filter(({ id }) => id === attempt.id)).toHaveLength(1)
})

test('what can’t be replayed is kept, and the others come home all the same', async () => {
  const folder = process.env.SPOOL_DIR ?? ''
  const strange = `${crypto.randomUUID()}.1.answer`
  writeFileSync(
    join(folder, strange),
    JSON.stringify({ attemptId: strange.slice(0, 36), userId: 'nobody', fence: 1, sealed: 'v2.a.b.c.d' }),
  )
  const torn = await killedAfterTheAnswer('stampNL001.AbCd!IAAAA-torn', 'the spool')
  const moved = await killedAfterTheAnswer('stampNL001.AbCd!IAAAA-moved', 'the spool')
  const whole = await killedAfterTheAnswer('stampNL001.AbCd!IAAAA-whole', 'the spool')
  writeFileSync(join(folder, spooledOf(torn.attempt.id)[0] ?? ''), '{"attemptId":"')
  const entry = { attemptId: moved.attempt.id, userId: moved.user, fence: 1, sealed: 'v2.x' }
  writeFileSync(join(folder, spooledOf(moved.attempt.id)[0] ?? ''), JSON.stringify(entry))
  await recoverExchanges(later(1))
  await recoverExchanges(later(2))
  expect((await getAttempt(whole.user, whole.attempt.id))?.status).toBe('done')
  for (const { user, attempt } of [torn, moved]) {
    expect((await getAttempt(user, attempt.id))?.status).toBe('unknown')
    expect(spooledOf(attempt.id)).toHaveLength(1)
  }
  expect(spooled()).toContain(strange)
})

test('room that was never used is given up, but not while a call may be under way', async () => {
  const user = await newUser()
  const { attempt } = await begin(user, await newApp())
  const folder = process.env.SPOOL_DIR ?? ''
  const name = `${attempt.id}.1.answer`
  writeFileSync(join(folder, name), ' '.repeat(1000))
  await recoverExchanges(new Date())
  expect(spooled()).toContain(name)
  const longAgo = new Date(Date.now() - 3_600_000)
  utimesSync(join(folder, name), longAgo, longAgo)
  await recoverExchanges(new Date())
  expect(spooled()).not.toContain(name)
})

test('with the database away after the answer, the user gets the result, and the history gets it later, once', async () => {
  const user = await newUser()
  const app = await newApp()
  const { attempt, state } = await begin(user, app)
  const returnUrl = await allow(app, state)
  const takeAttempt = db.$transaction.bind(db)
  const transaction = vi.spyOn(db, '$transaction').mockImplementationOnce(takeAttempt).mockRejectedValue(new Error('the database is away'))
  const outcome = await exchangeReturnUrl(user, attempt, returnUrl)
  transaction.mockRestore()
  if (!outcome.ok || outcome.settingsId !== null) throw new Error('It was saved')
  expect(outcome.unsaved.name).toBe('Kantoor')
  expect(outcome.unsaved.xml).toContain(outcome.unsaved.refreshToken)
  expect((await listSettingsFiles(user)).rows).toEqual([])
  expect(spooledOf(attempt.id)).toHaveLength(1)

  await recoverExchanges(later(1))
  const { rows } = await listSettingsFiles(user)
  expect(rows).toHaveLength(1)
  expect(await openSettingsField(user, rows[0]?.id ?? '', 'refreshToken')).toBe(outcome.unsaved.refreshToken)
  expect(await getSettingsFile(user, rows[0]?.id ?? '')).toMatchObject({ attemptId: attempt.id })
  expect(spooledOf(attempt.id)).toEqual([])
  expect(tokenCalls()).toBe(1)
})
