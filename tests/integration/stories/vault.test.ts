import { createCipheriv, randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import type { UserId } from '@/lib/accounts/user-id'
import { openClientSecret, saveAppRegistration } from '@/lib/apps/store'
import { listChains, verifyChain } from '@/lib/audit/verification-store'
import { db } from '@/lib/db'
import { deleteUser } from '@/lib/delete-user'
import { openSettingsField } from '@/lib/history/store'
import { buildKeyRing, getKeyRing } from '@/lib/vault/key-ring'
import { checkKeys, hasKeysAtHand, requireKeys } from '@/lib/vault/rotation-store'
import { addDataKey, openVault } from '@/lib/vault/vault-store'
import { begin, makeSettings, newApp, newUser } from './story'

const place = { table: 'AppRegistration', row: 'row', column: 'clientSecret' }
const hour = 60 * 60 * 1000

/** As the first version sealed: directly under ENCRYPTION_KEY. */
function sealAsBefore(plain: string, spot: typeof place, user: string, { id, key } = getKeyRing().primary): string {
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from([spot.table, spot.row, spot.column, user].join('|')))
  const data = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()])
  return ['v1', id, ...[nonce, cipher.getAuthTag(), data].map((part) => part.toString('base64url'))].join('.')
}

async function addRegistration(user: UserId, secret = 'a secret of twenty chars') {
  const values = { platform: 'exact-online', country: 'sandbox', clientId: randomBytes(8).toString('hex'), name: 'App' }
  const saved = await saveAppRegistration(
    user,
    { ...values, clientSecret: secret, redirectUri: 'https://clientredirect.invantive.com', deviating: true },
    null,
    new Date(),
  )
  if (typeof saved === 'string') throw new Error(saved)
  return saved.id
}

const sealedOf = async (id: string) => (await db.appRegistration.findUniqueOrThrow({ where: { id } })).clientSecretSealed
const putSealed = (id: string, clientSecretSealed: string) => db.appRegistration.update({ where: { id }, data: { clientSecretSealed } })

test('each user has a data key of their own, under the primary key, and what they own is under it', async () => {
  const [one, other] = [await newUser(), await newUser()]
  const file = await makeSettings(one, await newApp())
  await addRegistration(other)
  const keys = await db.dataKey.findMany({ where: { userId: { in: [one, other] } } })
  expect(new Set(keys.map(({ userId }) => userId)).size).toBe(2)
  expect(new Set(keys.map(({ wrappedBy }) => wrappedBy))).toEqual(new Set([getKeyRing().primary.id]))
  const own = keys.filter(({ userId }) => userId === one).map(({ id }) => id)
  const row = await db.settingsFile.findUniqueOrThrow({ where: { id: file } })
  for (const sealed of [row.refreshTokenSealed, row.xmlSealed, row.encryptStatementSealed])
    expect(own.some((id) => sealed.startsWith(`v2.${id}.`))).toBe(true)
})

test('two first uses at once may make two keys, and both open', async () => {
  const user = await newUser()
  const vaults = await Promise.all([openVault(user), openVault(user), openVault(user)])
  const sealed = vaults.map((vault, index) => vault.seal(`secret ${index}`, place))
  const later = await openVault(user)
  expect(sealed.map((text) => later.open(text, place))).toEqual(['secret 0', 'secret 1', 'secret 2'])
})

test('one user’s cipher text opens for no other, also not with the other’s data key row', async () => {
  const [one, other] = [await newUser(), await newUser()]
  const sealed = (await openVault(one)).seal('mine', place)
  const theirs = await openVault(other)
  expect(() => theirs.open(sealed, place)).toThrow(/which this user does not have/)
  // Somebody who writes the database hands the key over.
  const { id } = await db.dataKey.findFirstOrThrow({ where: { userId: one } })
  await db.dataKey.update({ where: { id }, data: { userId: other, retiredAt: new Date() } })
  const after = await openVault(other)
  expect(() => after.open(sealed, place)).toThrow(/was changed or moved/)
  // And with the wrapped key alone, under the other's key id.
  const { keyWrapped } = await db.dataKey.findUniqueOrThrow({ where: { id } })
  await db.dataKey.updateMany({ where: { userId: other, retiredAt: null }, data: { keyWrapped } })
  await expect(openVault(other)).rejects.toThrow(/changed or moved/)
})

test('a cipher text opens in no other row or column', async () => {
  const vault = await openVault(await newUser())
  const sealed = vault.seal('mine', place)
  for (const part of ['table', 'row', 'column'] as const)
    expect(() => vault.open(sealed, { ...place, [part]: 'other' })).toThrow(/changed or moved/)
  expect(vault.open(sealed, place)).toBe('mine')
})

