import { emptyFormState, type FormState } from '@/lib/form-state'
import type { Unsaved } from '@/lib/attempt-outcome'
import type { Failure } from '@/lib/oauth/failures'
import type { Mending, Span } from '@/lib/oauth/mending'

/** `nameTaken`: the history has a file of this name. `openedId`: the attempt stands, and its provider page is to be opened in a new tab. */
export type PreauthenticateState = FormState & { nameTaken: boolean; openedId: string | null }

export const emptyPreauthenticateState: PreauthenticateState = { ...emptyFormState, nameTaken: false, openedId: null }

/** What an address says went wrong, in words that anybody can have written, and what helps against it. */
export type ReportedError = { words: string; cure: string }

/** A failure in the user's own language: no page sends the texts of all of them to the browser. */
export type ToldFailure = { failure: Failure; title: string; sentence: string; next: string; cost: string; reported?: ReportedError }

/** One line of the return-URL doctor. `spans`: the characters that are wrong, by their place; the text itself never comes back. */
export type DoctorLine = {
  label: string
  state: 'ok' | 'bad' | 'unknown'
  text: string
  detail?: string
  spans: Span[]
  link?: { href: string; text: string }
}

/**
 * `mending`: what mends the text, and `changes` in words what that changes. `codeAgeMs`: since the portal first saw the code; null while there
 * is none that is good.
 */
export type DoctorAnswer = {
  summary: string
  lines: DoctorLine[]
  mending: Mending | null
  changes: string[]
  reported?: ReportedError
  codeAgeMs: number | null
}

/**
 * What Exchange found wrong, or a result that could not be saved yet; an attempt that is over is shown by its own page instead.
 * `retryAt`: when the next call at the provider is safe again. `notice`: what is to be said about the result. `isUnanswered`: the portal
 * did not answer, so nobody knows.
 */
export type ExchangeState = {
  failure: Failure | null
  told?: ToldFailure
  retryAt?: string
  doctor?: DoctorAnswer | null
  unsaved?: Unsaved
  notice?: string
  isUnanswered?: true
}

export const emptyExchangeState: ExchangeState = { failure: null }

export type InspectReturnUrl = (form: FormData) => Promise<DoctorAnswer | null>
