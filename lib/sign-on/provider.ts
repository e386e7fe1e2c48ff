import 'server-only'
import * as oauth from 'oauth4webapi'
import { env } from '../env.js'
import { call, type Call } from '../http-client/call'
import { AnswerTooLarge } from '../http-client/capped-body'
import { decompress } from '../http-client/decompress'
import { ProviderAway } from './read-failure'

/** What the provider publishes about itself, and how the portal shows who it is there. */
export type Provider = { server: oauth.AuthorizationServer; client: oauth.Client; authentication: oauth.ClientAuth }

const keptMs = 60 * 60 * 1000
const deadlineMs = 10_000
const maximumBytes = 512 * 1024

type Options = { method: string; headers: Record<string, string>; body?: BodyInit | null }

/** For oauth4webapi. Of an answer its status, its type and its body are looked at; and of a body no more than is sensible. */
async function fetchCapped(url: string, { method, headers, body }: Options): Promise<Response> {
  const asked = { method: method as Call['method'], headers, body: body ? String(body) : undefined }
  const answer = await call(url, { ...asked, deadlineMs, maximumBytes }).catch((error: Error) => {
    throw new ProviderAway('no answer', { cause: error })
  })
  if (answer.isOverlong) throw new AnswerTooLarge()
  if (!answer.isWhole) throw new ProviderAway('the answer broke off')
  const { 'content-type': type = '', 'content-encoding': encoding } = answer.headers
  const text = decompress(answer.bytes, encoding, maximumBytes).toString('utf8')
  return new Response(text || null, { status: answer.status, headers: { 'content-type': type } })
}

// http only where SSO_ISSUER itself has it, which lib/env.js allows on this machine alone.
const isInsecure = () => Boolean(env.SSO_ISSUER?.toLowerCase().startsWith('http:'))

/** For every call: no redirect is followed, nothing is waited for longer than the deadline, and nothing asked twice. */
export const callOptions = () => ({
  [oauth.customFetch]: fetchCapped,
  [oauth.allowInsecureRequests]: isInsecure(),
})

function isFitAddress(address: unknown): boolean {
  if (typeof address !== 'string' || !URL.canParse(address)) return false
  const { protocol } = new URL(address)
  return protocol === 'https:' || (protocol === 'http:' && isInsecure())
}

/** OpenID Connect Discovery 1.0, 4. The browser will be sent to what stands there, and the client secret too: it must be the web, and secure. */
async function requestMetadata(issuer: URL): Promise<oauth.AuthorizationServer> {
  const server = await oauth.processDiscoveryResponse(issuer, await oauth.discoveryRequest(issuer, callOptions()))
  const addresses = [server.authorization_endpoint, server.token_endpoint, server.jwks_uri]
  if (!addresses.every(isFitAddress)) throw new Error('An endpoint has no address that is fit to be used')
  return server
}

let known: { server: Promise<oauth.AuthorizationServer>; until: number } | null = null
/** With the metadata their keys go, which oauth4webapi holds by them. */
const forget = () => void (known = null)

function getMetadata(issuer: URL, now: Date): Promise<oauth.AuthorizationServer> {
  if (known && now.getTime() < known.until) return known.server
  const asked = { server: requestMetadata(issuer), until: now.getTime() + keptMs }
  known = asked
  // Who waits for it hears of the failure; the next one asks again.
  asked.server.catch(() => (known = known === asked ? null : known))
  return asked.server
}

/**
 * RFC 6749, 2.3.1, and OpenID Connect Core 1.0, 9: Basic is what every provider must take, and the default where nothing is said. Where the secret
 * may go into the body, it does: what becomes of a + or a ~ in Basic is read differently here and there.
 */
function chooseAuthentication({ token_endpoint_auth_methods_supported: methods }: oauth.AuthorizationServer, secret: string) {
  if (methods?.includes('client_secret_post')) return oauth.ClientSecretPost(secret)
  if (!methods || methods.includes('client_secret_basic')) return oauth.ClientSecretBasic(secret)
  throw new Error('The provider takes no client secret')
}

/**
 * The one provider of this portal, by its metadata: asked for once, and kept for an hour. Throws what lib/sign-on/read-failure.ts reads.
 * @param now by which the provider's times are judged, too
 */
export async function getProvider(now: Date): Promise<Provider> {
  const { SSO_ISSUER, SSO_CLIENT_ID, SSO_CLIENT_SECRET } = env
  if (!SSO_ISSUER || !SSO_CLIENT_ID || !SSO_CLIENT_SECRET) throw new Error('Single sign-on is not set up')
  const server = await getMetadata(new URL(SSO_ISSUER), now)
  const client = { client_id: SSO_CLIENT_ID, [oauth.clockSkew]: Math.round((now.getTime() - Date.now()) / 1000) }
  return { server, client, authentication: chooseAuthentication(server, SSO_CLIENT_SECRET) }
}

// Whoever brings signatures that fit no key makes the portal ask no more often than that.
const renewalMs = 10_000
let renewedAt = new Date(0)

/**
 * What the provider publishes by now, where it is not what is known: it may have replaced its keys, or moved them. Of many who ask at once one fetches it for all.
 * @returns null where it was asked for a moment ago, and nothing is newer than what is `outdated`
 */
export async function getRenewedProvider(outdated: Provider, now: Date): Promise<Provider | null> {
  const before = await getProvider(now)
  if (before.server === outdated.server && now.getTime() - renewedAt.getTime() >= renewalMs) {
    renewedAt = now
    forget()
  }
  const current = await getProvider(now)
  return current.server === outdated.server ? null : current
}

export const redirectUri = () => `${env.PORTAL_URL}/sign-on/callback`
