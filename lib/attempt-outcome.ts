import 'server-only'
import type { UserId } from './accounts/user-id'
import { endingOf, HoldLost, releaseOf, requireHold, sealKeptAnswer, type Ending, type Hold } from './attempts/exchange-store'
import { findCredentialsById } from './accounts/user-store'
import { auditWrites } from './audit/store'
import { commit, isOwnerGone, type Write } from './db'
import { findFileOfAttempt } from './history/new-file-store'
import type { SecretField } from './history/store'
import { log } from './log.mjs'
import { note } from './note'
import type { Failure } from './oauth/failures'
import { once, patiently } from './patiently'

/**
 * The result that could not be saved yet: shown in this very answer, and brought home from the spool once it can be. `isAccountGone`: it never will be.
 */
export type Unsaved = { name: string; isAccountGone?: true } & Record<SecretField, string>

/** `settingsId`: the result in the history. `isOver`: the attempt has ended or is under way, and its page tells more. */
export type Outcome =
  | { ok: true; settingsId: string; unsaved?: undefined }
  | { ok: true; settingsId: null; unsaved: Unsaved }
  | { ok: false; failure: Failure; isOver: boolean }

/** Whether the database knows the outcome: until then the spool keeps the answer. */
export const isRecorded = (outcome: Outcome) => (outcome.ok ? outcome.settingsId !== null : outcome.isOver)

/** Ends an attempt, with its entry in the audit. @throws {HoldLost} when it was ended or taken in this very moment */
export const endAttempt = (one: Hold | { userId: UserId; id: string }, ending: Ending, now: Date) =>
  commit(async () => {
    await requireHold(one)
    const detail = { attempt: one.id, failure: ending.failure }
    const kind = ending.status === 'unknown' ? 'attempt-unknown' : 'attempt-failed'
    return { value: undefined, writes: [endingOf(one, ending, now), ...(await auditWrites(one.userId, kind, detail, now))] }
  })

/** `answer`: what may hold a token that was not found in it; it stays sealed beside the attempt. `until`: as long as it was to stay before. */
export type Rest = { detail?: string | null; answer?: object | null; until?: Date | null }

/** Ends the attempt of an exchange under way. Where the database is away, the answer tells the failure all the same. */
export async function endWith(hold: Hold, failure: Failure, { detail = null, answer = null, until = null }: Rest = {}): Promise<Outcome> {
  const status = failure === 'outcome-unknown' ? 'unknown' : 'failed'
  const end = async (now: Date) => {
    const kept = answer && (await sealKeptAnswer(hold.userId, hold.id, answer, until, now))
    await endAttempt(hold, { status, failure, detail, kept }, now)
  }
  try {
    await patiently(() => end(new Date()), { isFinal })
    return { ok: false, failure, isOver: true }
  } catch (error) {
    // Somebody else has ended it, without knowing the answer: the spool tells them.
    if (!(error instanceof HoldLost)) log.error('ending not saved', { attempt: hold.id, failure, error })
    return { ok: false, failure, isOver: false }
  }
}

/** Gives an attempt back of which nothing was sent: it waits for its return URL again. @param beside what belongs to it */
export const giveBack = (hold: Hold, beside: Write[]) => commit(async () => ({ value: undefined, writes: [releaseOf(hold), ...beside] }))

/** The code is as good as before. Where the database is away, the attempt ends when the lease of its holder does. */
export async function letTryAgain(hold: Hold, failure: Failure, beside: Write[]): Promise<Outcome> {
  await patiently(() => giveBack(hold, beside), { isFinal }).catch((error: Error) =>
    log.error('attempt not given back', { attempt: hold.id, failure, error }),
  )
  return { ok: false, failure, isOver: false }
}

/** The result of an exchange that somebody else has brought home after this holder was thought dead. Null when it is not there (yet). */
export const findResult = async ({ userId, id }: Hold): Promise<Outcome | null> => {
  const made = await once(() => findFileOfAttempt(userId, id)).catch(() => null)
  return made && { ok: true, settingsId: made.id }
}

/** Who lost the hold need not try again, nor who works for an account that was deleted meanwhile. */
export const isFinal = (error: unknown) => error instanceof HoldLost || isOwnerGone(error)

/**
 * Of an account that was deleted during its exchange nothing may be kept. But the token is given out once, so whoever waits for it is shown it once, and the
 * portal's own chain tells of that first: the user's has no reader any more.
 */
export async function tellOutlived({ userId, id }: Hold, outcome: Outcome): Promise<Outcome> {
  if (!outcome.ok || !outcome.unsaved) return outcome
  const isThere = await once(() => findCredentialsById(userId)).catch(() => true)
  if (isThere) return outcome
  await note('portal', 'shown-after-deletion', { user: userId, attempt: id })
  return { ...outcome, unsaved: { ...outcome.unsaved, isAccountGone: true } }
}
