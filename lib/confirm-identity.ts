import 'server-only'
import { beginChallenge, takeChallenge } from './accounts/challenge-store'
import { checkPassword, takeSecondFactorTry } from './accounts/log-in'
import type { User } from './accounts/require-user'
import { renewSession } from './accounts/session-store'
import { hasPassword } from './accounts/user-store'
import { refusal, type Origin, type Refused } from './enter'
import { buildPasskeyRequest } from './factors/passkeys'
import { listPasskeys } from './factors/passkey-store'
import { note } from './note'
import { provePasskey } from './prove-passkey'
import { listIdentities } from './sign-on/identity-store'

/** By what a user can prove once more who they are. */
export type WaysToConfirm = { password: boolean; passkey: boolean; signOn: boolean }
/** `sessionId`: the log-in goes on under it; null: it does under another one already, which this browser has. */
export type Confirmed = { ok: true; sessionId: string | null }

export async function findWaysToConfirm(user: User): Promise<WaysToConfirm> {
  const [password, passkeys, identities] = await Promise.all([hasPassword(user.id), listPasskeys(user.id), listIdentities(user.id)])
  return { password, passkey: passkeys.length > 0, signOn: identities.length > 0 }
}

/** It is they → the log-in goes on under a new id → it is noted. */
export async function confirmed(user: User, now: Date): Promise<Confirmed> {
  const sessionId = await renewSession(user.id, user.sessionIdHash, now)
  await note(user.id, 'confirmed', {}, now)
  return { ok: true, sessionId }
}

/** A password of who is logged in: a try at it as any other, with the limits of a log-in. Null: it is right. */
export async function refuseWrongPassword(user: User, password: string, origin: Origin, now: Date): Promise<Refused | null> {
  const check = await checkPassword({ ...origin, email: user.email, password }, now)
  if (check.outcome === 'right') return null
  if (check.outcome === 'wrong') await note(user.id, 'confirm-failed', {}, now)
  return refusal(check)
}

/** The password once more within a log-in. */
export const confirmPassword = async (user: User, password: string, origin: Origin, now = new Date()): Promise<Confirmed | Refused> =>
  (await refuseWrongPassword(user, password, origin, now)) ?? confirmed(user, now)

/** What the browser is to ask one of the user's passkeys, and the id of the challenge for its cookie. */
export async function beginConfirmByPasskey(user: User, now = new Date()) {
  const { options, challenge } = await buildPasskeyRequest({ allow: await listPasskeys(user.id), userVerification: 'required' })
  return { options, challengeId: await beginChallenge('own-passkey', user.id, { challenge, for: 'confirm' }, now) }
}

export async function confirmByPasskey(
  user: User,
  { challengeId, answer }: { challengeId: string; answer: unknown },
  origin: Origin,
  now = new Date(),
): Promise<Confirmed | Refused> {
  const retryAt = await takeSecondFactorTry(user, origin.device, now)
  if (retryAt) return { ok: false, retryAt }
  const begun = await takeChallenge(challengeId, 'own-passkey', now)
  const isTheirs = begun?.userId === user.id && begun.detail.for === 'confirm'
  const expected = { challenge: String(begun?.detail.challenge), requireUserVerification: true }
  if (isTheirs && (await provePasskey(user.id, answer, expected, now))) return confirmed(user, now)
  await note(user.id, 'confirm-failed', {}, now)
  return { ok: false, retryAt: null }
}
