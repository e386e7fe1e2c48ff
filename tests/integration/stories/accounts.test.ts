import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import {
  beginChallenge,
  challengeKinds,
  countTry,
  deleteStaleChallenges,
  dropChallenges,
  findChallenge,
  takeChallenge,
} from '@/lib/accounts/challenge-store'
import { linkLifeMs, linkPurposes, makeLink, takeLink } from '@/lib/accounts/mail-link-store'
import { hashPassword } from '@/lib/accounts/password'
import { createSession, getLiveSession, hashSessionId } from '@/lib/accounts/session-store'
import type { UserId } from '@/lib/accounts/user-id'
import { createUser } from '@/lib/accounts/user-store'
import { listActivity } from '@/lib/audit/store'
import { askForEmail, changeEmail } from '@/lib/change-email'
import { db } from '@/lib/db'
import { logIn } from '@/lib/entrance'
import { replaceRecoveryCodes } from '@/lib/factors/recovery-code-store'
import { makeTotpSecret } from '@/lib/factors/totp'
import { saveTotp } from '@/lib/factors/totp-store'
import { askToJoin, join } from '@/lib/join'
import { askForDeletion, deleteDue, deletionDelayMs, withdrawDeletion } from '@/lib/leave'
import { addTotp } from '@/lib/own-factors'
import { askForReset, resetPassword } from '@/lib/recover-password'
import { enterByCode } from '@/lib/second-factor'
import { userOf } from './story'

const start = new Date('2026-05-01T10:00:00Z')
const after = (ms: number) => new Date(start.getTime() + ms)
const password = 'quarterly-otter-lantern'
const passwordHash = await hashPassword(password)
const origin = { address: '192.0.2.1', userAgent: 'Firefox', device: null }
const arrival = { method: 'password', address: '192.0.2.1', userAgent: 'Firefox' } as const
const newEmail = () => `${randomUUID()}@kantoor.test`

async function newMember(email = newEmail()): Promise<{ id: UserId; email: string }> {
  const user = await createUser({ email, passwordHash }, start)
  if (!user) throw new Error('No account')
  return { id: user.id as UserId, email }
}
const kindsOf = async (id: UserId) => (await listActivity(id, null)).rows.map(({ kind }) => kind)

beforeEach(async () => {
  await db.rateLimit.deleteMany()
})

describe('a link in a mail', () => {
  test.each(linkPurposes)('to %s is good once, for its time, and for nothing else', async (purpose) => {
    const { token } = await makeLink({ purpose, email: newEmail() }, start)
    for (const other of linkPurposes.filter((one) => one !== purpose)) expect(await takeLink(token, [other], start)).toBeNull()
    expect(await takeLink(`${token}x`, [purpose], start)).toBeNull()
    expect(await takeLink('', [purpose], start)).toBeNull()
    expect(await takeLink(token, [purpose], after(linkLifeMs[purpose]))).toBeNull()
    const takers = await Promise.all(Array.from({ length: 20 }, () => takeLink(token, [purpose], after(linkLifeMs[purpose] - 1))))
    expect(takers.filter(Boolean)).toHaveLength(1)
  })

  test('is kept as a hash alone, and makes the one before it void', async () => {
    const email = newEmail()
    const first = await makeLink({ purpose: 'reset', email }, start)
    const second = await makeLink({ purpose: 'reset', email }, start)
    expect(JSON.stringify(await db.mailLink.findMany())).not.toContain(second.token)
    expect(await takeLink(first.token, ['reset'], start)).toBeNull()
    expect(await takeLink(second.token, ['reset'], start)).not.toBeNull()
  })
})

describe('joining', () => {
  test('by one link ten times at once makes one account, whose address is proved and whose role is that of the invitation', async () => {
    const email = newEmail()
    const { token } = await makeLink({ purpose: 'invitation', email, role: 'administrator' }, start)
    const entered = await Promise.all(Array.from({ length: 10 }, () => join({ token, password, locale: 'nl' }, origin, start)))
    expect(entered.filter(Boolean)).toHaveLength(1)
    const user = await db.user.findUniqueOrThrow({ where: { email } })
    expect(user).toMatchObject({ role: 'administrator', locale: 'nl', emailVerifiedAt: start })
    expect(await kindsOf(user.id as UserId)).toEqual(['logged-in', 'signed-up'])
  })

  test('by signing up makes nobody an administrator, the first account neither', async () => {
    await db.user.deleteMany()
    const email = newEmail()
    const asked = await askToJoin({ email, locale: 'en' }, origin, start)
    if (!asked.ok) throw new Error(asked.problem)
    expect(await db.mailLink.count({ where: { email } })).toBe(0)
    await asked.deliver()
    expect(await db.mailLink.count({ where: { email, purpose: 'sign-up' } })).toBe(1)
    const { token } = await makeLink({ purpose: 'sign-up', email }, start)
    expect(await join({ token, password, locale: 'en' }, origin, start)).not.toBeNull()
    expect((await db.user.findUniqueOrThrow({ where: { email } })).role).toBe('user')
  })

  test('with an address that has an account makes no link, and four mails an hour are one too many', async () => {
    const { email } = await newMember()
    const ask = async (to: string) => {
      const asked = await askToJoin({ email: to, locale: 'en' }, origin, start)
      if (asked.ok) await asked.deliver()
      return asked.ok
    }
    expect(await ask(email)).toBe(true)
    expect(await db.mailLink.count({ where: { email } })).toBe(0)
    const fresh = newEmail()
    const tokens = new Set<string>()
    for (let count = 0; count < 6; count++) {
      expect(await ask(fresh)).toBe(true)
      tokens.add((await db.mailLink.findFirst({ where: { email: fresh } }))?.tokenHash ?? '')
    }
    expect(tokens.size).toBe(3)
  })
})

