import { describe, expect, test } from 'vitest'
import { judgePassword } from '@/lib/accounts/password-rules'
import { newPasswordSchema } from '@/lib/accounts/schema'

const email = 'mila.jansen@kantoor-vos.test'

describe('a new password', () => {
  test.each(['password1', 'PassWord1', '12345678', 'qwertyuiop', 'iloveyou1', 'football1'])(
    '%s is tried first everywhere',
    async (password) => {
      expect(newPasswordSchema.safeParse(password).success).toBe(true)
      expect(await judgePassword(password, email)).toBe('passwordCommon')
    },
  )

  test.each([
    ...['mila.jansen@kantoor-vos.test', 'Mila.Jansen', 'milajansen1', '2026milajansen', 'kantoor-vos', 'KantoorVos99'],
    ...['preauthportal', 'Preauth Portal 1', 'exactonline', 'ExactOnline2026', 'invantive1', 'preauthenticate'],
  ])('%s is near at hand', async (password) => {
    expect(await judgePassword(password, email)).toBe('passwordNear')
  })

  test.each([
    'quarterly-otter-lantern',
    'correct horse battery',
    'x'.repeat(128),
    'ümlaut und mehr',
    'mila jansen likes 3 otters',
    '        8',
  ])('%s may be taken', async (password) => {
    expect(newPasswordSchema.safeParse(password).success).toBe(true)
    expect(await judgePassword(password, email)).toBeNull()
  })

  test('has 8 to 128 characters, of whatever kind', () => {
    for (const [length, isTaken] of [
      [7, false],
      [8, true],
      [64, true],
      [128, true],
      [129, false],
    ] as const)
      expect([length, newPasswordSchema.safeParse('ж'.repeat(length)).success]).toEqual([length, isTaken])
  })
})
