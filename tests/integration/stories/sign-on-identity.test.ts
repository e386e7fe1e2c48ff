import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import type { UserId } from '@/lib/accounts/user-id'
import { db } from '@/lib/db'
import { findAccount, findIdentity, linkIdentity, listIdentities, noteIdentityUse, unlinkIdentity } from '@/lib/sign-on/identity-store'
import type { Person } from '@/lib/sign-on/person'
import { judge } from '@/lib/sign-on/trust'
import { newUser } from './story'

const issuer = 'https://login.test'
const now = new Date('2026-05-01T10:00:00Z')
const later = new Date('2026-05-02T10:00:00Z')

const newPerson = (changes: Partial<Person> = {}): Person => ({
  issuer,
  subject: randomUUID(),
  email: `${randomUUID()}@kantoor.test`,
  isEmailVerified: true,
  name: null,
  authenticatedAt: null,
  ...changes,
})
const emailOf = async (id: UserId) => (await db.user.findUniqueOrThrow({ where: { id }, select: { email: true } })).email
const verify = (id: UserId) => db.user.update({ where: { id }, data: { emailVerifiedAt: now }, select: { id: true } })
const rowsOf = (person: Person) => db.signOnIdentity.findMany({ where: { issuer: person.issuer, subject: person.subject } })
/** What happens when the person comes back from the provider. */
const comeIn = async (person: Person, mayCreate = false) =>
  judge(person, {
    identity: await findIdentity(person.issuer, person.subject),
    account: person.email ? await findAccount(person.email, person.issuer) : null,
    domains: ['kantoor.test'],
    mayCreate,
  })

describe('a link', () => {
  test('is found by issuer and subject, both to the letter', async () => {
    const [user, person] = [await newUser(), newPerson({ subject: 'Abc-1' })]
    expect(await findIdentity(issuer, person.subject)).toBeNull()
    expect(await linkIdentity(user, person, now)).toBe(true)
    expect(await findIdentity(issuer, 'Abc-1')).toEqual({ id: expect.stringMatching(/^[\w-]{43}$/), userId: user })
    for (const [one, subject] of [
      [issuer, 'abc-1'],
      [issuer, 'Abc-1 '],
      [issuer, 'Abc-%'],
      [`${issuer}/`, 'Abc-1'],
      ['https://LOGIN.test', 'Abc-1'],
      ['', ''],
    ] as const)
      expect([one, subject, await findIdentity(one, subject)]).toEqual([one, subject, null])
  })

  test('that stands already is no failure, and changes nothing', async () => {
    const [user, person] = [await newUser(), newPerson()]
    expect(await linkIdentity(user, person, now)).toBe(true)
    expect(await linkIdentity(user, { ...person, email: 'other@kantoor.test' }, later)).toBe(true)
    expect(await rowsOf(person)).toEqual([expect.objectContaining({ userId: user, email: person.email, createdAt: now, lastUsedAt: null })])
  })

  test('that is somebody else’s is refused, and stays theirs', async () => {
    const [owner, stranger, person] = [await newUser(), await newUser(), newPerson()]
    await linkIdentity(owner, person, now)
    expect(await linkIdentity(stranger, person, later)).toBe(false)
    expect((await findIdentity(issuer, person.subject))?.userId).toBe(owner)
    expect(await listIdentities(stranger)).toEqual([])
  })

  test('is made once by any number of accounts at the same time', async () => {
    const person = newPerson()
    const users = await Promise.all(Array.from({ length: 8 }, newUser))
    const answers = await Promise.all(users.map((user) => linkIdentity(user, person, now)))
    expect(answers.filter(Boolean)).toHaveLength(1)
    expect(await rowsOf(person)).toEqual([expect.objectContaining({ userId: users[answers.indexOf(true)] })])
  })

  test('is made once by any number of presses of one user', async () => {
    const [user, person] = [await newUser(), newPerson()]
    const answers = await Promise.all(Array.from({ length: 8 }, () => linkIdentity(user, person, now)))
    expect(answers).toEqual(Array(8).fill(true))
    expect(await rowsOf(person)).toHaveLength(1)
  })

  test('is one of an issuer for each account, also when several people come at the same time', async () => {
    const user = await newUser()
    const people = Array.from({ length: 8 }, () => newPerson())
    const answers = await Promise.all(people.map((person) => linkIdentity(user, person, now)))
    expect(answers.filter(Boolean)).toHaveLength(1)
    expect(await linkIdentity(user, newPerson({ issuer: 'https://another.test' }), later)).toBe(true)
    expect((await listIdentities(user)).map((one) => one.issuer)).toEqual([issuer, 'https://another.test'])
  })

  test('without an address is one, too', async () => {
    const [user, person] = [await newUser(), newPerson({ email: null })]
    expect(await linkIdentity(user, person, now)).toBe(true)
    expect(await listIdentities(user)).toEqual([{ id: expect.any(String), issuer, email: '', createdAt: now, lastUsedAt: null }])
  })

  test('goes with its user', async () => {
    const [user, person] = [await newUser(), newPerson()]
    await linkIdentity(user, person, now)
    await db.user.delete({ where: { id: user }, select: { id: true } })
    expect(await findIdentity(issuer, person.subject)).toBeNull()
  })
})

