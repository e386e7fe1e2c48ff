import { beforeEach, describe, expect, test, vi } from 'vitest'
import { isFresh } from '@/lib/accounts/freshness'
import { takeMailRequest } from '@/lib/accounts/log-in'
import { hash } from '@node-rs/argon2'
import { hashPassword, isOutdated, verifyPassword } from '@/lib/accounts/password'
import {
  createSession,
  getLiveSession,
  hashSessionId,
  listSessions,
  noteSeen,
  revokeOtherSessions,
  revokeOwnSession,
  revokeSession,
  sessionLifeSeconds,
} from '@/lib/accounts/session-store'
import type { User } from '@/lib/accounts/require-user'
import type { UserId } from '@/lib/accounts/user-id'
import { createUser } from '@/lib/accounts/user-store'
import { listActivity } from '@/lib/audit/store'
import { verifyChain } from '@/lib/audit/verification-store'
import { db } from '@/lib/db'
import { changePassword } from '@/lib/change-password'
import { confirmPassword } from '@/lib/confirm-identity'
import { logIn } from '@/lib/entrance'
import { query } from '../../support/migration-databases'
import { userOf } from './story'

const password = 'correct horse battery'
const email = 'mila@kantoor.test'
const passwordHash = await hashPassword(password)
const mila = (await createUser({ email, passwordHash }, new Date()))?.id as UserId
const start = new Date('2026-05-01T10:00:00Z')
const after = (seconds: number) => new Date(start.getTime() + seconds * 1000)

const attempt = (changes: Partial<Parameters<typeof logIn>[0]> = {}, now = start) =>
  logIn({ email, password, address: '192.0.2.1', userAgent: 'Firefox', device: null, ...changes }, now)
const wrong = { password: 'wrong' }
const arrivalOf = (userAgent: string) => ({ method: 'password', address: '192.0.2.1', userAgent }) as const
const refused = { ok: false, retryAt: null }

beforeEach(() => db.rateLimit.deleteMany())

describe('the answer', () => {
  test.each([email, ` ${email} `, 'MILA@Kantoor.test'])(
    'to the right password opens a session, for the address typed as %j',
    async (typed) => {
      const result = await attempt({ email: typed })
      expect(result).toEqual({ ok: true, userId: mila, sessionId: expect.stringMatching(/^[\w-]{43}$/), device: expect.any(String) })
      expect(result.ok && (await getLiveSession(result.sessionId, start))?.user.email).toBe(email)
    },
  )

  test('to a wrong password, an account that does not exist and none at all is one and the same', async () => {
    for (const changes of [
      wrong,
      { email: 'nobody@kantoor.test' },
      { email: '' },
      { password: '' },
      { email: '\u0000' },
      { password: 'x'.repeat(100_000) },
    ]) {
      expect(await attempt(changes), JSON.stringify(changes).slice(0, 60)).toEqual(refused)
    }
  })

  test('is slowed the same way for an account that exists and one that does not', async () => {
    const answersFor = async (account: string) => {
      const answers = []
      for (let count = 0; count < 13; count++) answers.push(await attempt({ ...wrong, email: account }))
      return answers
    }
    expect(await answersFor('nobody@kantoor.test')).toEqual(await answersFor(email))
  })
})

