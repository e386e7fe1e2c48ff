import 'server-only'
import * as oauth from 'oauth4webapi'
import type { Claims } from './person'
import { callOptions, getRenewedProvider, redirectUri, type Provider } from './provider'
import type { SignOnDetail } from './schema'

export type Token = { claims: oauth.IDToken; accessToken: string }

/**
 * OpenID Connect Core 1.0, 2: a subject is at most 255 characters of ASCII; others might be one to a database and two to the provider. And a time of
 * log-in that is to come, beyond what clocks differ by, would be fresh for ever: it is in milliseconds, or made up.
 */
const isUsable = ({ sub, auth_time: seconds = 0 }: oauth.IDToken, now: Date) =>
  /^[\x20-\x7e]{1,255}$/.test(sub) && seconds * 1000 <= now.getTime() + 60_000

// No key has the id that the token names, or the one that has it did not sign.
const mayHaveOtherKeys = (error: unknown) =>
  error instanceof oauth.OperationProcessingError &&
  (error.code === oauth.KEY_SELECTION || (error.cause as { signature?: unknown } | undefined)?.signature !== undefined)

/** Against the provider's keys; and where none fits, once more against those that it has by now. @throws what lib/sign-on/read-failure.ts reads */
async function checkSignature(provider: Provider, response: Response, now: Date): Promise<void> {
  try {
    await oauth.validateApplicationLevelSignature(provider.server, response, callOptions())
  } catch (error) {
    const renewed = mayHaveOtherKeys(error) ? await getRenewedProvider(provider, now) : null
    if (!renewed) throw error
    await oauth.validateApplicationLevelSignature(renewed.server, response, callOptions())
  }
}

/**
 * The one token call, and all that makes an ID token one of this provider, for this portal, of this very sign-on: OpenID Connect Core 1.0, 3.1.3.7.
 * @param answer the provider's answer to the authorization request
 * @throws what lib/sign-on/read-failure.ts reads
 */
export async function redeemCode(
  provider: Provider,
  answer: URLSearchParams,
  { state, nonce, codeVerifier, maxAgeSeconds }: SignOnDetail,
  now: Date,
): Promise<Token> {
  const { server, client, authentication } = provider
  const code = oauth.validateAuthResponse(server, client, answer, state)
  const uri = redirectUri()
  const response = await oauth.authorizationCodeGrantRequest(server, client, authentication, code, uri, codeVerifier, callOptions())
  const tokens = await oauth.processAuthorizationCodeResponse(server, client, response, {
    expectedNonce: nonce,
    maxAge: maxAgeSeconds ?? oauth.skipAuthTimeCheck,
    requireIdToken: true,
  })
  await checkSignature(provider, response, now)
  const claims = oauth.getValidatedIdTokenClaims(tokens)
  if (!claims || !isUsable(claims, now)) throw new oauth.UnsupportedOperationError('The claims are of no use')
  return { claims, accessToken: tokens.access_token }
}

/**
 * OpenID Connect Core 1.0, 5.3: what it says is about nobody but the subject of the token. Null where the provider has none.
 * @throws what lib/sign-on/read-failure.ts reads
 */
export async function askUserInfo(provider: Provider, { claims, accessToken }: Token, now: Date): Promise<Claims | null> {
  const { server, client } = provider
  if (!server.userinfo_endpoint) return null
  const response = await oauth.userInfoRequest(server, client, accessToken, callOptions())
  const userInfo = await oauth.processUserInfoResponse(server, client, claims.sub, response)
  const isSigned = response.headers.get('content-type')?.startsWith('application/jwt')
  if (isSigned) await checkSignature(provider, response, now)
  return userInfo
}
