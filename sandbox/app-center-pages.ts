import type { AppFields } from './app-registration'
import { COUNTRIES, getCountry, type Country } from './countries'
import { html, type Html } from './html'
import { renderLogoutForm } from './login'
import { csrfField, renderPage, textField } from './page'
import type { App } from './records'
import type { Reply } from './reply'
import type { Session } from './sessions'
import { t } from './texts'

const DONE = ['added', 'saved', 'secret'] as const

const nameOf = (country: Country | null) => (country ? t(`countries.${country.code}`) : '')

export function renderCountries(): Reply {
  return renderPage(
    t('center.title'),
    html`
<p>${t('center.choose')}</p>
<ul class="countries">${COUNTRIES.map((country) => html`<li><a href="/app-center/${country.code}">${nameOf(country)}</a></li>`)}</ul>`,
  )
}

export function renderHome(country: Country, session: Session): Reply {
  return renderPage(
    t('center.title'),
    html`
<p>${nameOf(country)}</p>
<ul class="choices"><li><a href="/app-center/${country.code}/apps">${t('center.manage')}</a>
<span>${t('center.manageWhat')}</span></li></ul>
<p><a href="/app-center">${t('center.otherCountry')}</a></p>`,
    { nav: renderLogoutForm(session) },
  )
}

/** `own` holds the user's apps of every country: an empty list should say where the others are. */
export function renderAppList(country: Country, session: Session, own: App[]): Reply {
  const here = own.filter((app) => app.country === country.code)
  const elsewhere = [...new Set(own.map((app) => app.country))].filter((code) => code !== country.code)
  return renderPage(
    t('center.manage'),
    html`
<p>${nameOf(country)}</p>
${here.length === 0 && html`<p class="notice">${t('center.none')}</p>`}
${
  here.length > 0 &&
  html`<div class="scroll"><table>
<thead><tr><th scope="col">${t('center.app')}</th><th scope="col">${t('center.redirectUri')}</th></tr></thead><tbody>
${here.map(
  (app) => html`<tr><td><a href="/app-center/${country.code}/apps/${app.clientId}">${app.name}</a></td>
<td><code>${app.redirectUri}</code></td></tr>`,
)}</tbody></table></div>`
}
${
  elsewhere.length > 0 &&
  html`<p>${t('center.elsewhere')}
${elsewhere.map((code) => html` <a href="/app-center/${code}/apps">${nameOf(getCountry(code)) || code}</a>`)}</p>`
}
<p><a class="button" href="/app-center/${country.code}/apps/new">${t('center.add')}</a></p>`,
    { nav: renderLogoutForm(session), wide: true },
  )
}

export function renderApp(country: Country, session: Session, app: App, view: { isShown: boolean; done: string | null }): Reply {
  const path = `/app-center/${country.code}/apps/${app.clientId}`
  const toggle = html`<form method="get" action="${path}">${!view.isShown && html`<input type="hidden" name="show" value="1">`}
<button class="plain">${t(view.isShown ? 'center.hide' : 'center.show')}</button></form>`
  const done = DONE.find((one) => one === view.done)
  return renderPage(
    app.name,
    html`
${done && html`<p class="notice good" role="status">${t(`center.done.${done}`)}</p>`}
${value('client-id', t('center.clientId'), app.clientId)}
${value('client-secret', t('center.clientSecret'), view.isShown ? app.clientSecret : '••••••••••••••', { toggle, canCopy: view.isShown })}
${value('redirect-uri', t('center.redirectUri'), app.redirectUri)}
<p id="copy-status" role="status"></p>
<div class="buttons"><a class="button" href="${path}/edit">${t('center.edit')}</a>
<form method="post" action="${path}/secret">${csrfField(session.csrf)}<button class="plain">${t('center.newSecret')}</button></form></div>
<p><a href="/app-center/${country.code}/apps">${t('center.all')}</a></p>`,
    { nav: renderLogoutForm(session) },
  )
}

/** A value to take note of: text of the page, so that whoever copies the whole page has it. The copy button shows itself when the script runs; a masked secret has none. */
function value(id: string, label: string, text: string, options: { toggle?: Html; canCopy?: boolean } = {}): Html {
  return html`<div class="field"><label for="${id}">${label}</label><div class="value">
<output id="${id}">${text}</output>${options.toggle}
${
  options.canCopy !== false &&
  html`<button type="button" class="plain" data-copy="${id}" data-copied="${t('center.copied', { what: label })}" data-selected="${t('center.selected', { what: label })}"
 aria-label="${t('center.copyWhat', { what: label })}"
 hidden>${t('center.copy')}</button>`
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
  const hint = t('center.uriHint')
  return renderPage(
    t(app ? 'center.edit' : 'center.add'),
    html`
<form method="post" action="${app ? `${list}/${app.clientId}/edit` : `${list}/new`}" novalidate>
${csrfField(session.csrf)}
${textField({ name: 'name', label: t('center.name'), value: fields.name, error: errors.name })}
${textField({ name: 'redirectUri', label: t('center.redirectUri'), value: fields.redirectUri, type: 'url', hint, error: errors.redirectUri })}
<div class="buttons"><button>${t('center.save')}</button><a href="${app ? `${list}/${app.clientId}` : list}">${t('center.cancel')}</a></div>
</form>`,
    { nav: renderLogoutForm(session), status: Object.keys(errors).length > 0 ? 400 : 200 },
  )
}
