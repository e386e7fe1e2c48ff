// What can go wrong, by name. Its words stand in messages/<language>/failures.json, one entry for each: what happened, the way out, and its cost.

/** What was wrong with a return URL: found without a call to the provider, so nothing is spent. */
export const returnUrlFailures = [
  'return-url-missing',
  'return-url-too-long',
  'not-a-url',
  'wrapped',
  'html-escaped',
  'authorization-url',
  'provider-page',
  'other-redirect-uri',
  'site-redirected',
  'in-another-address',
  'has-fragment',
  'repeated-parameter',
  'state-missing',
  'state-mismatch',
  'error-unproven',
  'denied',
  'provider-error',
  'error-beside-code',
  'code-missing',
  'moved-on',
  'query-missing',
  'double-encoded',
  'code-end-unsure',
  'issuer-mismatch',
  'code-expired',
] as const

/** What became of the one token call. */
export const exchangeFailures = [
  'invalid-client',
  'code-rejected',
  'chain-conflict',
  'redirect-mismatch',
  'old-refresh-token',
  'refresh-token-expired',
  'too-early',
  'rate-limited',
  'bad-request',
  'gateway-fault',
  'maintenance',
  'server-error',
  'redirected',
  'answer-too-large',
  'not-a-token-answer',
  'no-refresh-token',
  'unknown-error',
  'not-reached',
  'outcome-unknown',
] as const

/** What keeps an attempt from being exchanged at all. */
export const attemptFailures = [
  'attempt-missing',
  'attempt-used',
  'attempt-expired',
  'attempt-exchanging',
  'attempt-interrupted',
  'budget-spent',
  'database-away',
  'disk-full',
  'secret-damaged',
] as const

export const failures = [...returnUrlFailures, ...exchangeFailures, ...attemptFailures] as const

export type ReturnUrlFailure = (typeof returnUrlFailures)[number]
export type ExchangeFailure = (typeof exchangeFailures)[number]
export type AttemptFailure = (typeof attemptFailures)[number]
export type Failure = (typeof failures)[number]

const known: readonly string[] = failures

export const isFailure = (text: string | null): text is Failure => text !== null && known.includes(text)
