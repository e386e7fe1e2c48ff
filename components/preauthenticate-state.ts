import { emptyFormState, type FormState } from '@/lib/form-state'
import type { Unsaved } from '@/lib/attempt-outcome'
import type { Failure } from '@/lib/oauth/failures'

/** `nameTaken`: the history has a file of this name. `openedId`: the attempt stands, and its provider page is to be opened in a new tab. */
export type PreauthenticateState = FormState & { nameTaken: boolean; openedId: string | null }

export const emptyPreauthenticateState: PreauthenticateState = { ...emptyFormState, nameTaken: false, openedId: null }

/**
 * What Exchange found wrong, or a result that could not be saved yet; an attempt that is over is shown by its own page instead.
 * `retryAt`: when the next call at the provider is safe again. `notice`: what is to be said about the result.
 */
export type ExchangeState = { failure: Failure | null; retryAt?: string; unsaved?: Unsaved; notice?: string }

export const emptyExchangeState: ExchangeState = { failure: null }
