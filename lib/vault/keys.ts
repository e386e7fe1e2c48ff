import 'server-only'
import { createHash, createSecretKey, type KeyObject } from 'node:crypto'
import { decodeKey } from '../env.js'

export type VaultKey = { id: string; key: KeyObject }

/** A key's own id is the head of its SHA-256: nothing to configure, and a cipher text names the key that it needs. */
export function buildVaultKey(text: string, name = 'ENCRYPTION_KEY'): VaultKey {
  const bytes = decodeKey(text)
  if (!bytes || bytes.length !== 32) throw new Error(`${name} must be 32 bytes in base64`)
  return { id: createHash('sha256').update(bytes).digest('hex').slice(0, 8), key: createSecretKey(bytes) }
}