describe('guessing', () => {
  test('is slowed after ten tries, even with the right password, for a short time only', async () => {
    for (let count = 0; count < 10; count++) expect(await attempt(wrong)).toEqual(refused)
    const slowed = await attempt()
    expect(slowed).toEqual({ ok: false, retryAt: expect.any(Date) })
    const retryAt = ('retryAt' in slowed && slowed.retryAt) || start
    expect(retryAt.getTime()).toBeGreaterThan(start.getTime())
    expect(retryAt.getTime()).toBeLessThanOrEqual(after(60).getTime())
    expect((await attempt({}, retryAt)).ok).toBe(true)
  })

  test('thirty at once from one address are slowed as well, and the owner gets in from another address meanwhile', async () => {
    const guesses = Array.from({ length: 30 }, () => attempt({ ...wrong, address: '203.0.113.9' }))
    const owner = attempt({ address: '192.0.2.77' })
    const answers = await Promise.all(guesses)
    expect(answers.every(({ ok }) => !ok)).toBe(true)
    // No more than ten were compared with the password.
    expect(answers.filter((answer) => 'retryAt' in answer && answer.retryAt === null).length).toBeLessThanOrEqual(10)
    expect((await owner).ok).toBe(true)
  })

  test('from two hundred addresses does not shut the owner out', async () => {
    for (let index = 0; index < 200; index++) await attempt({ ...wrong, address: `198.51.100.${index}`, password: 'guess' })
    expect((await attempt({ address: '192.0.2.78' })).ok).toBe(true)
  })

  test('at many accounts from one address is slowed', async () => {
    for (let index = 0; index < 100; index++) await attempt({ email: `user-${index}@kantoor.test`, address: '203.0.113.10' })
    const slowed = await attempt({ email: 'user-next@kantoor.test', address: '203.0.113.10' })
    expect(slowed).toEqual({ ok: false, retryAt: expect.any(Date) })
  })

  test('is forgiven by a log-in that succeeds, and by an hour', async () => {
    for (let count = 0; count < 9; count++) await attempt(wrong)
    expect((await attempt()).ok).toBe(true)
    for (let count = 0; count < 10; count++) expect(await attempt(wrong)).toEqual(refused)
    expect((await attempt({}, after(3_601))).ok).toBe(true)
  })

  test('leaves neither address nor account in plain text behind', async () => {
    await attempt({ ...wrong, address: '203.0.113.11' })
    const rows = JSON.stringify(await query(process.env.DATABASE_URL ?? '', 'SELECT * FROM "RateLimit"'))
    expect(rows).toContain('log-in pair')
    expect(rows).not.toMatch(/203\.0\.113|mila|kantoor/)
  })

  test('at the forms that send mail is slowed after twenty', async () => {
    for (let count = 0; count < 20; count++) expect(await takeMailRequest('203.0.113.12', start)).toBeNull()
    expect(await takeMailRequest('203.0.113.12', start)).toEqual(expect.any(Date))
    expect(await takeMailRequest('203.0.113.13', start)).toBeNull()
  })
})

describe('a browser that has logged in before', () => {
  const deviceOf = async (changes = {}) => {
    const result = await attempt({ address: '192.0.2.90', ...changes })
    return result.ok ? result.device : null
  }

  test('gets in while thousands guess from its own address', async () => {
    const device = await deviceOf()
    for (let count = 0; count < 12; count++) await attempt({ ...wrong, address: '192.0.2.90' })
    expect(await attempt({ address: '192.0.2.90' })).toEqual({ ok: false, retryAt: expect.any(Date) })
    expect((await attempt({ address: '192.0.2.90', device })).ok).toBe(true)
  })

  test('is slowed like any other when it guesses itself', async () => {
    const device = await deviceOf()
    for (let count = 0; count < 10; count++) expect(await attempt({ ...wrong, device })).toEqual(refused)
    expect(await attempt({ device })).toEqual({ ok: false, retryAt: expect.any(Date) })
  })

  test.each(['', 'x', 'x.y', '.', 'a.b.c'])('is not believed by a cookie made up as %j', async (device) => {
    for (let count = 0; count < 10; count++) await attempt({ ...wrong, address: '192.0.2.91' })
    expect(await attempt({ address: '192.0.2.91', device })).toEqual({ ok: false, retryAt: expect.any(Date) })
  })

  test('counts for its own account alone', async () => {
    const device = await deviceOf()
    for (let count = 0; count < 10; count++) await attempt({ ...wrong, email: 'other@kantoor.test', device })
    expect(await attempt({ email: 'other@kantoor.test', device })).toEqual({ ok: false, retryAt: expect.any(Date) })
  })
})

describe('a session', () => {
  test('that was revoked, has run out, or never was, is none', async () => {
    const sessionId = await createSession(mila, arrivalOf('x'.repeat(1_000)), start)
    // Somebody who goes on working, up to the end of its absolute life.
    await db.session.updateMany({ where: { idHash: hashSessionId(sessionId) }, data: { lastSeenAt: after(sessionLifeSeconds - 60) } })
    expect((await getLiveSession(sessionId, after(sessionLifeSeconds - 1)))?.user.id).toBe(mila)
    expect(await getLiveSession(sessionId, after(sessionLifeSeconds))).toBeNull()
    expect(await getLiveSession('made-up', start)).toBeNull()
    expect(await getLiveSession(hashSessionId(sessionId), start)).toBeNull()
    await revokeSession(sessionId, start)
    expect(await getLiveSession(sessionId, start)).toBeNull()
  })

  test('stays when the user ends all others, and the others do not come back', async () => {
    const now = new Date()
    const [kept, ended] = [await createSession(mila, arrivalOf('Kept'), now), await createSession(mila, arrivalOf('Ended'), now)]
    await revokeOtherSessions(mila, hashSessionId(kept), now)
    expect((await listSessions(mila)).map(({ userAgent }) => userAgent)).toEqual(['Kept'])
    expect(await getLiveSession(ended, now)).toBeNull()
  })
})

