import { beforeEach, expect, test } from 'vitest'
import type { UserId } from '@/lib/accounts/user-id'
import { openKeptAnswer, sealKeptAnswer } from '@/lib/attempts/exchange-store'
import { countKeptAnswers, forgetKeptAnswers } from '@/lib/attempts/kept-answer-store'
import { listActivity } from '@/lib/audit/store'
import { db } from '@/lib/db'
import { deleteUser } from '@/lib/delete-user'
import type { Kept } from '@/lib/exchange'
import { exportUser } from '@/lib/export-user'
import { listSettingsFiles, openSettingsField } from '@/lib/history/store'
import { keptAnswers } from '@/lib/kept-answers'
import { asRawAnswer } from '@/lib/oauth/raw-answer'
import { resealUser } from '@/lib/vault/reseal-store'
import { control, exchange, newApp, newUser, nothingSealed, requireAttempt, sealedColumns, tokenCalls, userOf } from './story'

beforeEach(() => sandbox.world.reset())

const dayMs = 24 * 60 * 60 * 1000
const json = (refreshToken: string) =>
  JSON.stringify({ access_token: 'stampNL001.gAAAA-x', expires_in: '600', refresh_token: refreshToken })

/** An exchange whose answer is ordered. */
async function answered(order: object) {
  const [user, app] = [await newUser(), await newApp()]
  await control('next', { endpoint: 'token', ...order })
  const { attempt, outcome } = await exchange(user, app)
  const kept = await openKeptAnswer<Kept>(user, attempt.id)
  return { user, app, attempt, outcome, kept, bytes: kept && Buffer.from(asRawAnswer(kept).bytes, 'base64') }
}

/** The operator at the console. */
function console() {
  const lines: string[] = []
  const operator = keptAnswers(
    (line) => lines.push(line),
    (message) => new Error(message),
  )
  return { ...operator, told: () => lines.splice(0).join('\n') }
}

const kinds = async (user: UserId) => (await listActivity(user, null)).rows.map(({ kind }) => kind)

