import { describe, expect, test } from 'vitest'
import { emailFormSchema, emailSchema, newPasswordSchema, normaliseEmail } from '@/lib/accounts/schema'

describe('an e-mail address', () => {
  test.each([
    [' Mila@Kantoor.Example ', 'mila@kantoor.example'],
    ['a+b@c.example', 'a+b@c.example'],
  ])('%j is taken as %j', (typed, email) => {
    expect(emailSchema.parse(typed)).toBe(email)
    expect(normaliseEmail(typed)).toBe(email)
  })

  test.each([
    '',
    'mila',
    'mila@',
    '@kantoor.example',
    'mila@kantoor',
    'a@b@c.example',
    'a b@c.example',
    'a\u0000@c.example',
    'a\n@c.example',
    `${'x'.repeat(250)}@c.example`,
  ])('%j is refused, with a sentence', (typed) => {
    expect(emailSchema.safeParse(typed).error?.issues[0]?.message).toMatch(/^(email|atMost)$/)
  })

  test('is one address in every form of Unicode', () => {
    expect(normaliseEmail('zoe\u0308@kantoor.example')).toBe(normaliseEmail('ZO\u00cb@kantoor.example'))
  })
})

test.each([
  ['x'.repeat(7), false],
  ['x'.repeat(8), true],
  [' '.repeat(8), true],
  ['x'.repeat(128), true],
  ['x'.repeat(129), false],
  ['🥐'.repeat(7), false],
  ['🥐'.repeat(8), true],
])('the password %j: %j', (password, isTaken) => {
  expect(newPasswordSchema.safeParse(password).success).toBe(isTaken)
})

test('signing up takes no fields that are not its own, and leaves the password as it was typed', () => {
  const fields = { email: 'a@b.example', password: '  blanks  ', role: 'admin', founder: true }
  expect(emailFormSchema.parse(fields)).toEqual({ email: 'a@b.example' })
  expect(newPasswordSchema.parse(fields.password)).toBe('  blanks  ')
})
