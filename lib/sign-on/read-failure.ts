import * as oauth from 'oauth4webapi'
import type { SignOnFailure } from './failures'

/** No answer came, or only a part of it. */
export class ProviderAway extends Error {
  override name = 'ProviderAway'
}

// RFC 6749, 4.1.2.1 and 5.2. Of what the provider says its error code is looked at, in this table alone.
const failureOfCode = new Map<string, SignOnFailure>([
  ['access_denied', 'denied'],
  ['server_error', 'provider-away'],
  ['temporarily_unavailable', 'provider-away'],
  ['invalid_grant', 'code-rejected'],
  ['invalid_client', 'client-rejected'],
  ['unauthorized_client', 'client-rejected'],
])

type Cause = {
  claim?: unknown
  attribute?: unknown
  claims?: Record<string, unknown>
  header?: unknown
  signature?: unknown
  status?: unknown
}
const causeOf = ({ cause }: Error): Cause => (typeof cause === 'object' && cause !== null ? cause : {})

const failureOfClaim = new Map<unknown, SignOnFailure>([
  ['iss', 'issuer-mismatch'],
  ['nonce', 'nonce-mismatch'],
  ['auth_time', 'stale'],
])
const readClaim = (claim: unknown) => failureOfClaim.get(claim) ?? 'token-invalid'

// In the order in which oauth4webapi asks for them.
const neededClaims = ['aud', 'exp', 'iat', 'iss', 'sub', 'nonce', 'auth_time']

/** A claim that is not there; an algorithm or a signature that is not to be had; or else an answer that is none. */
function readInvalid({ claims, header, signature }: Cause): SignOnFailure {
  if (claims) return readClaim(neededClaims.find((name) => claims[name] === undefined))
  return header || signature ? 'token-invalid' : 'provider-error'
}

const protocolFailures = new Map<string | undefined, (cause: Cause) => SignOnFailure>([
  [oauth.JWT_CLAIM_COMPARISON, ({ claim }) => readClaim(claim)],
  [oauth.JWT_TIMESTAMP_CHECK, ({ claim }) => readClaim(claim)],
  [oauth.JSON_ATTRIBUTE_COMPARISON, ({ attribute }) => (attribute === 'sub' ? 'subject-mismatch' : 'issuer-mismatch')],
  [oauth.KEY_SELECTION, () => 'token-invalid'],
  [oauth.INVALID_RESPONSE, readInvalid],
  [oauth.RESPONSE_IS_NOT_CONFORM, ({ status }) => (Number(status) >= 500 || status === 429 ? 'provider-away' : 'provider-error')],
])

/** What an error of a sign-on means. Pure. What is not known is the provider's error: nobody comes in by it. */
export function readFailure(error: unknown): SignOnFailure {
  if (error instanceof oauth.AuthorizationResponseError || error instanceof oauth.ResponseBodyError)
    return failureOfCode.get(error.error) ?? 'provider-error'
  if (error instanceof oauth.UnsupportedOperationError) return 'token-invalid'
  if (error instanceof oauth.OperationProcessingError) return protocolFailures.get(error.code)?.(causeOf(error)) ?? 'provider-error'
  return error instanceof ProviderAway ? 'provider-away' : 'provider-error'
}