describe('a reset', () => {
  test('sets the password, ends all log-ins and links, and leaves the second factor in its place', async () => {
    const member = await newMember()
    const sessions = [await createSession(member.id, arrival, start), await createSession(member.id, arrival, start)]
    const secret = makeTotpSecret()
    await saveTotp(member.id, secret, 1, start)
    await beginChallenge('second-factor', member.id, {}, start)
    const asked = await askForReset(member.email, origin, start)
    if (!asked.ok) throw new Error(asked.problem)
    await asked.deliver()
    const { token } = await makeLink({ purpose: 'reset', email: member.email, userId: member.id }, start)
    const other = await makeLink({ purpose: 'change-email', email: newEmail(), userId: member.id }, start)
    const given = { token, password: 'another-otter-lantern' }
    expect(await Promise.all([1, 2, 3].map(() => resetPassword(given, origin, after(1))))).toEqual(
      expect.arrayContaining([true, false, false]),
    )
    for (const session of sessions) expect(await getLiveSession(session, after(2))).toBeNull()
    expect(await takeLink(other.token, ['change-email'], after(2))).toBeNull()
    expect(await db.challenge.count({ where: { userId: member.id } })).toBe(0)
    expect(await logIn({ ...origin, email: member.email, password }, after(3))).toEqual({ ok: false, retryAt: null })
    expect(await logIn({ ...origin, email: member.email, password: 'another-otter-lantern' }, after(3))).toMatchObject({
      ok: false,
      next: 'second-factor',
    })
  })

  test('of an account that is missing or shut makes no link', async () => {
    const shut = await newMember()
    await db.user.update({ where: { id: shut.id }, data: { disabledAt: start } })
    for (const email of [shut.email, newEmail()]) {
      const asked = await askForReset(email, origin, start)
      if (asked.ok) await asked.deliver()
      expect(await db.mailLink.count({ where: { email } })).toBe(0)
    }
  })
})

describe('a challenge', () => {
  test.each(challengeKinds)('of the kind %s ends once, in ten minutes, and as no other', async (kind) => {
    const { id } = await newMember()
    const challenge = await beginChallenge(kind, id, { what: 'ever' }, start)
    for (const other of challengeKinds.filter((one) => one !== kind)) expect(await takeChallenge(challenge, other, start)).toBeNull()
    expect(await findChallenge(challenge, kind, after(10 * 60_000))).toBeNull()
    const taken = await Promise.all(Array.from({ length: 20 }, () => takeChallenge(challenge, kind, after(599_000))))
    expect(taken.filter(Boolean)).toEqual([{ id: challenge, userId: id, detail: { what: 'ever' }, tries: 0 }])
    expect(await takeChallenge(challenge, kind, start)).toBeNull()
  })

  test('is kept as a hash alone, is dropped with the rest of its user, and forgotten when it is stale', async () => {
    const { id } = await newMember()
    const challenge = await beginChallenge('second-factor', id, {}, start)
    expect(JSON.stringify(await db.challenge.findMany())).not.toContain(challenge)
    await dropChallenges(id)
    expect(await findChallenge(challenge, 'second-factor', start)).toBeNull()
    await beginChallenge('passkey', null, {}, start)
    await deleteStaleChallenges(after(11 * 60_000))
    expect(await db.challenge.count()).toBe(0)
  })

  test('counts its tries, also fifty at once', async () => {
    const challenge = await beginChallenge('second-factor', null, {}, start)
    const counted = await Promise.all(Array.from({ length: 50 }, () => countTry(challenge, 'second-factor', 10, start)))
    expect(counted.filter(Boolean)).toHaveLength(10)
  })
})

