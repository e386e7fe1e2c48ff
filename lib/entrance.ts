import 'server-only'
import { beginChallenge } from './accounts/challenge-store'
import { checkPassword, type PasswordTry } from './accounts/log-in'
import { provenUser } from './accounts/user-id'
import type { Credentials } from './accounts/user-store'
import { env } from './env.js'
import { chainOf, enter, refusal, type Entered, type Origin, type Refused } from './enter'
import { hasSecondFactor } from './factors/store'
import { note } from './note'

export type LogInRequest = PasswordTry & Origin
/** The password was right, and something is still to come: a second factor, or the setting up of one. */
export type HalfWay = { ok: false; next: 'second-factor' | 'enrolment'; challengeId: string }
export type Shut = { ok: false; shut: true }

/**
 * The password is right → the account is not shut → a second factor is asked for where there is one → the session stands.
 * The answer is the same for a wrong password and a missing account.
 */
export async function logIn(request: LogInRequest, now = new Date()): Promise<Entered | HalfWay | Refused | Shut> {
  if (env.AUTH_MODE === 'sso') return { ok: false, retryAt: null }
  const check = await checkPassword(request, now)
  if (check.outcome !== 'right') {
    // Nobody waits for it: all missing accounts share a chain, and a queue there would tell them from those that exist.
    if (check.outcome === 'wrong') void note(chainOf(check.userId), 'log-in-failed', {}, now)
    return refusal(check)
  }
  const { user } = check
  // Only who knows the password learns of it.
  if (user.disabledAt) return { ok: false, shut: true }
  const next = await findNextStep(user)
  if (!next) return enter(user, 'password', request, now)
  return { ok: false, next, challengeId: await beginChallenge(next, user.id, {}, now) }
}

async function findNextStep(user: Credentials): Promise<HalfWay['next'] | null> {
  if (await hasSecondFactor(provenUser(user))) return 'second-factor'
  return env.REQUIRE_MFA === 'on' ? 'enrolment' : null
}

/** For next-auth's own door, which knows the user by the cookie alone. */
export const noteLogOut = (userId: string | undefined) => (userId ? note(chainOf(userId), 'logged-out') : Promise.resolve())
