import 'server-only'
import { hasOtherAdministrator } from './accounts/administration-store'
import type { User } from './accounts/require-user'
import { revokeOtherSessions } from './accounts/session-store'
import { listDueDeletions, saveDeletion } from './accounts/user-store'
import { deleteUser, type Deletion } from './delete-user'
import { addresseeOf, type Addressed } from './enter'
import { sendMail } from './mail/send-mail'
import { note } from './note'

/** So long a deletion can be taken back. */
export const deletionDelayMs = 14 * 24 * 60 * 60_000

/**
 * The account goes in fourteen days. Until then its user may log in and take that back; all other log-ins end.
 * @returns null for the last administrator, who stays
 */
export async function askForDeletion(user: User, now = new Date()): Promise<Date | null> {
  if (user.role === 'administrator' && !(await hasOtherAdministrator(user.id))) return null
  const deletionAt = new Date(now.getTime() + deletionDelayMs)
  await saveDeletion(user.id, deletionAt)
  await revokeOtherSessions(user.id, user.sessionIdHash, now)
  await note(user.id, 'deletion-asked', {}, now)
  sendMail(addresseeOf(user), { kind: 'deletion-asked', deletionAt })
  return deletionAt
}

export async function withdrawDeletion(user: User, now = new Date()): Promise<void> {
  await saveDeletion(user.id, null)
  await note(user.id, 'deletion-withdrawn', {}, now)
}

/**
 * Deletes an account and tells its user, if it was there and may go: lib/delete-user.ts.
 * @param by the administrator who does it; null: its user, or the operator
 */
export async function deleteAtOnce(user: Addressed, now = new Date(), by: string | null = null): Promise<Deletion> {
  const outcome = await deleteUser(user.email, now, by)
  if (outcome.ok) sendMail(addresseeOf(user), { kind: 'deleted' })
  return outcome
}

/** What has become due since: for lib/jobs.ts. */
export async function deleteDue(now: Date): Promise<void> {
  for (const user of await listDueDeletions(now)) await deleteAtOnce(user, now)
}
