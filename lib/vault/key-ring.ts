import 'server-only'
import { statSync } from 'node:fs'
import { env } from '../env.js'
import { log } from '../log.mjs'
import { readKeyFile, type FileKey } from './key-file'
import { buildVaultKey, type VaultKey } from './keys'

/** The key-encryption keys at hand. They seal data keys, never a secret itself. `find` knows a key by its own id, or by its name in the file. */
export type KeyRing = { primary: VaultKey & { createdAt: Date | null }; ids: string[]; find(id: string): VaultKey | null }

/**
 * @param encryptionKey ENCRYPTION_KEY: primary where there is no file, else one that still opens
 * @throws when there is no usable key at all; names the setting
 */
export function buildKeyRing(encryptionKey: string | undefined, keyFile: string | undefined): KeyRing {
  return ringOf(encryptionKey, keyFile ? readKeyFile(keyFile) : null)
}

function ringOf(encryptionKey: string | undefined, file: { keys: FileKey[]; primary: FileKey } | null): KeyRing {
  const own = encryptionKey ? { ...buildVaultKey(encryptionKey), createdAt: null } : null
  const primary = file?.primary ?? own
  if (!primary) throw new Error('ENCRYPTION_KEY is missing, and so is KEY_FILE')
  const keys = [...(own ? [own] : []), ...(file?.keys ?? [])]
  const byId = new Map<string, VaultKey>(keys.map((key) => [key.id, key]))
  const byName = new Map<string, VaultKey>((file?.keys ?? []).map((key) => [key.name, key]))
  return { primary, ids: [...byId.keys()], find: (id) => byId.get(id) ?? byName.get(id) ?? null }
}

let known: { ring: KeyRing; keys: FileKey[]; stamp: string } | undefined
let refusedStamp: string | undefined

// What tells that somebody wrote the file: `keys:rotate` does so while the portal runs.
function stampOf(path: string | undefined): string {
  if (!path) return ''
  const { mtimeMs, ctimeMs, size, ino } = statSync(path)
  return `${mtimeMs} ${ctimeMs} ${size} ${ino}`
}

/**
 * The keys of ENCRYPTION_KEY and KEY_FILE as they are now. A file that is not usable any more leaves those in force that were read before.
 * @throws when none were ever read; lib/start.ts has refused to start long before
 */
export function getKeyRing(): KeyRing {
  let stamp = 'unreadable'
  try {
    // The stamp comes first: a file that is replaced between the two is read again the next time.
    stamp = stampOf(env.KEY_FILE)
    if (known?.stamp === stamp) return known.ring
    const file = env.KEY_FILE ? readKeyFile(env.KEY_FILE) : null
    if (known) requireSameBytes(known.keys, file?.keys ?? [])
    known = { ring: ringOf(env.ENCRYPTION_KEY, file), keys: file?.keys ?? [], stamp }
  } catch (error) {
    if (!known) throw error instanceof Error && !('code' in error) ? error : buildKeyRing(env.ENCRYPTION_KEY, env.KEY_FILE)
    if (refusedStamp !== stamp) log.error('key file not usable', { error })
    refusedStamp = stamp
  }
  return known.ring
}

/** A name that suddenly means another key is a slip: what would be sealed under it would be lost with its correction. */
function requireSameBytes(before: FileKey[], after: FileKey[]): void {
  const changed = after.find(({ name, id }) => before.some((key) => key.name === name && key.id !== id))
  if (changed) throw new Error(`KEY_FILE gives key ${changed.name} other bytes than before`)
}
