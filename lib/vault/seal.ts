import 'server-only'
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import type { VaultKey } from './keys'

/** Where a cipher text belongs. It opens nowhere else: not in another row, column, table, or for another owner. */
export type Place = { table: string; row: string; column: string; user: string }

export class VaultError extends Error {
  override name = 'VaultError'
}

// v1: sealed under ENCRYPTION_KEY itself. v2: under a data key, or, for a data key, under a key-encryption key.
export type SealVersion = 'v1' | 'v2'

// What the cipher text says openly is sealed with it. v1 took the place alone; it is only opened any more.
function additionalData(version: string, keyId: string, { table, row, column, user }: Place): Buffer {
  const place = [table, row, column, user]
  return Buffer.from(version === 'v1' ? place.join('|') : JSON.stringify([version, keyId, ...place]))
}

/**
 * AES-256-GCM (NIST SP 800-38D) with a random 96-bit nonce.
 * @returns `v2.<key id>.<nonce>.<tag>.<data>`, the last three in base64url
 */
export function seal(plain: string, place: Place, { id, key }: VaultKey): string {
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(additionalData('v2', id, place))
  const data = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()])
  return ['v2', id, ...[nonce, cipher.getAuthTag(), data].map((part) => part.toString('base64url'))].join('.')
}

/** Which key a cipher text needs. Null for what is no cipher text of ours. */
export function readSeal(sealed: string): { version: SealVersion; keyId: string } | null {
  const [, version, keyId] = /^(v[12])\.([\w-]{1,40})\./.exec(sealed) ?? []
  return version && keyId ? { version: version as SealVersion, keyId } : null
}

export const describePlace = (place: Place) => `${place.table}.${place.column} of row ${place.row}`

/**
 * @throws {VaultError} for a cipher text that was changed, moved, or sealed under a key we do not hold: never null, never the input
 */
export function open(sealed: string, place: Place, { id, key }: VaultKey): string {
  const [version = '', givenId, ...encoded] = sealed.split('.')
  const bytes = encoded.map((part) => Buffer.from(part, 'base64url'))
  const [nonce, tag, data] = bytes
  const isCanonical = bytes.every((part, index) => part.toString('base64url') === encoded[index])
  const where = describePlace(place)
  if (!/^v[12]$/.test(version) || !nonce || !tag || !data || encoded.length !== 3 || !isCanonical)
    throw new VaultError(`${where} holds no cipher text of ours`)
  if (givenId !== id) throw new VaultError(`${where} is sealed under key ${givenId}, and not under key ${id}`)
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: 16 })
    decipher.setAAD(additionalData(version, id, place)).setAuthTag(tag)
    return Buffer.concat([decipher.update(data), decipher.final()]).toString('utf8')
  } catch (cause) {
    throw new VaultError(`${where} was changed or moved`, { cause })
  }
}