test('A log-in takes along those of its user that have been over for a month, and no other', async () => {
  const other = (await createUser({ email: 'another@kantoor.test', passwordHash }, start))?.id as UserId
  const daysBefore = (days: number) => new Date(start.getTime() - days * 24 * 60 * 60 * 1000 - sessionLifeSeconds * 1000)
  const names = async (userId: UserId) => (await db.session.findMany({ where: { userId } })).map(({ userAgent }) => userAgent).sort()
  await db.session.deleteMany({ where: { userId: mila } })
  for (const [userId, days] of [...[31, 29].map((days) => [mila, days] as const), [other, 31] as const])
    await createSession(userId, arrivalOf(`${days} days`), daysBefore(days))
  await createSession(mila, arrivalOf('Now'), start)
  expect(await names(mila)).toEqual(['29 days', 'Now'])
  expect(await names(other)).toEqual(['31 days'])
})

describe('the password once more', () => {
  const origin = { address: '192.0.2.50', userAgent: 'Firefox', device: null }

  async function loggedIn(now: Date): Promise<{ user: User; sessionId: string }> {
    const result = await attempt({ address: origin.address }, now)
    if (!result.ok) throw new Error('Not logged in')
    const session = await getLiveSession(result.sessionId, now)
    const confirmedAt = session?.confirmedAt ?? session?.createdAt ?? now
    const user = userOf(mila, email, { sessionIdHash: hashSessionId(result.sessionId), confirmedAt })
    return { user, sessionId: result.sessionId }
  }

  test('makes the log-in fresh again, for ten minutes, under a new id with the same end', async () => {
    const { user, sessionId } = await loggedIn(start)
    expect([isFresh(user, after(599)), isFresh(user, after(600))]).toEqual([true, false])
    const result = await confirmPassword(user, password, origin, after(700))
    if (!result.ok) throw new Error('Not confirmed')
    const session = await getLiveSession(result.sessionId ?? '', after(701))
    expect(session?.confirmedAt).toEqual(after(700))
    expect(session?.createdAt).toEqual(start)
    expect(await getLiveSession(sessionId, after(701))).toBeNull()
    expect(await getLiveSession(result.sessionId ?? '', after(700 + 3_599))).not.toBeNull()
    await db.session.updateMany({ where: { userId: mila }, data: { lastSeenAt: after(sessionLifeSeconds) } })
    expect(await getLiveSession(result.sessionId ?? '', after(sessionLifeSeconds + 1))).toBeNull()
  })

  test('given twice at the same moment leads on under one new id', async () => {
    const { user, sessionId } = await loggedIn(start)
    const results = await Promise.all([1, 2, 3].map(() => confirmPassword(user, password, origin, after(5))))
    const ids = results.flatMap((result) => (result.ok && result.sessionId ? [result.sessionId] : []))
    expect(ids).toHaveLength(1)
    expect(await getLiveSession(ids[0] ?? '', after(6))).not.toBeNull()
    expect(await getLiveSession(sessionId, after(6))).toBeNull()
  })

  test('is no way around: a wrong one leaves the session as it was, with the limits of a log-in', async () => {
    const { user, sessionId } = await loggedIn(start)
    for (let count = 0; count < 10; count++) expect(await confirmPassword(user, 'wrong', origin, start)).toEqual(refused)
    expect(await confirmPassword(user, password, origin, start)).toEqual({ ok: false, retryAt: expect.any(Date) })
    expect((await attempt({ address: origin.address })).ok).toBe(false)
    expect((await getLiveSession(sessionId, start))?.confirmedAt).toBeNull()
  })

  test('confirms no session that has ended', async () => {
    const { user, sessionId } = await loggedIn(start)
    await revokeSession(sessionId, start)
    await confirmPassword(user, password, origin, start)
    expect(await getLiveSession(sessionId, start)).toBeNull()
  })
})

describe('the audit', () => {
  const kinds = async (user: UserId) => (await listActivity(user, null)).rows.map(({ kind }) => kind).reverse()
  const origin = { address: '192.0.2.60', userAgent: 'Firefox', device: null }

  test('has an entry for whatever happens to an account, in its order', async () => {
    const address = 'audited@kantoor.test'
    const id = (await createUser({ email: address, passwordHash }, start))?.id as UserId
    await attempt({ ...origin, email: address, password: 'wrong' })
    await vi.waitFor(async () => expect(await kinds(id)).toEqual(['log-in-failed']))
    const entered = await attempt({ ...origin, email: address })
    if (!entered.ok) throw new Error('Not logged in')
    const user = userOf(id, address, { sessionIdHash: hashSessionId(entered.sessionId), confirmedAt: start })
    await confirmPassword(user, 'wrong', origin, start)
    await confirmPassword(user, password, origin, start)
    expect((await changePassword(user, { current: 'wrong', next: 'a new one altogether' }, origin, start)).ok).toBe(false)
    expect((await changePassword(user, { current: password, next: 'a new one altogether' }, origin, start)).ok).toBe(true)
    expect(await kinds(id)).toEqual(['log-in-failed', 'logged-in', 'confirm-failed', 'confirmed', 'confirm-failed', 'password-changed'])
    expect((await verifyChain(id)).broken).toBeNull()
  })

  test('keeps a try at an account that does not exist in the portal’s own chain, and neither address nor password of any', async () => {
    const before = (await verifyChain('portal')).length
    await attempt({ ...origin, email: 'missing@kantoor.test', password: 'a guess in vain' })
    await vi.waitFor(async () => expect((await verifyChain('portal')).length).toBe(before + 1))
    const entries = JSON.stringify(await db.auditEntry.findMany())
    expect(entries).not.toMatch(/missing@|kantoor|guess|correct horse/)
  })

  test('that can not be written keeps nobody out', async () => {
    const broken = vi.spyOn(db, '$transaction').mockRejectedValue(new Error('away'))
    const result = await attempt({ address: '192.0.2.61' })
    broken.mockRestore()
    expect(result.ok).toBe(true)
  })
})

