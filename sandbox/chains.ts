import { randomUUID } from 'node:crypto'

import type { App, Chain } from './records'
import type { Store } from './store'
import { makeAccessToken, makeCode, makeRefreshToken } from './token-text'

/** The lives of the facts' section "Lives and limits". */
export const CODE_LIFE_MS = 180_000
export const ACCESS_TOKEN_LIFE_MS = 600_000
export const REFRESH_INTERVAL_MS = 570_000
export const REFRESH_TOKEN_LIFE_MS = 30 * 86_400_000

export type Consent = { app: App; userName: string; redirectUri: string; divisions: number[] }

export type TokenResponse = { access_token: string; token_type: string; expires_in: string; refresh_token: string }

/**
 * The user pressed "Allow": a new chain begins and every older one of the same app and user dies, with its unused codes.
 * That it happens here and not at the exchange is INF, from the row "parallel or stale code".
 */
export function authorize(store: Store, consent: Consent, now: number): string {
  const { app, userName, redirectUri, divisions } = consent
  for (const chain of store.records.chains) {
    if (chain.clientId === app.clientId && chain.userName === userName) chain.obsolete = true
  }
  const chain: Chain = { id: randomUUID(), clientId: app.clientId, userName, divisions, lastAccessAt: null, obsolete: false }
  const code = makeCode()
  store.records.chains.push(chain)
  store.records.codes.push({ code, clientId: app.clientId, userName, redirectUri, chainId: chain.id, issuedAt: now, used: false })
  store.save()
  return code
}

/** A new pair; the refresh token before it is dead at once (facts: "replaced at every refresh"). */
export function issueTokens(store: Store, chain: Chain, now: number): TokenResponse {
  for (const token of store.records.refreshTokens) {
    if (token.chainId === chain.id) token.spent = true
  }
  const response = { access_token: makeAccessToken(), token_type: 'bearer', expires_in: '600', refresh_token: makeRefreshToken() }
  chain.lastAccessAt = now
  store.records.refreshTokens.push({ token: response.refresh_token, chainId: chain.id, issuedAt: now, spent: false })
  store.records.accessTokens.push({ token: response.access_token, chainId: chain.id, issuedAt: now })
  store.save()
  return response
}
