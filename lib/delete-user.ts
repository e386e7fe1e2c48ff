import 'server-only'
import { findCredentials, removalOf } from './accounts/user-store'
import { auditWrites } from './audit/store'
import { commit } from './db'
import { listLeftovers, removeLeftover } from './spool/spool'
import { destroyDataKeys } from './vault/vault-store'

/**
 * Deletes a user and everything of theirs. The data keys go first, for good: whatever happens then, nothing that is left can be opened, and the
 * deletion can be begun again. Their audit chain stays; it names no address.
 * @returns the user's id, or null when there is no account of that address
 */
export async function deleteUser(email: string, now: Date): Promise<string | null> {
  const user = await findCredentials(email)
  if (!user) return null
  await destroyDataKeys(user.id)
  await commit(async () => {
    const isThere = (await findCredentials(email))?.id === user.id
    const entry = await auditWrites('portal', 'user-deleted', { user: user.id }, now)
    return { value: undefined, writes: isThere ? [removalOf(user.id), ...entry] : [] }
  })
  // Answers that no key opens any more. On other machines they are named in the log, and stay.
  for (const leftover of await listLeftovers()) if (leftover.entry?.userId === user.id) await removeLeftover(leftover)
  return user.id
}
