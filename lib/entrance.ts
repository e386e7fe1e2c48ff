import 'server-only'
import { issueDevice } from './accounts/device-cookie'
import { checkPassword, takeSignUp, type PasswordCheck, type PasswordTry } from './accounts/log-in'
import { hashPassword } from './accounts/password'
import type { User } from './accounts/require-user'
import { confirmSession, createSession, hashSessionId, revokeOtherSessions } from './accounts/session-store'
import { createUser, savePasswordHash } from './accounts/user-store'
import type { Chain } from './audit/store'
import { note } from './note'

/** Who asks, as the front door saw it. `device`: the value of the device cookie, if any. */
export type Origin = { address: string; userAgent: string; device: string | null }
export type LogInRequest = PasswordTry & Origin
/** What the browser gets as cookies. */
export type Entered = { ok: true; userId: string; sessionId: string; device: string }
export type Refused = { ok: false; retryAt: Date | null }

// The name of a chain, and no more: whoever typed a wrong password is not that user.
const chainOf = (userId: string | null) => (userId ?? 'portal') as Chain
const refusal = (check: Exclude<PasswordCheck, { outcome: 'right' }>): Refused => ({
  ok: false,
  retryAt: check.outcome === 'slowed' ? check.retryAt : null,
})

/** The password is right → the session stands → it is noted. The answer is the same for a wrong password and a missing account. */
export async function logIn({ userAgent, ...request }: LogInRequest, now = new Date()): Promise<Entered | Refused> {
  const check = await checkPassword(request, now)
  if (check.outcome !== 'right') {
    // Nobody waits for it: all missing accounts share a chain, and a queue there would tell them from those that exist.
    if (check.outcome === 'wrong') void note(chainOf(check.userId), 'log-in-failed', {}, now)
    return refusal(check)
  }
  const sessionId = await createSession(check.userId, userAgent, now)
  await note(chainOf(check.userId), 'logged-in', {}, now)
  return { ok: true, userId: check.userId, sessionId, device: check.device }
}

/** Gives the password once more within a log-in, with the limits of a log-in. The session stays the same one. */
export async function confirmPassword(user: User, password: string, origin: Origin, now = new Date()): Promise<{ ok: true } | Refused> {
  const check = await checkPassword({ ...origin, email: user.email, password }, now)
  if (check.outcome !== 'right') {
    if (check.outcome === 'wrong') await note(user.id, 'confirm-failed', {}, now)
    return refusal(check)
  }
  await confirmSession(user.id, user.sessionIdHash, now)
  await note(user.id, 'confirmed', {}, now)
  return { ok: true }
}

/** The current password counts as any other try at it; afterwards only the session made here is left. */
export async function changePassword(
  user: User,
  { current, next }: { current: string; next: string },
  origin: Origin,
  now = new Date(),
): Promise<Entered | Refused> {
  const check = await checkPassword({ ...origin, email: user.email, password: current }, now)
  if (check.outcome !== 'right') {
    if (check.outcome === 'wrong') await note(user.id, 'confirm-failed', {}, now)
    return refusal(check)
  }
  await savePasswordHash(user.id, await hashPassword(next))
  const sessionId = await createSession(user.id, origin.userAgent, now)
  await revokeOtherSessions(user.id, hashSessionId(sessionId), now)
  await note(user.id, 'password-changed', {}, now)
  return { ok: true, userId: user.id, sessionId, device: check.device }
}

/** Makes an account and logs it in. `taken`: there is one already, or the door has closed in this very moment. */
export async function signUp(
  { email, password }: { email: string; password: string },
  { address, userAgent }: Origin,
  now = new Date(),
): Promise<Entered | { ok: false; reason: 'slowed' | 'taken' }> {
  if (await takeSignUp(address, now)) return { ok: false, reason: 'slowed' }
  const user = await createUser(email, await hashPassword(password), now)
  if (!user) return { ok: false, reason: 'taken' }
  const sessionId = await createSession(user.id, userAgent, now)
  await note(chainOf(user.id), 'signed-up', {}, now)
  return { ok: true, userId: user.id, sessionId, device: issueDevice(email) }
}

/** For next-auth's own door, which knows the user by the cookie alone. */
export const noteLogOut = (userId: string | undefined) => (userId ? note(chainOf(userId), 'logged-out') : Promise.resolve())
