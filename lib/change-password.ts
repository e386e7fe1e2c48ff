import 'server-only'
import { dropChallenges } from './accounts/challenge-store'
import { dropLinks } from './accounts/mail-link-store'
import { hashPassword } from './accounts/password'
import type { User } from './accounts/require-user'
import { renewSession, revokeOtherSessions, hashSessionId } from './accounts/session-store'
import { savePasswordHash } from './accounts/user-store'
import { addresseeOf, circumstances, type Origin, type Refused } from './enter'
import { refuseWrongPassword, type Confirmed } from './confirm-identity'
import { sendMail } from './mail/send-mail'
import { note } from './note'

/**
 * The current password counts as any other try at it → the new one is kept → the log-in goes on under a new id, all others end, and what was begun
 * or sent by mail leads nowhere any more → its user is told.
 */
export async function changePassword(
  user: User,
  { current, next }: { current: string; next: string },
  origin: Origin,
  now = new Date(),
): Promise<Confirmed | Refused> {
  const refused = await refuseWrongPassword(user, current, origin, now)
  if (refused) return refused
  await savePasswordHash(user.id, await hashPassword(next), now)
  const sessionId = await renewSession(user.id, user.sessionIdHash, now)
  await revokeOtherSessions(user.id, sessionId ? hashSessionId(sessionId) : user.sessionIdHash, now)
  await Promise.all([dropChallenges(user.id), dropLinks(user.id)])
  await note(user.id, 'password-changed', {}, now)
  sendMail(addresseeOf(user), { kind: 'password-changed', ...circumstances(origin, now) })
  return { ok: true, sessionId }
}
