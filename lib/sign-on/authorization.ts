import 'server-only'
import { randomBytes } from 'node:crypto'
import * as oauth from 'oauth4webapi'
import { log } from '../log.mjs'
import type { SignOnFailure } from './failures'
import { getProvider, redirectUri } from './provider'
import { readFailure } from './read-failure'
import type { SignOnDetail } from './schema'

/**
 * `prompt: 'login'` asks the provider to let its user log in once more, but whoever has the browser can take it out of the address. What holds is
 * `maxAgeSeconds`: an answer that does not show a log-in of that age is refused as `stale`.
 */
export type SignOnWish = { prompt?: 'login'; maxAgeSeconds?: number }
/** `url`: where the browser goes. `detail`: to be kept for this browser, see lib/sign-on/schema.ts. */
export type SignOnBeginning = { ok: true; url: string; detail: SignOnDetail } | { ok: false; failure: SignOnFailure }

const random = () => randomBytes(32).toString('base64url')

/** The authorization request of OpenID Connect Core 1.0, 3.1.2.1, with PKCE (RFC 7636). Nothing has happened before the browser follows it. */
export async function beginSignOn({ prompt, maxAgeSeconds }: SignOnWish = {}, now = new Date()): Promise<SignOnBeginning> {
  const detail: SignOnDetail = {
    state: random(),
    nonce: random(),
    codeVerifier: random(),
    startedAt: now.toISOString(),
    maxAgeSeconds: maxAgeSeconds ?? null,
  }
  try {
    const { server, client } = await getProvider(now)
    const url = new URL(server.authorization_endpoint ?? '')
    const query = {
      client_id: client.client_id,
      redirect_uri: redirectUri(),
      response_type: 'code',
      scope: 'openid email profile',
      state: detail.state,
      nonce: detail.nonce,
      code_challenge: await oauth.calculatePKCECodeChallenge(detail.codeVerifier),
      code_challenge_method: 'S256',
      ...(prompt && { prompt }),
      ...(maxAgeSeconds !== undefined && { max_age: String(maxAgeSeconds) }),
    }
    for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value)
    return { ok: true, url: url.href, detail }
  } catch (error) {
    const failure = readFailure(error)
    log.warn('single sign-on not begun', { failure, error })
    return { ok: false, failure }
  }
}
