import 'server-only'
import * as oauth from 'oauth4webapi'
import { call, type Answer } from '../http-client/call'
import { NotReached } from '../http-client/unreached'
import type { ExchangeFailure } from './failures'
import { pickHeaders, type RawAnswer } from './raw-answer'
import { maximumBytes } from './read-body'
import type { ValidReturn } from './strict-return-url'

export type TokenRequest = {
  tokenUrl: string
  clientId: string
  clientSecret: string
  redirectUri: string
}

export type Delivery = { ok: true; raw: RawAnswer } | { ok: false; failure: ExchangeFailure }

/** A token answer once took 35 s, and the chain of the client that gave up was lost (facts/exact-online.md, "Lives and limits"). */
const deadlineMs = 90_000

/** What oauth4webapi would send (RFC 6749, 4.1.3, with client_secret_post). It sends nothing itself: its answer has no room for all that may come. */
async function buildRequest({ tokenUrl, clientId, clientSecret, redirectUri }: TokenRequest, { parameters }: ValidReturn) {
  let built: { headers: Record<string, string>; body: string } | undefined
  await oauth.authorizationCodeGrantRequest(
    { issuer: new URL(tokenUrl).origin, token_endpoint: tokenUrl },
    { client_id: clientId },
    oauth.ClientSecretPost(clientSecret),
    parameters,
    redirectUri,
    oauth.nopkce,
    {
      [oauth.customFetch]: async (_, { headers, body }) => {
        built = { headers, body: body.toString() }
        return new Response()
      },
      // http only for a sandbox on this machine: the catalogue's own addresses are all https.
      [oauth.allowInsecureRequests]: new URL(tokenUrl).protocol === 'http:',
    },
  )
  if (!built) throw new Error('No request was built')
  return built
}

function deliver({ status, headers, bytes, isWhole, isOverlong }: Answer): Delivery {
  if (!isWhole && bytes.length === 0) return { ok: false, failure: 'outcome-unknown' }
  const ending = { ...(!isWhole && { isCut: true as const }), ...(isOverlong && { isOverlong }) }
  return { ok: true, raw: { status, headers: pickHeaders(headers), bytes: bytes.toString('base64'), ...ending } }
}

/**
 * The one token call: redirects not followed, never repeated. Its answer is the only one: nobody else's follows on that connection, so one that breaks the rules
 * of HTTP does no harm, and is read as far as it can be.
 * `ok` means that an answer arrived, whatever it says; readTokenAnswer judges it.
 */
export async function requestToken(request: TokenRequest, answer: ValidReturn): Promise<Delivery> {
  const built = await buildRequest(request, answer)
  try {
    return deliver(await call(request.tokenUrl, { ...built, method: 'POST', deadlineMs, maximumBytes, isLenient: true }))
  } catch (error) {
    return { ok: false, failure: error instanceof NotReached ? 'not-reached' : 'outcome-unknown' }
  }
}
