import 'server-only'
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { getPrimaryKey, type VaultKey } from './keys'

/** Where a cipher text belongs. It opens nowhere else: not in another row, column, table, or for another owner. */
export type Place = { table: string; row: string; column: string; user: string }

export class VaultError extends Error {
  override name = 'VaultError'
}

const version = 'v1'
const additionalData = (place: Place) => Buffer.from([place.table, place.row, place.column, place.user].join('|'))

/**
 * AES-256-GCM (NIST SP 800-38D) with a random 96-bit nonce.
 * @returns `v1.<key id>.<nonce>.<tag>.<data>`, the last three in base64url
 */
export function seal(plain: string, place: Place, { id, key }: VaultKey = getPrimaryKey()): string {
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(additionalData(place))
  const data = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()])
  return [version, id, ...[nonce, cipher.getAuthTag(), data].map((part) => part.toString('base64url'))].join('.')
}

/** Which key a cipher text needs. */
export const readKeyId = (sealed: string) => sealed.split('.')[1] ?? ''

/**
 * @throws {VaultError} for a cipher text that was changed, moved, or sealed under a key we do not hold: never null, never the input
 */
export function open(sealed: string, place: Place, { id, key }: VaultKey = getPrimaryKey()): string {
  const [givenVersion, givenId, ...encoded] = sealed.split('.')
  const bytes = encoded.map((part) => Buffer.from(part, 'base64url'))
  const [nonce, tag, data] = bytes
  const isCanonical = bytes.every((part, index) => part.toString('base64url') === encoded[index])
  const where = `${place.table}.${place.column} of row ${place.row}`
  if (givenVersion !== version || !nonce || !tag || !data || encoded.length !== 3 || !isCanonical)
    throw new VaultError(`${where} holds no cipher text of ours`)
  if (givenId !== id) throw new VaultError(`${where} is sealed under key ${givenId}, but ENCRYPTION_KEY is key ${id}`)
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: 16 }).setAAD(additionalData(place)).setAuthTag(tag)
    return Buffer.concat([decipher.update(data), decipher.final()]).toString('utf8')
  } catch (cause) {
    throw new VaultError(`${where} was changed or moved`, { cause })
  }
}
