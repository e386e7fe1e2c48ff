import 'server-only'
import { isFresh } from './accounts/freshness'
import type { User } from './accounts/require-user'
import { appendAudit } from './audit/store'
import { getSettingsFile, openSettingsFile, type SecretField } from './history/store'
import { log } from './log.mjs'
import { VaultError } from './vault/seal'

export type Giving = 'revealed' | 'copied' | 'downloaded'
/** `stale`: the password was given too long ago. `damaged`: it does not open; nothing was overwritten. */
export type Given = { ok: true; value: string; fileName: string } | { ok: false; problem: 'missing' | 'stale' | 'damaged' }

/** The password was given lately → the field opens → the audit has its entry → the secret is given. Without an entry no secret. */
export async function giveSecret(user: User, id: string, field: SecretField, as: Giving, now = new Date()): Promise<Given> {
  if (!isFresh(user, now)) return { ok: false, problem: (await getSettingsFile(user.id, id)) ? 'stale' : 'missing' }
  const file = await openSettingsFile(user.id, id, field).catch((error: unknown) => {
    if (!(error instanceof VaultError)) throw error
    log.error('secret not opened', { table: 'SettingsFile', row: id, column: `${field}Sealed`, error })
    return undefined
  })
  if (file === undefined) return { ok: false, problem: 'damaged' }
  if (file === null) return { ok: false, problem: 'missing' }
  const { name, ...given } = file
  await appendAudit(user.id, as, { settingsFile: id, name, ...(as !== 'downloaded' && { field }) }, now)
  return { ok: true, ...given }
}
