import type { KeyOf, Messages } from '../i18n/texts'

/** What may go wrong between the browser, the provider and the portal. */
export const signOnFailures = [
  'denied',
  'expired',
  'state-mismatch',
  'issuer-mismatch',
  'nonce-mismatch',
  'token-invalid',
  'stale',
  'subject-mismatch',
  'code-rejected',
  'client-rejected',
  'provider-away',
  'provider-error',
] as const

/** Why somebody whom the provider vouches for does not come in. */
export const signOnRefusals = [
  'no-email',
  'unverified-email',
  'untrusted-domain',
  'account-unverified',
  'belongs-to-another',
  'unknown',
] as const

export type SignOnFailure = (typeof signOnFailures)[number]
export type SignOnRefusal = (typeof signOnRefusals)[number]

/** Keys of messages/<language>/signOn.json: what happened, and what to do next. */
type Words = Record<'sentence' | 'next', KeyOf<Messages['signOn']>>

export const wordsOfFailure = (failure: SignOnFailure) =>
  ({ sentence: `failures.${failure}.sentence`, next: `failures.${failure}.next` }) as const satisfies Words

export const wordsOfRefusal = (refusal: SignOnRefusal) =>
  ({ sentence: `refusals.${refusal}.sentence`, next: `refusals.${refusal}.next` }) as const satisfies Words