describe('a session that nobody uses', () => {
  test('ends after an hour, whatever its absolute life; one that is in use does not', async () => {
    const idle = await createSession(mila, arrivalOf('Idle'), start)
    const busy = await createSession(mila, arrivalOf('Busy'), start)
    for (const minute of [30, 59, 80]) {
      const session = await getLiveSession(busy, after(minute * 60))
      if (session) await noteSeen(session, '192.0.2.7', after(minute * 60))
    }
    expect(await getLiveSession(idle, after(3_599))).not.toBeNull()
    expect(await getLiveSession(idle, after(3_600))).toBeNull()
    expect((await getLiveSession(busy, after(2 * 3_600)))?.address).toBe('192.0.2.7')
  })

  test('is noted once a minute, not at every request', async () => {
    const id = await createSession(mila, arrivalOf('Busy'), start)
    const session = await getLiveSession(id, start)
    if (!session) throw new Error('No session')
    await noteSeen({ ...session, address: '192.0.2.1' }, '192.0.2.1', after(30))
    expect((await getLiveSession(id, after(31)))?.lastSeenAt).toEqual(start)
    await noteSeen({ ...session, address: '192.0.2.1' }, '192.0.2.1', after(61))
    expect((await getLiveSession(id, after(62)))?.lastSeenAt).toEqual(after(61))
  })

  test('of an account that is shut is refused at once', async () => {
    const id = await createSession(mila, arrivalOf('Shut'), start)
    await db.user.update({ where: { id: mila }, data: { disabledAt: start } })
    expect(await getLiveSession(id, after(1))).toBeNull()
    expect(await attempt()).toEqual({ ok: false, shut: true })
    expect(await attempt(wrong)).toEqual(refused)
    await db.user.update({ where: { id: mila }, data: { disabledAt: null } })
    expect(await getLiveSession(id, after(1))).not.toBeNull()
  })

  test('is ended by its user alone', async () => {
    const stranger = (await createUser({ email: 'stranger@kantoor.test', passwordHash }, start))?.id as UserId
    const id = await createSession(mila, arrivalOf('Mine'), start)
    expect(await revokeOwnSession(stranger, hashSessionId(id), start)).toBe(false)
    expect(await getLiveSession(id, after(1))).not.toBeNull()
    expect(await revokeOwnSession(mila, hashSessionId(id), start)).toBe(true)
    expect(await getLiveSession(id, after(1))).toBeNull()
  })
})

test('a password that was hashed with other parameters is hashed anew at the next log-in', async () => {
  const old = await hash(password, { memoryCost: 8_192, timeCost: 1, parallelism: 1 })
  const user = await createUser({ email: 'old@kantoor.test', passwordHash: old }, start)
  expect(isOutdated(old)).toBe(true)
  expect((await attempt({ email: 'old@kantoor.test', address: '192.0.2.70' })).ok).toBe(true)
  const kept = await db.user.findUniqueOrThrow({ where: { id: user?.id ?? '' } })
  expect(isOutdated(kept.passwordHash ?? '')).toBe(false)
  expect(kept.passwordChangedAt).toBeNull()
  expect((await attempt({ email: 'old@kantoor.test', address: '192.0.2.70' })).ok).toBe(true)
})

test('a password is kept as argon2id, and is the same in every form of Unicode', async () => {
  expect(passwordHash).toMatch(/^\$argon2id\$/)
  const hash = await hashPassword('cafe\u0301 au lait')
  expect(await verifyPassword(hash, 'caf\u00e9 au lait')).toBe(true)
  expect(await verifyPassword(hash, 'cafe au lait')).toBe(false)
  expect(await verifyPassword(null, password)).toBe(false)
})
