import 'server-only'
import { beginChallenge, dropChallenges, takeChallenge } from './accounts/challenge-store'
import { revokeOtherSessions } from './accounts/session-store'
import type { UserId } from './accounts/user-id'
import type { AuditDetail, AuditKind } from './audit/schema'
import { addresseeOf, circumstances, type Origin } from './enter'
import { buildPasskeyCreation, readPasskeyCreation } from './factors/passkeys'
import { deletePasskey, listPasskeys, savePasskey } from './factors/passkey-store'
import { replaceRecoveryCodes } from './factors/recovery-code-store'
import { findTotpStep } from './factors/totp'
import { deleteTotp, saveTotp } from './factors/totp-store'
import type { Factor } from './mail/mail'
import { sendMail } from './mail/send-mail'
import { note } from './note'
import { VaultError } from './vault/seal'

/** Whose factors change. `sessionIdHash`: of the log-in that stays; null: there is none yet. */
export type Owner = { id: UserId; email: string; locale: string | null; timeZone: string | null; sessionIdHash: string | null }
type Change = { kind: 'factor-added' | 'factor-removed'; factor: Factor; name?: string; audit: AuditKind; detail?: AuditDetail }

/** What follows every change: all other log-ins end, what was begun leads nowhere, it is noted, and its user is told by mail. */
export async function settleFactorChange(
  owner: Owner,
  { kind, factor, name, audit, detail }: Change,
  origin: Origin,
  now: Date,
): Promise<void> {
  await revokeOtherSessions(owner.id, owner.sessionIdHash ?? '', now)
  await dropChallenges(owner.id)
  await note(owner.id, audit, { ...(name && { name }), ...detail }, now)
  sendMail(addresseeOf(owner), { kind, factor, name: name ?? null, ...circumstances(origin, now) })
}

/** The app for one-time passwords shows the right code for the secret → the secret is kept, sealed. `damaged`: nothing can be sealed for its user. */
export async function addTotp(
  owner: Owner,
  { secret, code }: { secret: string; code: string },
  origin: Origin,
  now = new Date(),
): Promise<'wrong' | 'damaged' | null> {
  const step = findTotpStep(secret, code, now)
  if (step === null) return 'wrong'
  try {
    await saveTotp(owner.id, secret, step, now)
  } catch (error) {
    if (!(error instanceof VaultError)) throw error
    return 'damaged'
  }
  await settleFactorChange(owner, { kind: 'factor-added', factor: 'totp', audit: 'totp-added' }, origin, now)
  return null
}

export async function removeTotp(owner: Owner, origin: Origin, now = new Date()): Promise<void> {
  await deleteTotp(owner.id)
  await settleFactorChange(owner, { kind: 'factor-removed', factor: 'totp', audit: 'totp-removed' }, origin, now)
}

/** What the browser is to make a passkey of, and the id of the challenge for its cookie. */
export async function beginPasskey(owner: Pick<Owner, 'id' | 'email'>, now = new Date()) {
  const existing = await listPasskeys(owner.id)
  const { options, challenge } = await buildPasskeyCreation({ userId: owner.id, email: owner.email, existing })
  return { options, challengeId: await beginChallenge('own-passkey', owner.id, { challenge, for: 'add' }, now) }
}

export type PasskeyProblem = 'over' | 'wrong' | 'exists' | 'too-many'

/** The challenge was this user's and browser's → the passkey proves itself → it is kept under a name. */
export async function addPasskey(
  owner: Owner,
  given: { challengeId: string; answer: unknown; name: string },
  origin: Origin,
  now = new Date(),
): Promise<PasskeyProblem | null> {
  const begun = await takeChallenge(given.challengeId, 'own-passkey', now)
  if (begun?.userId !== owner.id || begun.detail.for !== 'add') return 'over'
  const made = await readPasskeyCreation(given.answer, String(begun.detail.challenge))
  if (!made) return 'wrong'
  const problem = await savePasskey(owner.id, made, given.name, now)
  if (problem !== 'saved') return problem
  await settleFactorChange(owner, { kind: 'factor-added', factor: 'passkey', name: given.name, audit: 'passkey-added' }, origin, now)
  return null
}

/** False: it is not theirs. */
export async function removePasskey(owner: Owner, id: string, origin: Origin, now = new Date()): Promise<boolean> {
  const passkey = (await listPasskeys(owner.id)).find((one) => one.id === id)
  if (!passkey || !(await deletePasskey(owner.id, id))) return false
  const change = { kind: 'factor-removed', factor: 'passkey', name: passkey.name, audit: 'passkey-removed' } as const
  await settleFactorChange(owner, change, origin, now)
  return true
}

/** Ten new codes, to be shown once; the older ones are void. */
export async function makeRecoveryCodes(owner: Owner, origin: Origin, now = new Date()): Promise<string[]> {
  const codes = await replaceRecoveryCodes(owner.id, now)
  await settleFactorChange(owner, { kind: 'factor-added', factor: 'recovery-codes', audit: 'recovery-codes-made' }, origin, now)
  return codes
}
