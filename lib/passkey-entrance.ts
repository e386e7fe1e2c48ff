import 'server-only'
import { beginChallenge, takeChallenge } from './accounts/challenge-store'
import { takeBeginning } from './accounts/log-in'
import { provenUser } from './accounts/user-id'
import { findCredentialsById } from './accounts/user-store'
import { env } from './env.js'
import { enter, type Entered, type Origin } from './enter'
import { buildPasskeyRequest, readCredentialId, readPasskeyAnswer } from './factors/passkeys'
import { findPasskey, notePasskeyUse } from './factors/passkey-store'
import { note } from './note'

/** What the browser is to ask a passkey of anybody's, and the id of the challenge for its cookie. */
export async function beginPasskeyEntrance(origin: Origin, now = new Date()) {
  if (env.AUTH_MODE === 'sso' || (await takeBeginning(origin.address, now))) return null
  const { options, challenge } = await buildPasskeyRequest({ userVerification: 'required' })
  return { options, challengeId: await beginChallenge('passkey', null, { challenge }, now) }
}

/** The challenge is this browser's, and ends → the passkey is known, and its answer holds → the account is not shut → the session stands. */
export async function enterByPasskey(
  challengeId: string,
  answer: unknown,
  origin: Origin,
  now = new Date(),
): Promise<Entered | { ok: false }> {
  const begun = await takeChallenge(challengeId, 'passkey', now)
  const passkey = begun && env.AUTH_MODE !== 'sso' ? await findPasskey(readCredentialId(answer) ?? '') : null
  if (!begun || !passkey) return { ok: false }
  const expected = { challenge: String(begun.detail.challenge), passkey, requireUserVerification: true, requireUserHandle: true }
  const read = await readPasskeyAnswer(answer, expected)
  const user = read && (await findCredentialsById(passkey.userId))
  if (!user || user.disabledAt) return { ok: false }
  if (!(await notePasskeyUse(provenUser(user), passkey.id, read.newCounter, read.backedUp, now))) {
    await note(provenUser(user), 'second-factor-failed', {}, now)
    return { ok: false }
  }
  return enter(user, 'passkey', origin, now)
}
