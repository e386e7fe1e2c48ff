import 'server-only'
import type { UserId } from './accounts/user-id'
import { findAttemptByState, isStateOf, noteCode, seeCode, type Attempt } from './attempts/store'
import { listStates } from './oauth/find-return-url'
import { applyMending } from './oauth/mending'
import { examineReturnUrl } from './oauth/return-url'
import type { ExpectedReturn } from './oauth/strict-return-url'
import { diagnoseReturnUrl, type Diagnosis } from './oauth/return-url-doctor'
import { countriesOf, getPlatform } from './providers/catalogue'

/** `codeAgeMs`: since the portal first saw this very code; it may be older. `other`: the user's attempt that the address belongs to instead. */
export type Inspection = Omit<Diagnosis, 'code'> & { codeAgeMs: number | null; codeLifeMs: number; other: Attempt | null }

export const codeLifeMs = (attempt: Pick<Attempt, 'platform'>) => (getPlatform(attempt.platform)?.codeLifeSeconds ?? 180) * 1000

/** What an attempt expects of its answer. */
export const expectedReturnOf = (attempt: Attempt): ExpectedReturn => ({
  redirectUri: attempt.redirectUri,
  authorizeUrl: attempt.authorizeUrl,
  providerOrigins: countriesOf(attempt.platform).map((country) => new URL(country.origin).origin),
  isState: isStateOf(attempt),
  isPasted: attempt.deviating,
})

/**
 * The return-URL doctor's look at what was pasted, before it is handed in. Nothing is sent to the provider, no attempt is taken, and nothing of
 * the text is kept but the hash of a code that is this attempt's own, with the time: its three minutes run already.
 */
export async function inspectReturnUrl(owner: UserId, attempt: Attempt, text: string, now = new Date()): Promise<Inspection> {
  const { code, ...diagnosis } = diagnoseReturnUrl(text, expectedReturnOf(attempt))
  const seen = code ? seeCode(attempt, code, now) : null
  if (seen) await noteCode(owner, attempt, seen)
  const other = diagnosis.failure && !diagnosis.mending ? await findAttemptIn(owner, text) : null
  return {
    ...diagnosis,
    codeAgeMs: seen && now.getTime() - seen.codeSeenAt.getTime(),
    codeLifeMs: codeLifeMs(attempt),
    other: other?.id === attempt.id ? null : other,
  }
}

/** The user's attempt that a pasted text is the answer to, by a `state` that stands in it. */
export async function findAttemptIn(owner: UserId, text: string): Promise<Attempt | null> {
  for (const state of listStates(text)) {
    const attempt = await findAttemptByState(owner, state)
    if (attempt) return attempt
  }
  return null
}

/** What the doctor's mending makes of a text, for whoever asks for it without a script; the text itself where nothing can be mended. */
export function mendFor(attempt: Attempt, text: string): string {
  const { found } = examineReturnUrl(text, expectedReturnOf(attempt))
  return found ? applyMending(text, found.mending) : text
}
