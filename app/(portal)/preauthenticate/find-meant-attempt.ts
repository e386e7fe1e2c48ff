import 'server-only'
import type { UserId } from '@/lib/accounts/user-id'
import { getAttempt, listOpenAttempts, type Attempt } from '@/lib/attempts/store'
import { findAttemptIn } from '@/lib/inspect-return-url'

/**
 * The attempt that a pasted return URL is handed in for. The attempt's own page says which; the form on the first page does not know,
 * and there the `state` in the address tells, or the newest attempt that waits.
 */
export async function findMeantAttempt(userId: UserId, attemptId: string, returnUrl: string): Promise<Attempt | null> {
  if (attemptId) return getAttempt(userId, attemptId)
  const byState = await findAttemptIn(userId, returnUrl)
  if (byState) return byState
  const [newest] = await listOpenAttempts(userId, new Date())
  return newest ? getAttempt(userId, newest.id) : null
}
