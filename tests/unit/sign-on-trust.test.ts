import { describe, expect, test } from 'vitest'
import type { Person } from '@/lib/sign-on/person'
import { judge, type Account, type Circumstances } from '@/lib/sign-on/trust'

const mila: Person = {
  issuer: 'https://login.test',
  subject: 'mila-1',
  email: 'mila@kantoor.test',
  isEmailVerified: true,
  name: 'Mila Jansen',
  authenticatedAt: null,
}
const account: Account = {
  userId: 'account-of-mila',
  email: 'mila@kantoor.test',
  emailVerifiedAt: new Date('2026-05-01T10:00:00Z'),
  hasIdentityOfIssuer: false,
}
const unknown: Circumstances = { identity: null, account: null, domains: ['kantoor.test'], mayCreate: false }

const verdict = (person: Partial<Person>, circumstances: Partial<Circumstances> = {}) => {
  const { deed, ...rest } = judge({ ...mila, ...person }, { ...unknown, ...circumstances })
  return [deed, ...Object.values(rest)].join(' ')
}

describe('a linked identity', () => {
  const identity = { userId: 'linked' }

  test.each<[string, Partial<Person>, Partial<Circumstances>]>([
    ['with its address', {}, {}],
    ['without one', { email: null, isEmailVerified: false }, {}],
    ['with an address that nobody vouches for', { isEmailVerified: false }, {}],
    ['with an address of a domain that is not trusted', { email: 'mila@elsewhere.test' }, {}],
    ['with the address of another account', {}, { account }],
    ['where nobody is trusted or made', {}, { domains: [] }],
  ])('decides alone: %s', (_, person, circumstances) => {
    expect(verdict(person, { ...circumstances, identity })).toBe('enter linked')
  })
})

describe('an address', () => {
  test('that is verified on both sides, of a trusted domain, is linked to its account', () => {
    expect(verdict({}, { account })).toBe('link account-of-mila')
    expect(verdict({}, { account, domains: ['*'] })).toBe('link account-of-mila')
    expect(verdict({}, { account, domains: ['other.test', 'Kantoor.TEST'] })).toBe('link account-of-mila')
    expect(verdict({ email: 'MILA@KANTOOR.TEST' }, { account })).toBe('link account-of-mila')
    // Whether accounts are made does not matter where there is one.
    expect(verdict({}, { account, mayCreate: true })).toBe('link account-of-mila')
  })

  test.each<[string, Partial<Person>, Partial<Circumstances>]>([
    ['no-email', { email: null }, {}],
    ['no-email', { email: '' }, {}],
    ['unverified-email', { isEmailVerified: false }, {}],
    ['unverified-email', { isEmailVerified: false }, { domains: ['*'] }],
    ['untrusted-domain', {}, { domains: [] }],
    ['untrusted-domain', {}, { domains: ['elsewhere.test'] }],
    ['account-unverified', {}, { account: { ...account, emailVerifiedAt: null } }],
    ['belongs-to-another', {}, { account: { ...account, hasIdentityOfIssuer: true } }],
    ['belongs-to-another', {}, { account: { ...account, emailVerifiedAt: null, hasIdentityOfIssuer: true } }],
    // Whoever looked up another account than the address names.
    ['belongs-to-another', {}, { account: { ...account, email: 'boss@kantoor.test' } }],
  ])('is refused as %s: %j %j', (reason, person, circumstances) => {
    for (const mayCreate of [true, false]) expect(verdict(person, { account, mayCreate, ...circumstances })).toBe(`refuse ${reason}`)
  })

  test('that is refused tells nothing of whether there is an account', () => {
    const refused: Partial<Person>[] = [{ email: null }, { isEmailVerified: false }, { email: 'mila@elsewhere.test' }]
    for (const person of refused)
      expect(verdict(person)).toBe(verdict(person, { account: { ...account, email: person.email ?? account.email } }))
  })

  test('without an account gets one where that is allowed, and under the same conditions', () => {
    expect(verdict({})).toBe('refuse unknown')
    expect(verdict({ email: 'Mila@Kantoor.test' }, { mayCreate: true })).toBe('create mila@kantoor.test')
    expect(verdict({}, { mayCreate: true, domains: ['*'] })).toBe('create mila@kantoor.test')
    expect(verdict({ isEmailVerified: false }, { mayCreate: true })).toBe('refuse unverified-email')
    expect(verdict({}, { mayCreate: true, domains: [] })).toBe('refuse untrusted-domain')
  })
})

describe('a domain that only looks like a trusted one', () => {
  test.each([
    'mila@evil-kantoor.test',
    'mila@evilkantoor.test',
    'mila@kantoor.test.evil.test',
    'mila@sub.kantoor.test',
    'mila@kantoor.tes',
    'mila@kantoor.testing',
    'mila@kantoor-test.test',
    'mila@xn--kntoor-3fg.test',
  ])('%s is not', (email) => {
    for (const mayCreate of [true, false])
      expect(verdict({ email }, { account: { ...account, email }, mayCreate })).toBe('refuse untrusted-domain')
  })

  test.each([
    'mila@k\u0430ntoor.test', // a Cyrillic letter
    'mila@\u212aantoor.test', // the Kelvin sign, whose small letter is a plain k
    'm\u0131la@kantoor.test', // a letter whose capital is a plain I
    'm\u0456la@kantoor.test',
    'mila@kantoor\u3002test', // a full stop that a resolver takes for a dot
    'mila@\uff4bantoor.test',
    'mila@kantoor.test\u200b',
    'mila\u00ad@kantoor.test',
    'mila@kantoor.test.',
    'mila@kantoor.test\u0000@evil.test',
    'mila@evil.test@kantoor.test',
    '"mila@evil.test"@kantoor.test',
    'mila@evil.test,mila@kantoor.test',
    'mila@evil.test mila@kantoor.test',
    '<mila@kantoor.test>',
    'Mila <mila@kantoor.test>',
    'mila@[kantoor.test]',
    '@kantoor.test',
    'kantoor.test',
    `${'m'.repeat(250)}@kantoor.test`,
  ])('%j is no address at all', (email) => {
    for (const domains of [['kantoor.test'], ['*']])
      expect(verdict({ email }, { account, domains, mayCreate: true })).toBe('refuse no-email')
  })
})
