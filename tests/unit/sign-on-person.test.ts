import { describe, expect, test } from 'vitest'
import { domainOf, readEmail } from '@/lib/sign-on/mail-address'
import { isEmailVerified, readPerson } from '@/lib/sign-on/person'
import { emailSchema } from '@/lib/accounts/schema'

const issuer = 'https://login.test'
const google = 'https://accounts.google.com'
const email = 'mila@kantoor.test'

describe('a provider vouches for an address', () => {
  test.each([
    [{ email_verified: true }],
    [{ email_verified: true, xms_edov: false }],
    [{ xms_edov: true }],
    [{ xms_edov: 1 }],
    [{ xms_edov: '1' }],
  ])('by %j', (claims) => {
    expect(isEmailVerified(issuer, { email, ...claims })).toBe(true)
  })

  test.each([
    [{}],
    [{ email_verified: false }],
    [{ email_verified: 'true' }],
    [{ email_verified: 1 }],
    [{ email_verified: '1' }],
    [{ email_verified: null }],
    [{ email_verified: false, xms_edov: true }],
    [{ email_verified: 'false', xms_edov: true }],
    [{ email_verified: null, xms_edov: true }],
    [{ xms_edov: false }],
    [{ xms_edov: 0 }],
    [{ xms_edov: '0' }],
    [{ xms_edov: 'true' }],
    [{ xms_edov: 2 }],
    [{ xms_edov: [true] }],
    [{ hd: 'kantoor.test' }],
  ])('not by %j', (claims) => {
    expect(isEmailVerified(issuer, { email, ...claims })).toBe(false)
  })

  test('Google for its own addresses and those of a Workspace, and for no others', () => {
    const says = (claims: object) => isEmailVerified(google, { email_verified: true, ...claims })
    expect(says({ email: 'Mila@GMail.com' })).toBe(true)
    expect(says({ email: 'mila@googlemail.com' })).toBe(true)
    expect(says({ email, hd: 'kantoor.test' })).toBe(true)
    for (const claims of [
      { email },
      { email, hd: '' },
      { email, hd: null },
      { email: 'mila@gmail.com.evil.test' },
      { email: 'mila@notgmail.com' },
      {},
    ])
      expect([claims, says(claims)]).toEqual([claims, false])
    expect(isEmailVerified(google, { email, hd: 'kantoor.test', email_verified: false })).toBe(false)
  })
})

describe('a person', () => {
  const token = { iss: issuer, sub: 'mila-1', email, email_verified: true, name: 'Mila Jansen', auth_time: 1_777_629_600 }

  test('is what the token says', () => {
    expect(readPerson(token, null)).toEqual({
      issuer,
      subject: 'mila-1',
      email,
      isEmailVerified: true,
      name: 'Mila Jansen',
      authenticatedAt: new Date('2026-05-01T10:00:00Z'),
    })
    expect(readPerson({ iss: issuer, sub: 'mila-1' }, null)).toEqual({
      issuer,
      subject: 'mila-1',
      email: null,
      isEmailVerified: false,
      name: null,
      authenticatedAt: null,
    })
  })

  test('has the word on an address from where the address is from', () => {
    const withoutEmail = { ...token, email: undefined }
    expect(readPerson(withoutEmail, { email: 'boss@kantoor.test' })).toMatchObject({ email: 'boss@kantoor.test', isEmailVerified: false })
    expect(readPerson(withoutEmail, { email, email_verified: true })).toMatchObject({ email, isEmailVerified: true, subject: 'mila-1' })
    expect(readPerson({ iss: issuer, sub: 'mila-1', xms_edov: true }, { email })).toMatchObject({ email, isEmailVerified: false })
    expect(readPerson(withoutEmail, {})).toMatchObject({ email: null, isEmailVerified: false })
  })

  test.each([
    ['  Mila\r\n\tJansen ', 'Mila Jansen'],
    ['Mila\u202eJansen', 'Mila Jansen'],
    ['x'.repeat(1_000), 'x'.repeat(200)],
    ['\u200b', null],
    ['', null],
    [7, null],
    [{ given: 'Mila' }, null],
  ])('with the name %j is called %j', (name, called) => {
    expect(readPerson({ ...token, name }, null).name).toBe(called)
  })
})

describe('an address', () => {
  test.each(['mila@kantoor.test', 'Mila.Jansen+portal@Sub.Kantoor.TEST', "o'brien@kantoor.test", 'm@x--y.nl'])(
    'as %s is read as accounts have it',
    (text) => {
      expect(readEmail(text)).toBe(emailSchema.parse(text))
    },
  )

  test.each([
    null,
    undefined,
    1,
    {},
    ['mila@kantoor.test'],
    '',
    'mila',
    ' mila@kantoor.test',
    'mila@kantoor.test\n',
    'mila@\u212aantoor.test',
  ])('is not %j', (text) => {
    expect(readEmail(text)).toBeNull()
  })

  test('has its domain behind the last @', () => {
    expect(['mila@kantoor.test', '"a@b.test"@kantoor.test', ''].map(domainOf)).toEqual(['kantoor.test', 'kantoor.test', ''])
  })
})
