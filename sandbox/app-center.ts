import { addApp, checkAppFields, type AppFields } from './app-registration'
import { renderApp, renderAppForm, renderAppList, renderCountries, renderHome } from './app-center-pages'
import { getCountry, type Country } from './countries'
import type { App } from './records'
import { PageError, redirectReply, type Reply } from './reply'
import type { Request } from './request'
import { openSession, requireForm, type Session } from './sessions'
import { getApp } from './store'
import { makeClientSecret } from './token-text'
import type { World } from './world'
import { t } from './texts'

/** App Center: the first half of the seed, from "choose the correct country" to "take note of the values". */
type Visit = { country: Country; session: Session; userName: string }

export function handleCountries(): Reply {
  return renderCountries()
}

export function handleHome(world: World, request: Request): Reply {
  return visit(world, request, ({ country, session }) => renderHome(country, session))
}

export function handleList(world: World, request: Request): Reply {
  return visit(world, request, ({ country, session, userName }) => {
    const own = world.store.records.apps.filter((app) => app.owner === userName)
    return renderAppList(country, session, own)
  })
}

export function handleApp(world: World, request: Request): Reply {
  return visit(world, request, (found) => {
    const isShown = request.query.get('show') === '1'
    return renderApp(found.country, found.session, requireOwnApp(world, request, found), { isShown, done: request.query.get('done') })
  })
}

export function handleNew(world: World, request: Request): Reply {
  return visit(world, request, ({ country, session }) => renderAppForm(country, session, null, { name: '', redirectUri: '' }))
}

export function handleAdd(world: World, request: Request): Reply {
  const { session, form } = requireForm(world.sessions, request)
  return visit(world, request, ({ country, userName }) => {
    const fields = readFields(form)
    const errors = checkAppFields(fields)
    if (Object.keys(errors).length > 0) return renderAppForm(country, session, null, fields, errors)
    const app = addApp(world, { ...fields, owner: userName, country: country.code })
    return redirectReply(`/app-center/${country.code}/apps/${app.clientId}?done=added`)
  })
}

export function handleEdit(world: World, request: Request): Reply {
  return visit(world, request, (found) => {
    const app = requireOwnApp(world, request, found)
    return renderAppForm(found.country, found.session, app, app)
  })
}

export function handleSave(world: World, request: Request): Reply {
  const { form } = requireForm(world.sessions, request)
  return visit(world, request, (found) => {
    const app = requireOwnApp(world, request, found)
    const fields = readFields(form)
    const errors = checkAppFields(fields)
    if (Object.keys(errors).length > 0) return renderAppForm(found.country, found.session, app, fields, errors)
    Object.assign(app, fields)
    world.store.save()
    return redirectReply(`/app-center/${found.country.code}/apps/${app.clientId}?done=saved`)
  })
}

export function handleNewSecret(world: World, request: Request): Reply {
  requireForm(world.sessions, request)
  return visit(world, request, (found) => {
    const app = requireOwnApp(world, request, found)
    app.clientSecret = makeClientSecret()
    world.store.save()
    return redirectReply(`/app-center/${found.country.code}/apps/${app.clientId}?show=1&done=secret`)
  })
}

/** A country that exists and an account that is logged in; a visitor without one logs in first and comes back. */
function visit(world: World, request: Request, page: (visit: Visit) => Reply): Reply {
  const country = getCountry(request.params.country)
  if (!country) throw new PageError(404, t('errors.notFound'), t('errors.noCountry'))
  const session = openSession(world.sessions, request)
  if (session.userName === null) return redirectReply(`/login?next=${encodeURIComponent(request.path)}`)
  return page({ country, session, userName: session.userName })
}

/** Somebody else's app, or one of another country, is as absent as one that never was. */
function requireOwnApp(world: World, request: Request, { country, userName }: Visit): App {
  const app = getApp(world.store, request.params.clientId ?? '')
  if (app?.owner === userName && app.country === country.code) return app
  throw new PageError(404, t('errors.notFound'), t('errors.noApp'))
}

function readFields(form: URLSearchParams): AppFields {
  return { name: form.get('name')?.trim() ?? '', redirectUri: form.get('redirectUri')?.trim() ?? '' }
}
