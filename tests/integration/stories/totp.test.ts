import { TOTP } from 'otpauth'
import { expect, test } from 'vitest'
import type { UserId } from '@/lib/accounts/user-id'
import { db } from '@/lib/db'
import { makeTotpSecret } from '@/lib/factors/totp'
import { deleteTotp, getTotp, saveTotp, takeTotpCode } from '@/lib/factors/totp-store'
import { destroyDataKeys, openVault } from '@/lib/vault/vault-store'
import { openSecondInstance } from './second-instance'
import { newUser } from './story'

const start = new Date('2026-05-01T10:00:00Z')
const after = (seconds: number) => new Date(start.getTime() + seconds * 1000)
const stepOf = (at: Date) => Math.floor(at.getTime() / 30_000)

/** What the user's app shows. */
const showCode = (secret: string, at: Date) => new TOTP({ secret, algorithm: 'SHA1', digits: 6, period: 30 }).generate({ timestamp: +at })

async function enrol(user: UserId, now = after(-300)): Promise<string> {
  const secret = makeTotpSecret()
  await saveTotp(user, secret, stepOf(now), now)
  return secret
}
const rowOf = (userId: UserId) => db.totp.findUniqueOrThrow({ where: { userId } })

test('a code is good once, and none before it afterwards', async () => {
  const user = await newUser()
  const secret = await enrol(user)
  const take = (of: Date, now: Date) => takeTotpCode(user, showCode(secret, of), now)
  expect(await take(start, start)).toBe('right')
  expect(await take(start, start)).toBe('wrong')
  expect(await take(start, after(25))).toBe('wrong')
  // Its clock is ahead: the next code is good, and the one in between is not any more.
  expect(await take(after(60), after(30))).toBe('right')
  expect(await take(after(30), after(30))).toBe('wrong')
  expect(await take(after(60), after(60))).toBe('wrong')
  expect(await take(after(90), after(90))).toBe('right')
  expect((await rowOf(user)).lastStep).toBe(stepOf(after(90)))
})

test('the code that the app was set up with is spent', async () => {
  const user = await newUser()
  const secret = await enrol(user, start)
  expect(await takeTotpCode(user, showCode(secret, start), start)).toBe('wrong')
  expect(await takeTotpCode(user, showCode(secret, after(30)), after(30))).toBe('right')
})

test('a code that is sent fifty times at once, to two instances, is taken once', async () => {
  const user = await newUser()
  const secret = await enrol(user)
  const other = await openSecondInstance(() => import('@/lib/factors/totp-store'))
  const code = showCode(secret, start)
  const answers = await Promise.all(
    Array.from({ length: 50 }, (_, index) => (index % 2 ? takeTotpCode : other.takeTotpCode)(user, code, start)),
  )
  expect(answers.filter((answer) => answer === 'right')).toHaveLength(1)
  expect(answers.filter((answer) => answer === 'wrong')).toHaveLength(49)
})

test('what is no code of this user’s app is wrong, and moves nothing', async () => {
  const [user, stranger, nobody] = [await newUser(), await newUser(), await newUser()]
  const [secret, theirs] = [await enrol(user), await enrol(stranger)]
  const before = await rowOf(user)
  for (const code of ['', '000', 'abcdef', '<script>', showCode(theirs, start), showCode(secret, after(600)), '1'.repeat(100_000)])
    expect(await takeTotpCode(user, code, start)).toBe('wrong')
  expect(await rowOf(user)).toEqual(before)
  expect(await takeTotpCode(nobody, showCode(secret, start), start)).toBe('none')
  expect(await getTotp(nobody)).toBeNull()
  expect(await deleteTotp(nobody)).toBe(false)
  expect(await takeTotpCode(user, showCode(secret, start), start)).toBe('right')
})

test('a secret that does not open is told apart from a wrong code, and is not overwritten', async () => {
  const [user, other] = [await newUser(), await newUser()]
  const secret = await enrol(user)
  await enrol(other)
  const { id, secretSealed } = await rowOf(user)
  const vault = await openVault(user)
  const damaged = [
    'plain text',
    `${secretSealed.slice(0, -4)}AAAA`,
    (await rowOf(other)).secretSealed,
    vault.seal(secret, { table: 'Totp', row: 'another', column: 'secret' }),
    vault.seal(secret, { table: 'Attempt', row: id, column: 'secret' }),
  ]
  for (const sealed of damaged) {
    await db.totp.update({ where: { id }, data: { secretSealed: sealed } })
    const before = await rowOf(user)
    expect(await takeTotpCode(user, showCode(secret, start), start)).toBe('damaged')
    expect(await rowOf(user)).toEqual(before)
  }
  await db.totp.update({ where: { id }, data: { secretSealed } })
  expect(await takeTotpCode(user, showCode(secret, start), start)).toBe('right')
  await destroyDataKeys(user)
  expect(await takeTotpCode(user, showCode(secret, after(60)), after(60))).toBe('damaged')
})

test('a new app takes the place of the older one, which gives no good codes any more', async () => {
  const user = await newUser()
  const older = await enrol(user)
  const newer = await enrol(user, after(-120))
  expect(await getTotp(user)).toEqual({ createdAt: after(-120) })
  expect(await takeTotpCode(user, showCode(older, start), start)).toBe('wrong')
  expect(await takeTotpCode(user, showCode(newer, start), start)).toBe('right')
})

test('of several that are set up at once one stands, whole', async () => {
  const user = await newUser()
  const secrets = await Promise.all(Array.from({ length: 8 }, () => enrol(user)))
  expect(await db.totp.count({ where: { userId: user } })).toBe(1)
  const answers = []
  for (const secret of secrets) answers.push(await takeTotpCode(user, showCode(secret, start), start))
  expect(answers.filter((answer) => answer === 'right')).toHaveLength(1)
})

test('an app that was taken away gives no good codes', async () => {
  const [user, other] = [await newUser(), await newUser()]
  const [secret, kept] = [await enrol(user), await enrol(other)]
  expect(await deleteTotp(user)).toBe(true)
  expect(await takeTotpCode(user, showCode(secret, start), start)).toBe('none')
  expect(await getTotp(user)).toBeNull()
  expect(await takeTotpCode(other, showCode(kept, start), start)).toBe('right')
})
