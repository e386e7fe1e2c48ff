import 'server-only'
import { countTry, findChallenge } from './accounts/challenge-store'
import type { Method } from './accounts/methods'
import { provenUser } from './accounts/user-id'
import { findCredentialsById } from './accounts/user-store'
import { enter, type Entered, type Origin } from './enter'
import { addPasskey, addTotp, beginPasskey, type Owner, type PasskeyProblem } from './own-factors'

const mostTries = 20

/** Who has given the right password where a second factor is required, and has none yet. Null: nothing is awaited of this browser. */
export async function findEnrolling(challengeId: string, now = new Date()): Promise<Owner | null> {
  const challenge = await findChallenge(challengeId, 'enrolment', now)
  const user = challenge?.userId ? await findCredentialsById(challenge.userId) : null
  return user && !user.disabledAt ? { ...user, id: provenUser(user), sessionIdHash: null } : null
}

type Problem = PasskeyProblem | 'damaged'
export type Enrolled = Entered | { ok: false; problem: Problem }
type Add = (owner: Owner) => Promise<Problem | null>

/** The factor stands, and what was begun ends with that (own-factors.ts) → the log-in is one with a second factor: it has just been shown. */
async function enrol(challengeId: string, method: Method, origin: Origin, now: Date, add: Add): Promise<Enrolled> {
  const owner = await findEnrolling(challengeId, now)
  if (!owner || !(await countTry(challengeId, 'enrolment', mostTries, now))) return { ok: false, problem: 'over' }
  const problem = await add(owner)
  return problem ? { ok: false, problem } : enter(owner, method, origin, now)
}

export const enrolTotp = (challengeId: string, given: { secret: string; code: string }, origin: Origin, now = new Date()) =>
  enrol(challengeId, 'password-totp', origin, now, (owner) => addTotp(owner, given, origin, now))

export async function beginEnrolPasskey(challengeId: string, now = new Date()) {
  const owner = await findEnrolling(challengeId, now)
  return owner && beginPasskey(owner, now)
}

type GivenPasskey = { challengeId: string; answer: unknown; name: string }

export const enrolPasskey = (challengeId: string, given: GivenPasskey, origin: Origin, now = new Date()) =>
  enrol(challengeId, 'password-passkey', origin, now, (owner) => addPasskey(owner, given, origin, now))
