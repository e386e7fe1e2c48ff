import { randomBytes } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import type { UserId } from '@/lib/accounts/user-id'
import { db } from '@/lib/db'
import { deleteUser } from '@/lib/delete-user'
import {
  buildPasskeyCreation,
  buildPasskeyRequest,
  readCredentialId,
  readPasskeyAnswer,
  readPasskeyCreation,
  type NewPasskey,
} from '@/lib/factors/passkeys'
import {
  deletePasskey,
  findOwnPasskey,
  findPasskey,
  listPasskeys,
  mostPasskeys,
  notePasskeyUse,
  renamePasskey,
  savePasskey,
} from '@/lib/factors/passkey-store'
import { countRecoveryCodes, replaceRecoveryCodes, takeRecoveryCode } from '@/lib/factors/recovery-code-store'
import { deleteFactors, hasSecondFactor } from '@/lib/factors/store'
import { makeTotpSecret } from '@/lib/factors/totp'
import { deleteTotp, getTotp, saveTotp } from '@/lib/factors/totp-store'
import { makeAuthenticator, type Lies } from '../../support/authenticator'
import { openSecondInstance } from './second-instance'
import { newUser } from './story'

const now = new Date('2026-05-01T10:00:00Z')
const later = new Date('2026-05-02T10:00:00Z')

/** Made out of nothing, for tests in which nobody answers. */
const newPasskey = (changes: Partial<NewPasskey> = {}): NewPasskey => ({
  id: randomBytes(32).toString('base64url'),
  publicKey: randomBytes(77).toString('base64url'),
  counter: 1n,
  transports: ['internal'],
  backedUp: false,
  ...changes,
})

async function save(user: UserId, changes: Partial<NewPasskey> = {}): Promise<string> {
  const passkey = newPasskey(changes)
  expect(await savePasskey(user, passkey, 'A key', now)).toBe('saved')
  return passkey.id
}
const rowOf = (id: string) => db.passkey.findUniqueOrThrow({ where: { id } })

/** From the browser's question to the row. */
async function enrol(user: UserId, authenticator = makeAuthenticator()) {
  const existing = await listPasskeys(user)
  const { options, challenge } = await buildPasskeyCreation({ userId: user, email: 'mila@kantoor.test', existing })
  const made = await readPasskeyCreation(authenticator.create(options), challenge)
  if (!made) throw new Error('The passkey was refused')
  expect(await savePasskey(user, made, 'My phone', now)).toBe('saved')
  return { authenticator, id: made.id }
}

/** A log-in without a name: who it is, or null. */
async function logIn(authenticator: ReturnType<typeof makeAuthenticator>, lies: Lies = {}) {
  const { options, challenge } = await buildPasskeyRequest({ userVerification: 'required' })
  const response: unknown = JSON.parse(JSON.stringify(authenticator.answer(options, lies)))
  const passkey = await findPasskey(readCredentialId(response) ?? '')
  const asked = { challenge, requireUserVerification: true, requireUserHandle: true }
  const answer = passkey && (await readPasskeyAnswer(response, { ...asked, passkey }))
  if (!answer) return null
  return (await notePasskeyUse(answer.userId, passkey.id, answer.newCounter, answer.backedUp, later)) ? answer.userId : 'copied'
}