describe('a code after the password', () => {
  async function halfWay() {
    const member = await newMember()
    await saveTotp(member.id, makeTotpSecret(), 1, start)
    const result = await logIn({ ...origin, email: member.email, password }, start)
    if (!('next' in result)) throw new Error('A second factor was not asked for')
    return { ...member, challengeId: result.challengeId }
  }

  test('that is wrong is slowed after five, and the tenth ends the challenge, for the right one, too', async () => {
    const { id, challengeId } = await halfWay()
    const [code = ''] = await replaceRecoveryCodes(id, start)
    const problems: string[] = []
    for (let count = 0; count < 12; count++) {
      const result = await enterByCode(challengeId, '000000', origin, after(count * 400_000 < 590_000 ? count : 599_000))
      problems.push(result.ok ? 'in' : result.problem)
    }
    expect(problems.slice(0, 5)).toEqual(Array(5).fill('wrong'))
    expect(problems).toContain('slowed')
    expect(problems.at(-1)).toBe('over')
    expect(await enterByCode(challengeId, code, origin, after(599_000))).toEqual({ ok: false, problem: 'over' })
    expect(await db.session.count({ where: { userId: id } })).toBe(0)
  })

  test('is of no use with another browser’s challenge, or none', async () => {
    const { id } = await halfWay()
    const [code = ''] = await replaceRecoveryCodes(id, start)
    const stranger = await halfWay()
    expect(await enterByCode(stranger.challengeId, code, origin, start)).toMatchObject({ ok: false, problem: 'wrong' })
    expect(await enterByCode('', code, origin, start)).toEqual({ ok: false, problem: 'over' })
  })

  test('of a recovery opens one session, also twenty times at once', async () => {
    const { id, challengeId } = await halfWay()
    const [code = ''] = await replaceRecoveryCodes(id, start)
    const results = await Promise.all(Array.from({ length: 9 }, () => enterByCode(challengeId, code, origin, start)))
    expect(results.filter(({ ok }) => ok)).toHaveLength(1)
    expect(await db.session.count({ where: { userId: id, method: 'password-recovery' } })).toBe(1)
  })
})

test('a factor that is added ends every other log-in, and what was begun', async () => {
  const member = await newMember()
  const [kept, ended] = [await createSession(member.id, arrival, start), await createSession(member.id, arrival, start)]
  const challenge = await beginChallenge('own-passkey', member.id, {}, start)
  const { Secret, TOTP } = await import('otpauth')
  const secret = makeTotpSecret()
  const code = new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: start.getTime() })
  const owner = { ...userOf(member.id, member.email), sessionIdHash: hashSessionId(kept) }
  expect(await addTotp(owner, { secret, code: '000000' }, origin, start)).toBe('wrong')
  expect(await getLiveSession(ended, start)).not.toBeNull()
  expect(await addTotp(owner, { secret, code }, origin, start)).toBeNull()
  expect([await getLiveSession(kept, start), await getLiveSession(ended, start)].map(Boolean)).toEqual([true, false])
  expect(await findChallenge(challenge, 'own-passkey', start)).toBeNull()
})

describe('a new address', () => {
  test('that somebody else has is not taken, also where they took it after the link was sent', async () => {
    const [member, other] = [await newMember(), await newMember()]
    expect(await askForEmail(userOf(member.id, member.email), other.email, origin, start)).toEqual({ ok: true })
    const { token } = await makeLink({ purpose: 'change-email', email: other.email, userId: member.id }, start)
    expect(await changeEmail(token, start)).toBe(false)
    expect((await db.user.findUniqueOrThrow({ where: { id: member.id } })).email).toBe(member.email)
  })
})

describe('leaving', () => {
  test('comes true after fourteen days, and not when it was taken back', async () => {
    const [leaving, staying] = [await newMember(), await newMember()]
    for (const { id, email } of [leaving, staying]) await askForDeletion(userOf(id, email), start)
    await withdrawDeletion(userOf(staying.id, staying.email), start)
    await deleteDue(after(deletionDelayMs - 1))
    expect(await db.user.count({ where: { id: { in: [leaving.id, staying.id] } } })).toBe(2)
    await deleteDue(after(deletionDelayMs))
    expect(await db.user.findMany({ where: { id: { in: [leaving.id, staying.id] } }, select: { id: true } })).toEqual([{ id: staying.id }])
    // The chain outlives its user.
    expect(await kindsOf(leaving.id)).toEqual(['deletion-asked'])
  })

  test('is not for the last administrator, who stays also when the time has come', async () => {
    await db.user.updateMany({ data: { role: 'user' } })
    const member = await newMember()
    await db.user.update({ where: { id: member.id }, data: { role: 'administrator' } })
    expect(await askForDeletion(userOf(member.id, member.email, { role: 'administrator' }), start)).toBeNull()
    await db.user.update({ where: { id: member.id }, data: { deletionAt: start } })
    const quiet = vi.spyOn(console, 'error').mockImplementation(() => {})
    await deleteDue(after(1))
    quiet.mockRestore()
    expect(await db.user.count({ where: { id: member.id } })).toBe(1)
  })
})
