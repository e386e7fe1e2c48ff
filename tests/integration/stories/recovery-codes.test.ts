import { expect, test } from 'vitest'
import { db } from '@/lib/db'
import { countRecoveryCodes, deleteRecoveryCodes, replaceRecoveryCodes, takeRecoveryCode } from '@/lib/factors/recovery-code-store'
import { openSecondInstance } from './second-instance'
import { newUser } from './story'

const now = new Date('2026-05-01T10:00:00Z')
const later = new Date('2026-05-02T10:00:00Z')

test('each of ten codes is good once, however it is typed', async () => {
  const user = await newUser()
  expect(await countRecoveryCodes(user)).toEqual({ left: 0, createdAt: null })
  const codes = await replaceRecoveryCodes(user, now)
  expect(codes).toHaveLength(10)
  const typed = (code: string, index: number) => (index % 2 ? code : ` ${code.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o')}\n`)
  for (const [index, code] of codes.entries()) {
    expect(await countRecoveryCodes(user)).toEqual({ left: 10 - index, createdAt: now })
    expect(await takeRecoveryCode(user, typed(code, index), later)).toBe(true)
    expect(await takeRecoveryCode(user, code, later)).toBe(false)
  }
  expect(await countRecoveryCodes(user)).toEqual({ left: 0, createdAt: now })
  const rows = await db.recoveryCode.findMany({ where: { userId: user } })
  expect(rows.map(({ usedAt }) => usedAt)).toEqual(Array(10).fill(later))
})

test('a code that is sent fifty times at once, to two instances, is taken once', async () => {
  const user = await newUser()
  const [code = ''] = await replaceRecoveryCodes(user, now)
  const other = await openSecondInstance(() => import('@/lib/factors/recovery-code-store'))
  const answers = await Promise.all(
    Array.from({ length: 50 }, (_, index) => (index % 2 ? takeRecoveryCode : other.takeRecoveryCode)(user, code, now)),
  )
  expect(answers.filter(Boolean)).toHaveLength(1)
  expect((await countRecoveryCodes(user)).left).toBe(9)
})

test('a code is good for its user alone', async () => {
  const [user, stranger] = [await newUser(), await newUser()]
  const [codes, theirs] = [await replaceRecoveryCodes(user, now), await replaceRecoveryCodes(stranger, now)]
  for (const code of codes) expect(await takeRecoveryCode(stranger, code, now)).toBe(false)
  for (const code of ['', 'x', '0000-0000-0000-0000-0000-0000', '%', "' OR 1=1 --", '\u0000', 'A'.repeat(100_000), theirs[0] ?? ''])
    expect(await takeRecoveryCode(user, code, now)).toBe(false)
  expect([await countRecoveryCodes(user), await countRecoveryCodes(stranger)].map(({ left }) => left)).toEqual([10, 10])
})

test('a new set ends the older one, and nobody else’s', async () => {
  const [user, other] = [await newUser(), await newUser()]
  const [older, kept] = [await replaceRecoveryCodes(user, now), await replaceRecoveryCodes(other, now)]
  await takeRecoveryCode(user, older[0] ?? '', now)
  const newer = await replaceRecoveryCodes(user, later)
  expect(await countRecoveryCodes(user)).toEqual({ left: 10, createdAt: later })
  for (const code of older) expect(await takeRecoveryCode(user, code, later)).toBe(false)
  expect(await takeRecoveryCode(user, newer[0] ?? '', later)).toBe(true)
  expect(await takeRecoveryCode(other, kept[0] ?? '', later)).toBe(true)
})

test('of sets that are made at once one stands, whole: the first ones too', async () => {
  const user = await newUser()
  for (let round = 0; round < 5; round++) {
    const sets = await Promise.all(Array.from({ length: 6 }, () => replaceRecoveryCodes(user, now)))
    expect((await countRecoveryCodes(user)).left).toBe(10)
    const good = []
    for (const [code = ''] of sets) good.push(await takeRecoveryCode(user, code, now))
    expect(good.filter(Boolean)).toHaveLength(1)
  }
})

test('codes that were taken away are good no more', async () => {
  const [user, other] = [await newUser(), await newUser()]
  const [codes, kept] = [await replaceRecoveryCodes(user, now), await replaceRecoveryCodes(other, now)]
  expect(await deleteRecoveryCodes(user)).toBe(true)
  expect(await deleteRecoveryCodes(user)).toBe(false)
  expect(await takeRecoveryCode(user, codes[0] ?? '', now)).toBe(false)
  expect(await countRecoveryCodes(user)).toEqual({ left: 0, createdAt: null })
  expect(await takeRecoveryCode(other, kept[0] ?? '', now)).toBe(true)
})