describe('from the browser to the row and back', () => {
  test('a passkey says who its user is, again and again', async () => {
    const [user, other] = [await newUser(), await newUser()]
    const { authenticator, id } = await enrol(user)
    const theirs = await enrol(other)
    expect(await logIn(authenticator)).toBe(user)
    expect(await logIn(authenticator)).toBe(user)
    expect(await logIn(theirs.authenticator)).toBe(other)
    expect(await rowOf(id)).toMatchObject({ counter: 3n, lastUsedAt: later, backedUp: false })
  })

  test.each<[string, Lies]>([
    ['another origin', { origin: 'https://evil.test' }],
    ['another relying party', { rpId: 'evil.test' }],
    ['an older challenge', { challenge: randomBytes(32).toString('base64url') }],
    ['a creation’s type', { type: 'webauthn.create' }],
    ['no check of the user', { userVerified: false }],
    ['a bit of the signature', { flipBit: true }],
    ['no word of whose it is', { userHandle: null }],
  ])('a lie is refused, and leaves no trace: %s', async (_, lies) => {
    const { authenticator, id } = await enrol(await newUser())
    const before = await rowOf(id)
    expect(await logIn(authenticator, lies)).toBeNull()
    expect(await rowOf(id)).toEqual(before)
  })

  test('an answer in the name of another user’s passkey is refused', async () => {
    const [{ authenticator }, theirs] = [await enrol(await newUser()), await enrol(await newUser())]
    const before = await rowOf(theirs.id)
    const { userHandle } = theirs.authenticator.credentials[0] ?? {}
    expect(await logIn(authenticator, { credentialId: theirs.id, userHandle })).toBeNull()
    expect(await logIn(authenticator, { credentialId: randomBytes(32).toString('base64url') })).toBeNull()
    expect(await rowOf(theirs.id)).toEqual(before)
  })

  test('of a copied authenticator and its model the one that is behind is found out', async () => {
    const { authenticator, id } = await enrol(await newUser())
    await logIn(authenticator)
    await logIn(authenticator)
    const before = await rowOf(id)
    expect(await logIn(authenticator, { counter: Number(before.counter) })).toBe('copied')
    expect(await logIn(authenticator, { counter: 1 })).toBe('copied')
    expect(await logIn(authenticator, { counter: 0 })).toBe('copied')
    expect(await rowOf(id)).toEqual(before)
  })

  test('one that does not count comes in each time; where its passkey lives is kept up to date', async () => {
    const user = await newUser()
    const { authenticator, id } = await enrol(user, makeAuthenticator({ counts: false, backedUp: true }))
    await db.passkey.update({ where: { id }, data: { backedUp: false } })
    expect(await logIn(authenticator)).toBe(user)
    expect(await logIn(authenticator)).toBe(user)
    expect(await rowOf(id)).toMatchObject({ counter: 0n, backedUp: true })
  })
})

describe('the counter', () => {
  const note = (user: UserId, id: string, counter: bigint) => notePasskeyUse(user, id, counter, true, later)

  test.each<[before: bigint, given: bigint, isTaken: boolean]>([
    [0n, 0n, true],
    [0n, 1n, true],
    [1n, 2n, true],
    [1n, 4_294_967_295n, true],
    [1n, 1n, false],
    [7n, 6n, false],
    [7n, 0n, false],
    [4_294_967_295n, 4_294_967_295n, false],
  ])('was %s, is %s: %j', async (counter, given, isTaken) => {
    const user = await newUser()
    const id = await save(user, { counter })
    const before = await rowOf(id)
    expect(await note(user, id, given)).toBe(isTaken)
    expect(await rowOf(id)).toEqual(isTaken ? { ...before, counter: given, backedUp: true, lastUsedAt: later } : before)
  })

  test('that comes fifty times at once, to two instances, is taken once', async () => {
    const user = await newUser()
    const id = await save(user)
    const other = await openSecondInstance(() => import('@/lib/factors/passkey-store'))
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, index) => (index % 2 ? notePasskeyUse : other.notePasskeyUse)(user, id, 2n, false, now)),
    )
    expect(answers.filter(Boolean)).toHaveLength(1)
  })
})

