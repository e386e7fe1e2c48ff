import 'server-only'
import { officeOf } from './accounts/administration-store'
import { findCredentials, removalOf } from './accounts/user-store'
import { auditWrites } from './audit/store'
import { commit } from './db'
import { giveUpOffice } from './give-up-office'
import { removeAnswersOf } from './spool/spool'
import { destroyDataKeys } from './vault/vault-store'

export type Deletion = { ok: true; userId: string } | { ok: false; problem: 'missing' | 'last-administrator' }

/**
 * Deletes a user and everything of theirs. The data keys go first, for good: whatever happens then, nothing that is left can be opened, and the
 * deletion can be begun again. Their audit chain stays; it names no address. The last administrator stays.
 * @param by the administrator who does it; null: its user, or the operator
 */
export async function deleteUser(email: string, now: Date, by: string | null = null): Promise<Deletion> {
  const user = await findCredentials(email)
  if (!user) return { ok: false, problem: 'missing' }
  const detail = by ? { by } : {}
  if (user.role === 'administrator') {
    const change = { write: () => officeOf(user.id, 'user'), kind: 'role-changed', detail: { ...detail, role: 'user' } } as const
    const outcome = await giveUpOffice(user.id, change, now)
    if (outcome !== 'done') return { ok: false, problem: outcome }
  }
  await destroyDataKeys(user.id)
  await commit(async () => {
    const isThere = (await findCredentials(email))?.id === user.id
    const entry = await auditWrites('portal', 'user-deleted', { ...detail, user: user.id }, now)
    return { value: undefined, writes: isThere ? [removalOf(user.id), ...entry] : [] }
  })
  // Answers on other machines are named in the log, and stay.
  await removeAnswersOf(user.id)
  return { ok: true, userId: user.id }
}
