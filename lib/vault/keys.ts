import 'server-only'
import { createHash, createSecretKey, type KeyObject } from 'node:crypto'
import { decodeKey, env } from '../env.js'

export type VaultKey = { id: string; key: KeyObject }

/** A key's id is the head of its SHA-256: nothing to configure, and a cipher text names the key that it needs. */
export function buildVaultKey(text: string): VaultKey {
  const bytes = decodeKey(text)
  if (!bytes || bytes.length !== 32) throw new Error('ENCRYPTION_KEY must be 32 bytes in base64')
  return { id: createHash('sha256').update(bytes).digest('hex').slice(0, 8), key: createSecretKey(bytes) }
}

let primary: VaultKey | undefined

/** @throws when ENCRYPTION_KEY is missing; server.mjs has refused to start long before */
export function getPrimaryKey(): VaultKey {
  if (!env.ENCRYPTION_KEY) throw new Error('ENCRYPTION_KEY is missing')
  return (primary ??= buildVaultKey(env.ENCRYPTION_KEY))
}
