import 'server-only'
import * as oauth from 'oauth4webapi'
import type { Claims } from './person'
import { callOptions, redirectUri, type Provider } from './provider'
import type { SignOnDetail } from './schema'

export type Token = { claims: oauth.IDToken; accessToken: string }

/**
 * OpenID Connect Core 1.0, 2: a subject is at most 255 characters of ASCII; others might be one to a database and two to the provider. And a time of
 * log-in that is to come, beyond what clocks differ by, would be fresh for ever: it is in milliseconds, or made up.
 */
const isUsable = ({ sub, auth_time: seconds = 0 }: oauth.IDToken, now: Date) =>
  /^[\x20-\x7e]{1,255}$/.test(sub) && seconds * 1000 <= now.getTime() + 60_000

/**
 * The one token call, and all that makes an ID token one of this provider, for this portal, of this very sign-on: OpenID Connect Core 1.0, 3.1.3.7.
 * @param answer the provider's answer to the authorization request
 * @throws what lib/sign-on/read-failure.ts reads
 */
export async function redeemCode(
  { server, client, authentication }: Provider,
  answer: URLSearchParams,
  { state, nonce, codeVerifier, maxAgeSeconds }: SignOnDetail,
  now: Date,
): Promise<Token> {
  const code = oauth.validateAuthResponse(server, client, answer, state)
  const uri = redirectUri()
  const response = await oauth.authorizationCodeGrantRequest(server, client, authentication, code, uri, codeVerifier, callOptions())
  const tokens = await oauth.processAuthorizationCodeResponse(server, client, response, {
    expectedNonce: nonce,
    maxAge: maxAgeSeconds ?? oauth.skipAuthTimeCheck,
    requireIdToken: true,
  })
  await oauth.validateApplicationLevelSignature(server, response, callOptions())
  const claims = oauth.getValidatedIdTokenClaims(tokens)
  if (!claims || !isUsable(claims, now)) throw new oauth.UnsupportedOperationError('The claims are of no use')
  return { claims, accessToken: tokens.access_token }
}

/**
 * OpenID Connect Core 1.0, 5.3: what it says is about nobody but the subject of the token. Null where the provider has none.
 * @throws what lib/sign-on/read-failure.ts reads
 */
export async function askUserInfo({ server, client }: Provider, { claims, accessToken }: Token): Promise<Claims | null> {
  if (!server.userinfo_endpoint) return null
  const response = await oauth.userInfoRequest(server, client, accessToken, callOptions())
  const userInfo = await oauth.processUserInfoResponse(server, client, claims.sub, response)
  const isSigned = response.headers.get('content-type')?.startsWith('application/jwt')
  if (isSigned) await oauth.validateApplicationLevelSignature(server, response, callOptions())
  return userInfo
}
