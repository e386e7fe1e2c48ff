import { emptyFormState, type FormState } from '@/lib/form-state'
import type { Failure } from '@/lib/oauth/failures'

/** `nameTaken`: the history has a file of this name. `openedId`: the attempt stands, and its provider page is to be opened in a new tab. */
export type PreauthenticateState = FormState & { nameTaken: boolean; openedId: string | null }

export const emptyPreauthenticateState: PreauthenticateState = { ...emptyFormState, nameTaken: false, openedId: null }

/** What Exchange found wrong; an attempt that is over is shown by its own page instead. */
export type ExchangeState = { failure: Failure | null }

export const emptyExchangeState: ExchangeState = { failure: null }
