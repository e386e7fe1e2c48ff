import 'server-only'
import * as oauth from 'oauth4webapi'
import { startDeadline } from './deadline'
import { ownConnection, readBytes } from '../provider-call'
import type { ExchangeFailure } from './failures'
import { pickHeaders, type RawAnswer } from './raw-answer'
import { maximumBytes } from './read-body'
import type { ValidReturn } from './return-url'

export type TokenRequest = {
  tokenUrl: string
  clientId: string
  clientSecret: string
  redirectUri: string
}

export type Delivery = { ok: true; raw: RawAnswer } | { ok: false; failure: ExchangeFailure }

/** A token answer once took 35 s, and the chain of the client that gave up was lost (facts/exact-online.md, "Lives and limits"). */
const deadlineMs = 90_000

// These codes say that no byte of the request left: the code is not spent. Everything else after fetch has begun is "unknown".
const neverSent = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
  'ERR_TLS_CERT_ALTNAME_INVALID',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'CERT_HAS_EXPIRED',
])

function wasSent(error: unknown): boolean {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if (neverSent.has((cause as { code?: string }).code ?? '')) return false
    if (cause instanceof AggregateError) return cause.errors.some(wasSent)
  }
  return true
}

/**
 * The one token call (RFC 6749, 4.1.3), client_secret_post, redirects not followed, never repeated.
 * `ok` means that an answer arrived, whatever it says; readTokenAnswer judges it.
 */
export async function requestToken(request: TokenRequest, answer: ValidReturn): Promise<Delivery> {
  const server: oauth.AuthorizationServer = { issuer: new URL(request.tokenUrl).origin, token_endpoint: request.tokenUrl }
  const client: oauth.Client = { client_id: request.clientId }
  const deadline = startDeadline(deadlineMs)
  try {
    const response = await oauth.authorizationCodeGrantRequest(
      server,
      client,
      oauth.ClientSecretPost(request.clientSecret),
      answer.parameters,
      request.redirectUri,
      oauth.nopkce,
      {
        signal: deadline.signal,
        headers: { ...ownConnection, 'accept-encoding': 'identity' },
        // http only for a sandbox on this machine: the catalogue's own addresses are all https.
        [oauth.allowInsecureRequests]: new URL(request.tokenUrl).protocol === 'http:',
      },
    )
    const { bytes, isWhole, isOverlong } = await readBytes(response, maximumBytes)
    if (!isWhole && bytes.length === 0) return { ok: false, failure: 'outcome-unknown' }
    const ending = { ...(!isWhole && { isCut: true as const }), ...(isOverlong && { isOverlong }) }
    return {
      ok: true,
      raw: { status: response.status, headers: pickHeaders(response.headers), bytes: bytes.toString('base64'), ...ending },
    }
  } catch (error) {
    return { ok: false, failure: wasSent(error) ? 'outcome-unknown' : 'not-reached' }
  } finally {
    deadline.ended()
  }
}
