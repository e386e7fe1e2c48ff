import 'server-only'
import type { UserId } from './accounts/user-id'
import { readCredentialId, readPasskeyAnswer } from './factors/passkeys'
import { findOwnPasskey, notePasskeyUse } from './factors/passkey-store'

/** The passkey is this user's → its answer holds → it is no copy: what it counts has gone on. */
export async function provePasskey(
  userId: UserId,
  answer: unknown,
  expected: { challenge: string; requireUserVerification: boolean },
  now: Date,
): Promise<boolean> {
  const passkey = await findOwnPasskey(userId, readCredentialId(answer) ?? '')
  const read = passkey && (await readPasskeyAnswer(answer, { ...expected, passkey }))
  return read !== null && notePasskeyUse(userId, passkey?.id ?? '', read.newCounter, read.backedUp, now)
}