test('whatever bit of a stored secret or data key is flipped: refused loudly, and nothing is written over it', async () => {
  const user = await newUser()
  const id = await addRegistration(user)
  const whole = await sealedOf(id)
  const flip = (text: string, at: number) => {
    const [head = '', tail = ''] = [text.slice(0, text.lastIndexOf('.') + 1), text.slice(text.lastIndexOf('.') + 1)]
    const bytes = Buffer.from(tail, 'base64url')
    bytes[at >> 3] = (bytes[at >> 3] ?? 0) ^ (1 << (at & 7))
    return head + bytes.toString('base64url')
  }
  for (let bit = 0; bit < 192; bit += 7) {
    const flipped = flip(whole, bit)
    await putSealed(id, flipped)
    await expect(openClientSecret(user, id)).rejects.toThrow(/changed or moved/)
    expect(await sealedOf(id)).toBe(flipped)
  }
  await putSealed(id, whole)
  expect(await openClientSecret(user, id)).toBe('a secret of twenty chars')

  const row = await db.dataKey.findFirstOrThrow({ where: { userId: user } })
  for (let bit = 0; bit < 256; bit += 37) {
    const flipped = flip(row.keyWrapped, bit)
    await db.dataKey.update({ where: { id: row.id }, data: { keyWrapped: flipped } })
    await expect(openClientSecret(user, id)).rejects.toThrow(/DataKey.key of row .* changed or moved/)
    await expect(openVault(user)).rejects.toThrow(/changed or moved/)
    expect(await db.dataKey.findMany({ where: { userId: user } })).toEqual([{ ...row, keyWrapped: flipped }])
  }
  await db.dataKey.update({ where: { id: row.id }, data: { keyWrapped: row.keyWrapped } })
  expect(await openClientSecret(user, id)).toBe('a secret of twenty chars')
})

test('a damaged older data key keeps nobody from what is under the newer one', async () => {
  const user = await newUser()
  const before = (await openVault(user, new Date(Date.now() - hour))).seal('old', place)
  const [old] = await db.dataKey.findMany({ where: { userId: user } })
  await addDataKey(user, new Date())
  await db.dataKey.update({ where: { id: old?.id ?? '' }, data: { keyWrapped: 'v2.x.a.b.c' } })
  const vault = await openVault(user)
  expect(vault.open(vault.seal('new', place), place)).toBe('new')
  expect(() => vault.open(before, place)).toThrow(/DataKey/)
})

test('what the first version has sealed opens, in its place and for its owner alone', async () => {
  const [user, other] = [await newUser(), await newUser()]
  const id = await addRegistration(user)
  await putSealed(id, sealAsBefore('of the first version', { ...place, row: id }, user))
  expect(await openClientSecret(user, id)).toBe('of the first version')
  await putSealed(id, sealAsBefore('of the first version', { ...place, row: id }, other))
  await expect(openClientSecret(user, id)).rejects.toThrow(/changed or moved/)
  await putSealed(id, sealAsBefore('x', { ...place, row: id }, user, buildKeyRing(randomBytes(32).toString('base64'), undefined).primary))
  await expect(openClientSecret(user, id)).rejects.toThrow(/is sealed under key \w{8}, which is not at hand/)
  await expect(checkKeys()).rejects.toThrow(/ENCRYPTION_KEY is not the key of this database: 1 secrets .* are under key/)
  await db.appRegistration.delete({ where: { id } })
  await checkKeys()
})

test('a start without the key, or with that of another database, is refused, and names what is missing', async () => {
  await openVault(await newUser())
  const { id } = getKeyRing().primary
  const stranger = buildKeyRing(randomBytes(32).toString('base64'), undefined)
  await expect(requireKeys(stranger)).rejects.toThrow(
    new RegExp(`not the key of this database: .*under key ${id}. At hand: ${stranger.primary.id}`),
  )
  await expect(requireKeys(null)).rejects.toThrow(/ENCRYPTION_KEY is missing/)
  await requireKeys()
  expect([await hasKeysAtHand(), await hasKeysAtHand(stranger)]).toEqual([true, false])
})

test('a user who is deleted: the keys go first, then everything, and the trail says so without an address', async () => {
  const [user, other] = [await newUser(), await newUser()]
  const file = await makeSettings(user, await newApp())
  await begin(user, await newApp())
  const kept = await addRegistration(other)
  const { email } = await db.user.findUniqueOrThrow({ where: { id: user } })
  const row = await db.settingsFile.findUniqueOrThrow({ where: { id: file } })

  expect(await deleteUser('nobody@kantoor.test', new Date())).toEqual({ ok: false, problem: 'missing' })
  expect(await deleteUser(email, new Date())).toEqual({ ok: true, userId: user })
  for (const left of [
    await db.user.count({ where: { id: user } }),
    await db.dataKey.count({ where: { userId: user } }),
    await db.settingsFile.count({ where: { userId: user } }),
    await db.appRegistration.count({ where: { userId: user } }),
    await db.attempt.count({ where: { userId: user } }),
  ])
    expect(left).toBe(0)
  expect(await openClientSecret(other, kept)).toBe('a secret of twenty chars')
  expect((await verifyChain(user)).length).toBeGreaterThan(0)
  expect(await listChains()).toContain(user)
  const told = await db.auditEntry.findMany({ where: { chain: 'portal', kind: 'user-deleted' } })
  expect(told.at(-1)?.detail).toBe(JSON.stringify({ user }))
  expect(JSON.stringify(await db.auditEntry.findMany())).not.toContain(email)

  // From a copy of the rows, without the keys, nothing opens again.
  await db.user.create({ data: { id: user, email, passwordHash: 'x', createdAt: new Date() } })
  await db.settingsFile.create({ data: { ...row, attemptId: null } })
  await expect(openSettingsField(user, file, 'xml')).rejects.toThrow(/which this user does not have/)
})
