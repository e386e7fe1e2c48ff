import { describe, expect, test } from 'vitest'
import { passkeyNameSchema, recoveryCodeSchema, totpCodeSchema } from '@/lib/factors/schema'

describe('the name of a passkey', () => {
  test.each([
    [' My phone ', 'My phone'],
    ['Schlüssel 🥐', 'Schlüssel 🥐'],
    ['<b>x</b>', '<b>x</b>'],
    ['x'.repeat(60), 'x'.repeat(60)],
  ])('%j is taken as %j', (typed, name) => {
    expect(passkeyNameSchema.parse(typed)).toBe(name)
  })

  test.each([
    ['', 'fillIn'],
    ['   ', 'fillIn'],
    ['x'.repeat(61), 'tooLong'],
    ['a\u0000b', 'unprintable'],
    ['a\nb', 'unprintable'],
    ['a\u202eb', 'unprintable'],
  ])('%j is refused: %s', (typed, problem) => {
    expect(passkeyNameSchema.safeParse(typed).error?.issues[0]?.message).toBe(problem)
  })
})

test.each([
  [totpCodeSchema, '12345', 'totpCode'],
  [totpCodeSchema, '1'.repeat(1_000), 'totpCode'],
  [recoveryCodeSchema, 'ABCD', 'recoveryCode'],
  [recoveryCodeSchema, 'A'.repeat(1_000), 'recoveryCode'],
])('a code that is none is refused with a sentence of its own', (schema, typed, problem) => {
  expect(schema.safeParse(typed).error?.issues.map(({ message }) => message)).toEqual([problem])
})

test.each([[undefined], [123456], [['123456']], [{ code: '123456' }]])('%j is no code, and breaks nothing', (given) => {
  expect(totpCodeSchema.safeParse(given).success).toBe(false)
  expect(recoveryCodeSchema.safeParse(given).success).toBe(false)
  expect(passkeyNameSchema.safeParse(given).success).toBe(false)
})
