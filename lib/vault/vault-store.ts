import 'server-only'
import { randomBytes, randomUUID } from 'node:crypto'
import { db } from '../db'
import { getKeyRing } from './key-ring'
import { buildVaultKey, type VaultKey } from './keys'
import { describePlace, open, readSeal, seal, VaultError, type Place } from './seal'

/** What belongs to one user: seals under their newest data key, opens what any of theirs has sealed. */
export type Vault = { seal(plain: string, place: Spot): string; open(sealed: string, place: Spot): string }
/** A place of which the owner is known. */
export type Spot = Omit<Place, 'user'>

export type DataKeyRow = { id: string; wrappedBy: string; keyWrapped: string; createdAt: Date; retiredAt: Date | null }
type Wrapped = Pick<DataKeyRow, 'id' | 'wrappedBy' | 'keyWrapped'>
type OpenedKey = { row: DataKeyRow; key: VaultKey | VaultError }

const columns = { id: true, wrappedBy: true, keyWrapped: true, createdAt: true, retiredAt: true } as const
const keyPlace = (user: string, row: string): Place => ({ table: 'DataKey', row, column: 'key', user })

/** @returns the columns that a data key has under the primary key-encryption key */
export function wrapDataKey(userId: string, id: string, bytes: string) {
  const { primary } = getKeyRing()
  return { wrappedBy: primary.id, keyWrapped: seal(bytes, keyPlace(userId, id), primary) }
}

/** @throws {VaultError} when its key-encryption key is not at hand, or does not fit */
export function unwrapDataKey(userId: string, { id, wrappedBy, keyWrapped }: Wrapped): string {
  const place = keyPlace(userId, id)
  const { ids, find } = getKeyRing()
  const key = find(wrappedBy)
  if (!key) throw new VaultError(`${describePlace(place)} is wrapped by key ${wrappedBy}; at hand: ${ids.join(', ')}`)
  return open(keyWrapped, place, { id: wrappedBy, key: key.key })
}

/** Whether a data key does not open with the keys at hand. */
export function isDamaged(userId: string, row: Wrapped): boolean {
  try {
    unwrapDataKey(userId, row)
    return false
  } catch (error) {
    if (error instanceof VaultError) return true
    throw error
  }
}

/** Puts a data key under the primary key-encryption key. False: somebody else has changed or deleted the row meanwhile. @throws {VaultError} */
export async function rewrapDataKey(userId: string, { id, wrappedBy, keyWrapped }: Wrapped): Promise<boolean> {
  const data = wrapDataKey(userId, id, unwrapDataKey(userId, { id, wrappedBy, keyWrapped }))
  return (await db.dataKey.updateMany({ where: { id, userId, keyWrapped }, data })).count === 1
}

/** Makes a data key for a user, under the primary key-encryption key. From now on it is the one that seals. */
export async function addDataKey(userId: string, now: Date): Promise<DataKeyRow> {
  const id = randomUUID()
  const data = { id, userId, ...wrapDataKey(userId, id, randomBytes(32).toString('base64')), createdAt: now }
  const row = await db.dataKey.create({ data, select: columns })
  // While we wrote, another key may have become primary, and the run that re-wraps may have passed by.
  if (getKeyRing().primary.id !== row.wrappedBy) await rewrapDataKey(userId, row)
  return row
}

/** A user's data keys: first those that seal, the newest before the others. */
export const listDataKeys = async (userId: string): Promise<DataKeyRow[]> => {
  const rows = await db.dataKey.findMany({ where: { userId }, orderBy: [{ createdAt: 'desc' }, { id: 'asc' }], select: columns })
  return [...rows.filter(({ retiredAt }) => !retiredAt), ...rows.filter(({ retiredAt }) => retiredAt)]
}

function unwrapAll(userId: string, rows: DataKeyRow[]): OpenedKey[] {
  return rows.map((row) => {
    try {
      return { row, key: { id: row.id, key: buildVaultKey(unwrapDataKey(userId, row), `Data key ${row.id}`).key } }
    } catch (error) {
      if (!(error instanceof VaultError)) throw error
      return { row, key: error }
    }
  })
}

/** The key that seals comes first. Where none does yet, one is made. */
async function openDataKeys(userId: string, now: Date): Promise<[OpenedKey, ...OpenedKey[]]> {
  let keys = unwrapAll(userId, await listDataKeys(userId))
  // Re-wrapped since we read the row, and its old key taken out of the file: the row says which key it has now.
  if (keys.some(({ row }) => !getKeyRing().find(row.wrappedBy))) keys = unwrapAll(userId, await listDataKeys(userId))
  const [first, ...others] = keys
  if (first && !first.row.retiredAt) return [first, ...others]
  const [made] = unwrapAll(userId, [await addDataKey(userId, now)])
  if (!made) throw new Error('The data key was not made')
  return [made, ...keys]
}

/**
 * One question to the database, and none afterwards: a vault that was opened works on while the database is away.
 * @throws {VaultError} when no key-encryption key at hand opens the data key that seals
 */
export const openVault = async (userId: string, now = new Date()): Promise<Vault> => (await openVaultWithKey(userId, now)).vault

/** A vault, with the id of the data key that it seals under. @throws {VaultError} */
export async function openVaultWithKey(userId: string, now: Date): Promise<{ vault: Vault; keyId: string }> {
  const keys = await openDataKeys(userId, now)
  const current = requireKey(keys[0])

  function findKey(sealed: string, spot: Spot): VaultKey {
    const place = { ...spot, user: userId }
    const needs = readSeal(sealed)
    if (!needs) throw new VaultError(`${describePlace(place)} holds no cipher text of ours`)
    if (needs.version === 'v2') {
      const opened = keys.find(({ row }) => row.id === needs.keyId)
      if (!opened) throw new VaultError(`${describePlace(place)} is sealed under data key ${needs.keyId}, which this user does not have`)
      return requireKey(opened)
    }
    const key = getKeyRing().find(needs.keyId)
    if (!key) throw new VaultError(`${describePlace(place)} is sealed under key ${needs.keyId}, which is not at hand`)
    return { id: needs.keyId, key: key.key }
  }
  const vault: Vault = {
    seal: (plain, spot) => seal(plain, { ...spot, user: userId }, current),
    open: (sealed, spot) => open(sealed, { ...spot, user: userId }, findKey(sealed, spot)),
  }
  return { vault, keyId: current.id }
}

function requireKey({ key }: OpenedKey): VaultKey {
  if (key instanceof VaultError) throw key
  return key
}

/** Nothing of this user's opens any more, on no instance and from no backup of the rows alone. The first step of deleting a user. */
export const destroyDataKeys = (userId: string) => db.dataKey.deleteMany({ where: { userId } })
