import { ACCESS_TOKEN_LIFE_MS, CODE_LIFE_MS, issueTokens, REFRESH_INTERVAL_MS, REFRESH_TOKEN_LIFE_MS } from './chains'
import type { App } from './records'
import { jsonReply, type Reply } from './reply'
import { getApp, getChain } from './store'
import * as errors from './token-errors'
import type { World } from './world'

/** `POST /api/oauth2/token` as the facts tell it: client_secret_post, and error codes that do not mean what RFC 6749 says. */
export function answerTokenCall(world: World, form: URLSearchParams): Reply {
  const now = world.clock.now()
  const app = getApp(world.store, form.get('client_id'))
  if (app && world.limits.isBlocked(app.clientId, now)) return errors.rateLimited('too many errors for this key')
  const userName = app ? getUserName(world, form) : ''
  const reply = judge(world, form, app, userName, now)
  if (app && reply.status >= 400 && reply.status !== 429) world.limits.countError(app.clientId, userName, now)
  return reply
}

function judge(world: World, form: URLSearchParams, app: App | null, userName: string, now: number): Reply {
  // RFC 6749 3.2: request parameters must not be included more than once.
  if (new Set(form.keys()).size !== [...form.keys()].length) return errors.invalidRequest()
  const secret = form.get('client_secret') ?? ''
  if (/^\s/.test(secret)) return errors.invalidClient(401)
  if (!app || secret !== app.clientSecret) return errors.invalidClient()
  if (!world.limits.countCall(app.clientId, userName, now)) return errors.rateLimited('200 token calls a day')
  if (form.get('grant_type') === 'authorization_code') return exchangeCode(world, form, app, now)
  if (form.get('grant_type') === 'refresh_token') return refresh(world, form, app, now)
  // UNKNOWN at Exact; RFC 6749 5.2 has a word for it.
  return jsonReply(400, { error: 'unsupported_grant_type' })
}

function exchangeCode(world: World, form: URLSearchParams, app: App, now: number): Reply {
  const record = world.store.records.codes.find((candidate) => candidate.code === form.get('code'))
  if (!record || record.clientId !== app.clientId || record.redirectUri !== form.get('redirect_uri')) return errors.invalidRequest()
  if (record.used || now - record.issuedAt >= CODE_LIFE_MS) return errors.invalidRequest()
  const chain = getChain(world.store, record.chainId)
  if (!chain || chain.obsolete) return errors.invalidChain()
  record.used = true
  return jsonReply(200, issueTokens(world.store, chain, now))
}

function refresh(world: World, form: URLSearchParams, app: App, now: number): Reply {
  const record = world.store.records.refreshTokens.find((candidate) => candidate.token === form.get('refresh_token'))
  const chain = record ? getChain(world.store, record.chainId) : null
  // UNKNOWN at Exact: a refresh token that never existed, or was issued to another app.
  if (!record || chain?.clientId !== app.clientId) return errors.invalidRequest()
  if (record.spent || chain.obsolete) return errors.oldRefreshToken()
  const expiresAt = record.issuedAt + REFRESH_TOKEN_LIFE_MS
  if (now >= expiresAt) return errors.expiredRefreshToken(expiresAt, now)
  if (chain.lastAccessAt !== null && now - chain.lastAccessAt < REFRESH_INTERVAL_MS) return errors.tooEarly()
  return jsonReply(200, issueTokens(world.store, chain, now))
}

/** The limits count per key and user; the user follows from the code or the refresh token, when we know it. */
function getUserName(world: World, form: URLSearchParams): string {
  const { codes, refreshTokens } = world.store.records
  const chainId =
    codes.find((record) => record.code === form.get('code'))?.chainId ??
    refreshTokens.find((record) => record.token === form.get('refresh_token'))?.chainId
  return (chainId && getChain(world.store, chainId)?.userName) || ''
}

/** The chain an access token belongs to, as long as the token lives. */
export function getChainOfAccessToken(world: World, token: string) {
  const record = world.store.records.accessTokens.find((candidate) => candidate.token === token)
  if (!record || world.clock.now() - record.issuedAt >= ACCESS_TOKEN_LIFE_MS) return null
  return getChain(world.store, record.chainId)
}
