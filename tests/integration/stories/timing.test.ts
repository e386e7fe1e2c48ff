// Whether somebody could tell from the time of an answer that there is an account. By a statistic: no two runs of a machine are alike.
import { beforeAll, describe, expect, test } from 'vitest'
import { hashPassword } from '@/lib/accounts/password'
import { createUser } from '@/lib/accounts/user-store'
import { db } from '@/lib/db'
import { logIn } from '@/lib/entrance'
import { askToJoin } from '@/lib/join'
import { askForReset } from '@/lib/recover-password'
import { mannWhitney, timeInTurn } from '@/tests/support/compare-times'

const there = 'mila@kantoor.test'
const missing = 'nobody@kantoor.test'
const samples = 60

beforeAll(async () => {
  await createUser({ email: there, passwordHash: await hashPassword('quarterly-otter-lantern') }, new Date())
})

let visitors = 0
const stranger = () => ({ address: `198.51.${visitors >> 8}.${visitors++ & 255}`, userAgent: 'Firefox', device: null })

describe('the time of an answer does not tell whether there is an account', () => {
  test('the statistic tells a difference where there is one', () => {
    const base = Array.from({ length: samples }, (_, index) => 10 + index / 10)
    expect(
      mannWhitney(
        base,
        base.map((value) => value + 0.05),
      ),
    ).toBeGreaterThan(0.5)
    expect(
      mannWhitney(
        base,
        base.map((value) => value + 4),
      ),
    ).toBeLessThan(0.0001)
  })

  test.each([
    ['to a wrong password', (email: string) => logIn({ email, password: 'wrong', ...stranger() })],
    ['at the sign-up', (email: string) => askToJoin({ email, locale: 'en' }, stranger())],
    ['to a forgotten password', (email: string) => askForReset(email, stranger())],
  ])('%s', async (_, ask) => {
    await db.rateLimit.deleteMany()
    const p = mannWhitney(...(await timeInTurn([there, missing], samples, ask)))
    console.log(`p = ${p.toFixed(3)}, of ${samples} answers each`)
    expect(p).toBeGreaterThan(0.0001)
  })
})
