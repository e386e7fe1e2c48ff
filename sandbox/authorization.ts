import { answerOrdered } from './ordered'
import type { App } from './records'
import { PageError, redirectReply, type Reply } from './reply'
import type { Request } from './request'
import { addPending, openSession } from './sessions'
import { getApp } from './store'
import type { World } from './world'
import { t } from './texts'

/**
 * `GET /api/oauth2/auth` (facts: "Authorization request"). An unknown client is told so only after the log-in (OBS); a redirect URI that is
 * not the registered one gets a page, never a redirect.
 */
export function handleAuthorization(world: World, request: Request): Reply {
  const app = getApp(world.store, request.query.get('client_id'))
  const { reply, order } = answerOrdered(world, 'auth', app?.clientId ?? 'unknown', () => begin(world, request, app))
  if (!order?.redirectError || !app) return reply
  requireRedirectUri(app, request.query.get('redirect_uri'))
  return redirectReply(buildReturnUrl(app.redirectUri, withState([['error', order.redirectError]], request.query.get('state'))), 302)
}

function begin(world: World, request: Request, app: App | null): Reply {
  const { query } = request
  const clientId = query.get('client_id')
  if (!clientId) throw new PageError(400, t('errors.badRequest'), t('errors.noClientId'))
  const redirectUri = app ? requireRedirectUri(app, query.get('redirect_uri')) : ''
  if (app && query.get('response_type') !== 'code') {
    return redirectReply(buildReturnUrl(redirectUri, withState([['error', 'unsupported_response_type']], query.get('state'))), 302)
  }
  const session = openSession(world.sessions, request)
  const mustLogIn = session.userName === null || isOn(query.get('force_login'))
  const pending = addPending(session, { clientId, redirectUri, state: query.get('state'), isLoggedIn: !mustLogIn })
  return redirectReply(`${mustLogIn ? '/login' : '/consent'}?request=${pending.id}`)
}

/** The whole URL must match what is registered (OBS), character for character. */
export function requireRedirectUri(app: App, redirectUri: string | null): string {
  if (redirectUri === app.redirectUri) return redirectUri
  throw new PageError(400, t('errors.refused'), `Callback URI '${redirectUri ?? ''}' is not valid`)
}

/** The redirect URI as registered, and behind its own query ours. `URLSearchParams` writes the `!` of a code as `%21`, as Exact does. */
export function buildReturnUrl(redirectUri: string, parameters: [string, string][]): string {
  const query = new URLSearchParams(parameters).toString()
  if (!query) return redirectUri
  const separator = !redirectUri.includes('?') ? '?' : /[?&]$/.test(redirectUri) ? '' : '&'
  return redirectUri + separator + query
}

/** `state` comes back as it was sent, and only if it was. */
export function withState(parameters: [string, string][], state: string | null): [string, string][] {
  return state === null ? parameters : [...parameters, ['state', state]]
}

function isOn(value: string | null): boolean {
  return value === '1' || value?.toLowerCase() === 'true'
}