test('nobody lists, unlinks or uses what is somebody else’s', async () => {
  const [owner, stranger, person] = [await newUser(), await newUser(), newPerson()]
  await linkIdentity(owner, person, now)
  const id = (await listIdentities(owner))[0]?.id ?? ''
  const before = await rowsOf(person)
  expect(await listIdentities(stranger)).toEqual([])
  expect(await unlinkIdentity(stranger, id)).toBe(false)
  expect(await noteIdentityUse(stranger, person, later)).toBe(false)
  for (const made of ['', '\u0000', 'undefined', '%', "' OR 1=1 --"]) expect(await unlinkIdentity(owner, made)).toBe(false)
  expect(await rowsOf(person)).toEqual(before)
  expect(await noteIdentityUse(owner, person, later)).toBe(true)
  expect((await listIdentities(owner))[0]?.lastUsedAt).toEqual(later)
  expect([await unlinkIdentity(owner, id), await unlinkIdentity(owner, id)]).toEqual([true, false])
  expect(await noteIdentityUse(owner, person, later)).toBe(false)
  expect(await linkIdentity(stranger, person, later)).toBe(true)
})

describe('a person who comes back', () => {
  test('is linked to the account with the verified address, and enters it ever after, whatever their address is', async () => {
    const user = await newUser()
    await verify(user)
    const person = newPerson({ email: await emailOf(user) })
    const first = await comeIn(person)
    expect(first).toEqual({ deed: 'link', userId: user })
    if (first.deed !== 'link') throw new Error('Not linked')
    expect(await linkIdentity(first.userId, person, now)).toBe(true)
    for (const email of [person.email, null, 'renamed@elsewhere.test', await emailOf(await newUser())])
      expect(await comeIn({ ...person, email, isEmailVerified: false })).toEqual({ deed: 'enter', userId: user })
  })

  test('gets no account whose address was never verified, nor one that another person of the issuer has', async () => {
    const user = await newUser()
    const email = await emailOf(user)
    // As of an account that signed up where nobody asked for a proof yet.
    await db.user.update({ where: { id: user }, data: { emailVerifiedAt: null } })
    expect(await comeIn(newPerson({ email }), true)).toEqual({ deed: 'refuse', reason: 'account-unverified' })
    await verify(user)
    await linkIdentity(user, newPerson({ email }), now)
    expect(await comeIn(newPerson({ email }), true)).toEqual({ deed: 'refuse', reason: 'belongs-to-another' })
    expect(await comeIn(newPerson({ email, issuer: 'https://another.test' }))).toEqual({ deed: 'link', userId: user })
  })

  test('without an account may get one, which is theirs when they are judged again', async () => {
    const person = newPerson()
    expect(await comeIn(person)).toEqual({ deed: 'refuse', reason: 'unknown' })
    expect(await comeIn(person, true)).toEqual({ deed: 'create', email: person.email })
    const id = randomUUID()
    await db.user.create({ data: { id, email: person.email ?? '', createdAt: now, emailVerifiedAt: now }, select: { id: true } })
    expect(await comeIn(person, true)).toEqual({ deed: 'link', userId: id })
  })
})
