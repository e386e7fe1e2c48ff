import { html, type Html } from './html'
import { csrfField, renderPage, textField } from './page'
import { PageError, redirectReply, type Reply } from './reply'
import type { Request } from './request'
import { USERS } from './seeds'
import { logIn, logOut, openSession, requireForm, type Session } from './sessions'
import { getUser } from './store'
import type { World } from './world'
import { t } from './texts'

/** `GET /login?next=…` (App Center) or `?request=…` (a waiting authorization request). */
export function handleLoginPage(world: World, request: Request): Reply {
  const session = openSession(world.sessions, request)
  return renderLogin(session, request.query)
}

export function handleLogin(world: World, request: Request): Reply {
  const { session, form } = requireForm(world.sessions, request)
  const user = getUser(form.get('user') ?? '')
  if (!user || user.password !== form.get('password')) return renderLogin(session, form, t('login.wrong'))
  const pending = session.pending.find((candidate) => candidate.id === form.get('request'))
  if (form.get('request') && !pending) {
    throw new PageError(400, t('errors.logInEnded'), t('errors.startAgain'))
  }
  logIn(world.sessions, request, session, user.userName)
  if (!pending) return redirectReply(localPath(form.get('next')))
  pending.isLoggedIn = true
  return redirectReply(`/consent?request=${pending.id}`)
}

export function handleLogout(world: World, request: Request): Reply {
  logOut(world.sessions, requireForm(world.sessions, request).session)
  return redirectReply('/app-center')
}

export function renderLogoutForm(session: Session): Html {
  return html`<form method="post" action="/logout">${csrfField(session.csrf)}
<span class="who">${session.userName}</span> <button class="plain">${t('login.logOut')}</button></form>`
}

function renderLogin(session: Session, fields: URLSearchParams, error?: string): Reply {
  const hidden = ['next', 'request'].map((name) => html`<input type="hidden" name="${name}" value="${fields.get(name)}">`)
  return renderPage(
    t('login.title'),
    html`
${error && html`<p class="notice bad" role="alert">${error}</p>`}
<form method="post" action="/login">
${csrfField(session.csrf)}${hidden}
${textField({ name: 'user', label: t('login.user'), value: fields.get('user') ?? '', type: 'email', autocomplete: 'username' })}
${textField({ name: 'password', label: t('login.password'), type: 'password', autocomplete: 'current-password' })}
<button>${t('login.title')}</button>
</form>
<section class="hints"><h2>${t('login.accounts')}</h2>
<table><thead><tr><th scope="col">${t('login.user')}</th><th scope="col">${t('login.password')}</th><th scope="col">${t('login.name')}</th></tr></thead><tbody>
${USERS.map((user) => html`<tr><td><code>${user.userName}</code></td><td><code>${user.password}</code></td><td>${user.fullName}</td></tr>`)}
</tbody></table></section>`,
    { status: error ? 401 : 200 },
  )
}

/** Only a path of our own; `//host` and `/\host` are other sites to a browser. */
function localPath(next: string | null): string {
  return next && /^\/(?![/\\])[\w\-/?=&.%]*$/.test(next) ? next : '/app-center'
}
