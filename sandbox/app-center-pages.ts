import type { AppFields } from './app-registration'
import { COUNTRIES, getCountry, type Country } from './countries'
import { html, type Html } from './html'
import { renderLogoutForm } from './login'
import { csrfField, renderPage, textField } from './page'
import type { App } from './records'
import type { Reply } from './reply'
import type { Session } from './sessions'

const DONE: Record<string, string> = {
  added: 'The app was added.',
  saved: 'The app was saved.',
  secret: 'A new client secret was made. The old one no longer works.',
}

export function renderCountries(): Reply {
  return renderPage(
    'App Center',
    html`
<p>Choose the country your administration is in. An app belongs to one country.</p>
<ul class="countries">${COUNTRIES.map((country) => html`<li><a href="/app-center/${country.code}">${country.name}</a></li>`)}</ul>`,
  )
}

export function renderHome(country: Country, session: Session): Reply {
  return renderPage(
    'App Center',
    html`
<p>${country.name}</p>
<ul class="choices"><li><a href="/app-center/${country.code}/apps">Manage my apps</a>
<span>Look up, add and edit the apps you have registered.</span></li></ul>
<p><a href="/app-center">Choose another country</a></p>`,
    { nav: renderLogoutForm(session) },
  )
}

/** `own` holds the user's apps of every country: an empty list should say where the others are. */
export function renderAppList(country: Country, session: Session, own: App[]): Reply {
  const here = own.filter((app) => app.country === country.code)
  const elsewhere = [...new Set(own.map((app) => app.country))].filter((code) => code !== country.code)
  return renderPage(
    'Manage my apps',
    html`
<p>${country.name}</p>
${here.length === 0 && html`<p class="notice">You have no apps in this country.</p>`}
${
  here.length > 0 &&
  html`<div class="scroll"><table>
<thead><tr><th scope="col">App</th><th scope="col">Redirect URI</th></tr></thead><tbody>
${here.map(
  (app) => html`<tr><td><a href="/app-center/${country.code}/apps/${app.clientId}">${app.name}</a></td>
<td><code>${app.redirectUri}</code></td></tr>`,
)}</tbody></table></div>`
}
${
  elsewhere.length > 0 &&
  html`<p>Your other apps:
${elsewhere.map((code) => html` <a href="/app-center/${code}/apps">${getCountry(code)?.name ?? code}</a>`)}</p>`
}
<p><a class="button" href="/app-center/${country.code}/apps/new">Add app</a></p>`,
    { nav: renderLogoutForm(session), wide: true },
  )
}

export function renderApp(country: Country, session: Session, app: App, view: { isShown: boolean; done: string | null }): Reply {
  const path = `/app-center/${country.code}/apps/${app.clientId}`
  const toggle = html`<form method="get" action="${path}">${!view.isShown && html`<input type="hidden" name="show" value="1">`}
<button class="plain">${view.isShown ? 'Hide' : 'Show'}</button></form>`
  const done = view.done && Object.hasOwn(DONE, view.done) ? DONE[view.done] : null
  return renderPage(
    app.name,
    html`
${done && html`<p class="notice good" role="status">${done}</p>`}
${value('client-id', 'Client ID', app.clientId)}
${value('client-secret', 'Client secret', view.isShown ? app.clientSecret : '••••••••••••••', { toggle, canCopy: view.isShown })}
${value('redirect-uri', 'Redirect URI', app.redirectUri)}
<p id="copy-status" role="status"></p>
<div class="buttons"><a class="button" href="${path}/edit">Edit app</a>
<form method="post" action="${path}/secret">${csrfField(session.csrf)}<button class="plain">New client secret</button></form></div>
<p><a href="/app-center/${country.code}/apps">All my apps</a></p>`,
    { nav: renderLogoutForm(session) },
  )
}

/** A value to take note of. The copy button shows itself when the script runs; a masked secret has none. */
function value(id: string, label: string, text: string, options: { toggle?: Html; canCopy?: boolean } = {}): Html {
  return html`<div class="field"><label for="${id}">${label}</label><div class="value">
<input id="${id}" readonly value="${text}" autocomplete="off" spellcheck="false">${options.toggle}
${
  options.canCopy !== false &&
  html`<button type="button" class="plain" data-copy="${id}" data-name="${label}" aria-label="Copy ${label}"
 hidden>Copy</button>`
}</div></div>`
}

export function renderAppForm(
  country: Country,
  session: Session,
  app: App | null,
  fields: AppFields,
  errors: Partial<AppFields> = {},
): Reply {
  const list = `/app-center/${country.code}/apps`
  const hint = 'The whole address, exactly as the application sends it.'
  return renderPage(
    app ? 'Edit app' : 'Add app',
    html`
<form method="post" action="${app ? `${list}/${app.clientId}/edit` : `${list}/new`}" novalidate>
${csrfField(session.csrf)}
${textField({ name: 'name', label: 'Name', value: fields.name, error: errors.name })}
${textField({ name: 'redirectUri', label: 'Redirect URI', value: fields.redirectUri, type: 'url', hint, error: errors.redirectUri })}
<div class="buttons"><button>Save</button><a href="${app ? `${list}/${app.clientId}` : list}">Cancel</a></div>
</form>`,
    { nav: renderLogoutForm(session), status: Object.keys(errors).length > 0 ? 400 : 200 },
  )
}