test.each<[string, object, string | RegExp]>([
  ['a page', { status: 200, body: '<html>Log in</html>' }, '<html>Log in</html>'],
  ['an empty object', { preset: 'empty-object' }, '{}'],
  ['null', { preset: 'json-null' }, 'null'],
  ['a number as a token', { transform: 'refresh-token-number' }, /"refresh_token":12345/],
  ['half an answer', { transform: 'truncated' }, /^\{"access_token":"/],
  ['no refresh token', { preset: 'no-refresh-token' }, /^\{"access_token":"/],
  ['bytes that are nothing', { status: 200, bodyBase64: Buffer.from([1, 2, 0xfe]).toString('base64') }, '\u0001\u0002\ufffd'],
  ['what broke off', { reset: 'after-headers' }, /^\{"access_token":"/],
  ['50 MB', { preset: 'huge' }, 'A'.repeat(64 * 1024)],
  ['a token under a status of refusal', { status: 502, body: json('stampNL001.AbCd!IAAAA-refused') }, /refused/],
])('%s stays sealed, as it came, beside its attempt', async (_, order, body) => {
  const { attempt, outcome, kept, bytes } = await answered(order)
  expect(outcome.ok).toBe(false)
  expect(bytes?.toString()).toEqual(typeof body === 'string' ? body : expect.stringMatching(body))
  expect(kept && asRawAnswer(kept)).toMatchObject({ headers: { 'content-type': expect.any(String) } })
  expect(Number(attempt.keptUntil) - Number(attempt.endedAt)).toBe(30 * dayMs)
  expect(await sealedColumns(attempt.id)).toEqual(nothingSealed)
  expect(JSON.stringify(await db.attempt.findUnique({ where: { id: attempt.id } }))).not.toContain(kept?.clientSecret)
  expect(tokenCalls()).toBe(1)
})

test.each<[string, object]>([
  ['an answer without a body', { preset: 'empty-200' }],
  ['a refusal', { preset: 'invalid-client' }],
  ['maintenance', { preset: 'maintenance-html' }],
  ['nothing at all', { preset: 'reset-before-headers' }],
  ['an answer that was read', { transform: 'gzip-unnamed' }],
])('of %s nothing stays', async (_, order) => {
  const { attempt, kept } = await answered(order)
  expect(kept).toBeNull()
  expect(await db.attempt.findUnique({ where: { id: attempt.id } })).toMatchObject({ keptAnswerSealed: null, keptUntil: null })
})

test('where two tokens differ, the one that is read makes the file, and the whole stays', async () => {
  const { user, attempt, bytes } = await answered({ transform: 'duplicate-keys' })
  const id = attempt.settingsFile?.id ?? ''
  expect(bytes?.toString()).toContain(await openSettingsField(user, id, 'refreshToken'))
  expect(bytes?.toString()).toContain('first-of-two')
})

test('after 30 days it is gone, and not before', async () => {
  const { user, attempt } = await answered({ preset: 'html-200' })
  const end = Number(attempt.keptUntil)
  await forgetKeptAnswers(new Date(end - 1))
  expect(await openKeptAnswer(user, attempt.id)).not.toBeNull()
  await forgetKeptAnswers(new Date(end))
  expect(await openKeptAnswer(user, attempt.id)).toBeNull()
  expect(await requireAttempt(user, attempt.id)).toMatchObject({ failure: 'not-a-token-answer', keptUntil: null })
})

test('a new data key opens it, and the old one is not needed any more', async () => {
  const { user, attempt } = await answered({ preset: 'html-200' })
  const { secrets, unopened } = await resealUser(user, new Date(Date.now() + 1), new Date())
  expect([secrets > 0, unopened]).toEqual([true, []])
  await db.dataKey.deleteMany({ where: { userId: user, retiredAt: { not: null } } })
  expect(await openKeptAnswer(user, attempt.id)).toMatchObject({ status: 200 })
})

test('it is its user’s: exported with the secrets, and gone with the account', async () => {
  const { user, attempt } = await answered({ status: 200, body: 'what is this?' })
  const { email } = await db.user.findUniqueOrThrow({ where: { id: user } })
  const path = `kept-answers/${attempt.id}.json`
  const exported = async (withSecrets: boolean) => {
    const files = (await exportUser(userOf(user, email), withSecrets)) ?? []
    for await (const file of files) if (file.path === path) return JSON.parse(String(file.text)) as object
  }
  expect(await exported(false)).toBeUndefined()
  expect(await exported(true)).toMatchObject({ status: 200, body: Buffer.from('what is this?').toString('base64') })
  await deleteUser(email, new Date())
  expect(await db.attempt.findUnique({ where: { id: attempt.id } })).toBeNull()
})

test('the operator sees all but the body, takes the body if need be, and each look stands in its user’s chain first', async () => {
  const token = 'stampNL001.AbCd!IAAAA-secret'
  const { user, attempt, kept } = await answered({ status: 500, body: json(token), headers: { Reason: 'none\tgiven' } })
  const operator = console()
  await operator.list()
  expect(operator.told()).toMatch(new RegExp(`^${attempt.id}  server-error  ended .{16}  kept until .{16}$`, 'm'))
  expect(await kinds(user)).not.toContain('kept-answer-seen')
  await operator.describe(attempt.id)
  const told = operator.told()
  expect(told).toMatch(/^status 500\n/m)
  expect(told).toMatch(/^reason: none\\tgiven$/m)
  expect(told).toMatch(/^body: \d+ bytes$/m)
  for (const secret of [token, kept?.clientSecret, kept?.code]) expect(told).not.toContain(secret)
  expect((await kinds(user))[0]).toBe('kept-answer-seen')
  expect((await operator.getBody(attempt.id)).toString()).toBe(json(token))
  expect((await kinds(user))[0]).toBe('kept-answer-copied')
  await expect(operator.describe('no-such-attempt')).rejects.toThrow('No answer is kept of attempt no-such-attempt.')
})

test('what a later version understands makes its file when it is read again, once', async () => {
  const { user, attempt, kept } = await answered({ preset: 'html-200' })
  const understood = { ...kept, bytes: Buffer.from(json('stampNL001.AbCd!IAAAA-understood')).toString('base64') }
  await db.attempt.update({ where: { id: attempt.id }, data: await sealKeptAnswer(user, attempt.id, understood, null, new Date()) })
  const operator = console()
  await operator.readAgain(attempt.id)
  expect(operator.told()).toBe('its settings file stands in the history of its user now')
  const { rows } = await listSettingsFiles(user)
  expect(await openSettingsField(user, rows[0]?.id ?? '', 'refreshToken')).toBe('stampNL001.AbCd!IAAAA-understood')
  expect(await openSettingsField(user, rows[0]?.id ?? '', 'xml')).toContain(kept?.clientSecret)
  expect(await requireAttempt(user, attempt.id)).toMatchObject({ status: 'done', failure: null, keptUntil: null })
  expect(await sealedColumns(attempt.id)).toEqual(nothingSealed)
  await expect(operator.readAgain(attempt.id)).rejects.toThrow('No answer is kept')
  expect(tokenCalls()).toBe(1)
})

test('what is still not understood stays as it is, and no longer than before', async () => {
  const { user, attempt, kept } = await answered({ preset: 'html-200' })
  const operator = console()
  await operator.readAgain(attempt.id)
  expect(operator.told()).toBe('it is read as not-a-token-answer, and stays as it is')
  expect(await openKeptAnswer(user, attempt.id)).toEqual(kept)
  expect(await requireAttempt(user, attempt.id)).toMatchObject({ status: 'failed', keptUntil: attempt.keptUntil })
})

test('they are counted for administrators', async () => {
  const before = await countKeptAnswers()
  await answered({ preset: 'html-200' })
  expect(await countKeptAnswers()).toBe(before + 1)
})