describe('the list', () => {
  test('shows what its user may see, and no key', async () => {
    const user = await newUser()
    const first = await save(user, { transports: ['usb', 'nfc'] })
    expect(await savePasskey(user, newPasskey({ backedUp: true }), 'Second', later)).toBe('saved')
    expect(await listPasskeys(user)).toEqual([
      { id: first, name: 'A key', transports: ['usb', 'nfc'], backedUp: false, createdAt: now, lastUsedAt: null },
      expect.objectContaining({ name: 'Second', backedUp: true, createdAt: later }),
    ])
  })

  test('of one user is nobody else’s to look at, rename, use or take away', async () => {
    const [user, stranger] = [await newUser(), await newUser()]
    const id = await save(user)
    const before = await rowOf(id)
    expect(await listPasskeys(stranger)).toEqual([])
    expect(await findOwnPasskey(stranger, id)).toBeNull()
    expect(await renamePasskey(stranger, id, 'Stolen')).toBe(false)
    expect(await deletePasskey(stranger, id)).toBe(false)
    expect(await notePasskeyUse(stranger, id, 9n, true, later)).toBe(false)
    expect(await rowOf(id)).toEqual(before)
    for (const odd of ['', '\u0000', '%', id.slice(1), 'x'.repeat(10_000)]) expect(await findPasskey(odd)).toBeNull()
  })

  test('takes a new name, and lets one go', async () => {
    const user = await newUser()
    const [id, kept] = [await save(user), await save(user)]
    expect(await renamePasskey(user, id, 'Office')).toBe(true)
    expect((await findOwnPasskey(user, id))?.name).toBe('Office')
    expect(await deletePasskey(user, id)).toBe(true)
    expect(await deletePasskey(user, id)).toBe(false)
    expect(await findPasskey(id)).toBeNull()
    expect((await listPasskeys(user)).map((passkey) => passkey.id)).toEqual([kept])
  })

  test('takes no credential twice, whoever’s it is, and leaves the first as it is', async () => {
    const [user, other] = [await newUser(), await newUser()]
    const id = await save(user)
    const before = await rowOf(id)
    for (const who of [user, other]) expect(await savePasskey(who, newPasskey({ id }), 'Again', later)).toBe('exists')
    expect(await rowOf(id)).toEqual(before)
    const fresh = newPasskey().id
    const at = await Promise.all([user, other, user, other].map((who) => savePasskey(who, newPasskey({ id: fresh }), 'x', now)))
    expect(at.filter((answer) => answer === 'saved')).toHaveLength(1)
  })

  test('ends at twenty', async () => {
    const [user, other] = [await newUser(), await newUser()]
    for (let count = 0; count < mostPasskeys; count++) await save(user)
    const before = await listPasskeys(user)
    expect([mostPasskeys, before.length]).toEqual([20, 20])
    expect(await savePasskey(user, newPasskey(), 'One more', later)).toBe('too-many')
    expect(await listPasskeys(user)).toEqual(before)
    await save(other)
    await deletePasskey(user, before[0]?.id ?? '')
    await save(user)
  })

  test('ends at twenty also where thirty come at once', async () => {
    const user = await newUser()
    for (let count = 0; count < 10; count++) await save(user)
    const other = await openSecondInstance(() => import('@/lib/factors/passkey-store'))
    const answers = await Promise.all(
      Array.from({ length: 30 }, (_, index) => (index % 2 ? savePasskey : other.savePasskey)(user, newPasskey(), 'x', now)),
    )
    const saved = answers.filter((answer) => answer === 'saved').length
    expect(new Set(answers)).toContain('too-many')
    expect(saved).toBeLessThanOrEqual(10)
    expect(await listPasskeys(user)).toHaveLength(10 + saved)
  })
})

describe('all factors of a user together', () => {
  test('a passkey or an app is a second factor; recovery codes alone are none', async () => {
    const [user, other] = [await newUser(), await newUser()]
    await replaceRecoveryCodes(user, now)
    expect(await hasSecondFactor(user)).toBe(false)
    const id = await save(user)
    expect(await hasSecondFactor(user)).toBe(true)
    await deletePasskey(user, id)
    await saveTotp(user, makeTotpSecret(), 1, now)
    expect([await hasSecondFactor(user), await hasSecondFactor(other)]).toEqual([true, false])
    await deleteTotp(user)
    expect(await hasSecondFactor(user)).toBe(false)
  })

  const equip = async (user: UserId) => {
    await save(user)
    await saveTotp(user, makeTotpSecret(), 1, now)
    return replaceRecoveryCodes(user, now)
  }

  test('go at once when an administrator takes them, and nobody else’s do', async () => {
    const [user, other] = [await newUser(), await newUser()]
    const [[code = ''], [kept = '']] = [await equip(user), await equip(other)]
    await deleteFactors(user)
    expect([await listPasskeys(user), await getTotp(user), await countRecoveryCodes(user)]).toEqual([
      [],
      null,
      { left: 0, createdAt: null },
    ])
    expect([await hasSecondFactor(user), await takeRecoveryCode(user, code, now)]).toEqual([false, false])
    expect([(await listPasskeys(other)).length, await hasSecondFactor(other), await takeRecoveryCode(other, kept, now)]).toEqual([
      1,
      true,
      true,
    ])
  })

  test('go with their user', async () => {
    const user = await newUser()
    await equip(user)
    const { email } = await db.user.findUniqueOrThrow({ where: { id: user } })
    expect(await deleteUser(email, now)).toEqual({ ok: true, userId: user })
    const where = { userId: user }
    expect([await db.passkey.count({ where }), await db.totp.count({ where }), await db.recoveryCode.count({ where })]).toEqual([0, 0, 0])
  })
})
