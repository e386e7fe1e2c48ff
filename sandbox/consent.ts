import { buildReturnUrl, withState } from './authorization'
import { authorize } from './chains'
import { escapeHtml, html } from './html'
import { takeOrder } from './orders'
import { csrfField, renderPage } from './page'
import type { App, User } from './records'
import { PageError, redirectReply, type Reply } from './reply'
import type { Request } from './request'
import { getSession, requireForm, type PendingRequest, type Session } from './sessions'
import { getApp, getUser } from './store'
import { transformReturn } from './transforms'
import type { World } from './world'
import { rich, t } from './texts'

type Asked = { session: Session; pending: PendingRequest; app: App; user: User }

/** `GET /consent?request=…`: may this app see the data of these companies? */
export function handleConsentPage(world: World, request: Request): Reply {
  const session = getSession(world.sessions, request)
  return renderConsent(requireAsked(world, session, request.query.get('request')))
}

export function handleConsent(world: World, request: Request): Reply {
  const { session, form } = requireForm(world.sessions, request)
  const asked = requireAsked(world, session, form.get('request'))
  const divisions = asked.user.companies.map((company) => company.code).filter((code) => form.getAll('division').includes(String(code)))
  const isAllowed = form.get('decision') === 'allow'
  if (isAllowed && divisions.length === 0) return renderConsent(asked, t('consent.choose'))
  session.pending = session.pending.filter((candidate) => candidate !== asked.pending)
  return finish(world, asked, isAllowed ? { divisions } : null)
}

function finish(world: World, asked: Asked, allowed: { divisions: number[] } | null): Reply {
  const { app, user, pending } = asked
  const redirectUri = pending.redirectUri
  const consent = { app, userName: user.userName, redirectUri, divisions: allowed?.divisions ?? [] }
  // access_denied is INF in the facts, from RFC 6749 4.1.2.1.
  const answer: [string, string] = allowed ? ['code', authorize(world.store, consent, world.clock.now())] : ['error', 'access_denied']
  const order = takeOrder(world, 'return', app.clientId)
  world.counters.count('return', 302)
  return {
    ...redirectReply(buildReturnUrl(redirectUri, transformReturn(withState([answer], pending.state), order?.transform)), 302),
    ...order?.answer?.(world.clock.now()),
    delivery: order?.delivery,
  }
}

function requireAsked(world: World, session: Session | null, requestId: string | null): Asked {
  const pending = session?.pending.find((candidate) => candidate.id === requestId)
  const user = session?.userName ? getUser(session.userName) : null
  if (!session || !pending?.isLoggedIn || !user) {
    throw new PageError(400, t('errors.requestEnded'), t('errors.startAgain'))
  }
  const app = getApp(world.store, pending.clientId)
  // OBS picqer/exact-php-client #617: the account of one country on another's host.
  if (!app) throw new PageError(400, t('errors.refused'), `Client with identifier '${pending.clientId}' not found.`)
  return { session, pending, app, user }
}

function renderConsent({ session, pending, app, user }: Asked, error?: string): Reply {
  return renderPage(
    t('consent.title'),
    html`
<p>${rich('consent.asks', { app: app.name }, { b: (name) => `<strong>${name}</strong>` })}</p>
<p>${t('consent.who', { fullName: user.fullName, userName: user.userName })}</p>
<form method="post" action="/consent">
${csrfField(session.csrf)}<input type="hidden" name="request" value="${pending.id}">
<fieldset ${error && html`aria-describedby="division-error"`}><legend>${t('consent.companies')}</legend>
${error && html`<p class="error" id="division-error" role="alert">${error}</p>`}
${user.companies.map(
  (company) => html`<label class="check"><input type="checkbox" name="division" value="${company.code}"
 ${!error && html`checked`}> ${company.code} ${company.description}</label>`,
)}
</fieldset>
<p class="hint">${rich('consent.return', {}, { uri: () => `<code>${escapeHtml(app.redirectUri)}</code>` })}</p>
<div class="buttons"><button name="decision" value="allow">${t('consent.allow')}</button>
<button class="plain" name="decision" value="deny">${t('consent.deny')}</button></div>
</form>`,
    { status: error ? 400 : 200 },
  )
}
