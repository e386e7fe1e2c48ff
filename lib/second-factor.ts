import 'server-only'
import { countTry, findChallenge, keepDetail, takeChallenge, type Challenge } from './accounts/challenge-store'
import { forgiveSecondFactor, takeSecondFactorTry } from './accounts/log-in'
import type { Method } from './accounts/methods'
import { provenUser, type UserId } from './accounts/user-id'
import { findCredentialsById, type Credentials } from './accounts/user-store'
import { enter, type Entered, type Origin } from './enter'
import { buildPasskeyRequest } from './factors/passkeys'
import { listPasskeys } from './factors/passkey-store'
import { countRecoveryCodes, takeRecoveryCode } from './factors/recovery-code-store'
import { getTotp, takeTotpCode } from './factors/totp-store'
import { note } from './note'
import { provePasskey } from './prove-passkey'

const mostTries = 10
/** `over`: it took too long, or there were too many tries; the way begins anew with the password. */
export type FactorRefused = { ok: false; problem: 'over' | 'wrong' | 'slowed' | 'damaged'; retryAt?: Date }
export type Factors = { email: string; totp: boolean; passkeys: number; recoveryCodes: number }

type HalfWay = { challenge: Challenge; user: Credentials; userId: UserId }

/** Who has given the right password with this browser, and awaits the second factor. */
async function findHalfWay(challengeId: string, now: Date): Promise<HalfWay | null> {
  const challenge = await findChallenge(challengeId, 'second-factor', now)
  const user = challenge?.userId ? await findCredentialsById(challenge.userId) : null
  return challenge && user && !user.disabledAt ? { challenge, user, userId: provenUser(user) } : null
}

/** What may be given, for the page that asks. Null: nothing is awaited of this browser. */
export async function offerFactors(challengeId: string, now = new Date()): Promise<Factors | null> {
  const half = await findHalfWay(challengeId, now)
  if (!half) return null
  const [totp, passkeys, codes] = await Promise.all([getTotp(half.userId), listPasskeys(half.userId), countRecoveryCodes(half.userId)])
  return { email: half.user.email, totp: totp !== null, passkeys: passkeys.length, recoveryCodes: codes.left }
}

type Check = (half: HalfWay) => Promise<{ method: Method } | 'wrong' | 'damaged'>

/** A try is counted first → it is judged → the challenge ends, once → the session stands. */
async function enterWith(challengeId: string, origin: Origin, now: Date, check: Check): Promise<Entered | FactorRefused> {
  const half = await findHalfWay(challengeId, now)
  if (!half || !(await countTry(challengeId, 'second-factor', mostTries, now))) return { ok: false, problem: 'over' }
  const retryAt = await takeSecondFactorTry(half.user, origin.device, now)
  if (retryAt) return { ok: false, problem: 'slowed', retryAt }
  const judged = await check(half)
  if (typeof judged === 'string') {
    await note(half.userId, 'second-factor-failed', {}, now)
    return { ok: false, problem: judged }
  }
  if (!(await takeChallenge(challengeId, 'second-factor', now))) return { ok: false, problem: 'over' }
  await forgiveSecondFactor(half.user, origin.device)
  return enter(half.user, judged.method, origin, now)
}

/** By the six digits of the app, or by a recovery code: they do not look alike, so one field takes both. */
export function enterByCode(challengeId: string, code: string, origin: Origin, now = new Date()): Promise<Entered | FactorRefused> {
  return enterWith(challengeId, origin, now, async ({ userId }) => {
    if (/^[\d\s]{6,9}$/.test(code.trim())) {
      const outcome = await takeTotpCode(userId, code, now)
      if (outcome === 'right') return { method: 'password-totp' }
      return outcome === 'damaged' ? 'damaged' : 'wrong'
    }
    if (!(await takeRecoveryCode(userId, code, now))) return 'wrong'
    await note(userId, 'recovery-code-used', { count: (await countRecoveryCodes(userId)).left }, now)
    return { method: 'password-recovery' }
  })
}

/** What the browser is to ask the passkey. Null: nothing is awaited of this browser. */
export async function beginPasskeyFactor(challengeId: string, now = new Date()) {
  const half = await findHalfWay(challengeId, now)
  if (!half) return null
  const request = await buildPasskeyRequest({ allow: await listPasskeys(half.userId), userVerification: 'preferred' })
  await keepDetail(challengeId, 'second-factor', { ...half.challenge.detail, challenge: request.challenge }, now)
  return request.options
}

export function enterByPasskeyFactor(
  challengeId: string,
  answer: unknown,
  origin: Origin,
  now = new Date(),
): Promise<Entered | FactorRefused> {
  return enterWith(challengeId, origin, now, async ({ challenge, userId }) => {
    const expected = { challenge: String(challenge.detail.challenge ?? ''), requireUserVerification: false }
    // None is expected before one was asked for.
    if (!expected.challenge || !(await provePasskey(userId, answer, expected, now))) return 'wrong'
    return { method: 'password-passkey' }
  })
}
