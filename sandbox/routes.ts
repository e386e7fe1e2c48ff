import * as appCenter from './app-center'
import { handleCopyScript, handleStyle } from './assets'
import { handleAuthorization } from './authorization'
import { handleConsent, handleConsentPage } from './consent'
import * as controlApi from './control-api'
import * as controlPage from './control-page'
import { handleLogin, handleLoginPage, handleLogout } from './login'
import { handleElsewhere, handleHrmDivisions, handleMe, handleSystemDivisions } from './rest-api'
import { PageError, type Reply } from './reply'
import type { Request } from './request'
import { handleStartPage } from './start-page'
import { handleToken } from './token-route'
import type { World } from './world'
import { t } from './texts'

type Handler = (world: World, request: Request) => Reply

/** Every address of the sandbox. `*` as method: the handler itself says what it refuses. */
const ROUTES: [method: string, pattern: string, handler: Handler][] = [
  ['GET', '/', handleStartPage],
  ['GET', '/assets/sandbox.css', handleStyle],
  ['GET', '/assets/copy.js', handleCopyScript],
  ['GET', '/login', handleLoginPage],
  ['POST', '/login', handleLogin],
  ['POST', '/logout', handleLogout],
  ['GET', '/consent', handleConsentPage],
  ['POST', '/consent', handleConsent],
  ['GET', '/api/oauth2/auth', handleAuthorization],
  ['*', '/api/oauth2/token', handleToken],
  ['GET', '/api/v1/current/Me', handleMe],
  ['GET', '/api/v1/:division/hrm/Divisions', handleHrmDivisions],
  ['GET', '/api/v1/:division/system/Divisions', handleSystemDivisions],
  ['*', '/elsewhere', handleElsewhere],
  ['GET', '/app-center', appCenter.handleCountries],
  ['GET', '/app-center/:country', appCenter.handleHome],
  ['GET', '/app-center/:country/apps', appCenter.handleList],
  ['GET', '/app-center/:country/apps/new', appCenter.handleNew],
  ['POST', '/app-center/:country/apps/new', appCenter.handleAdd],
  ['GET', '/app-center/:country/apps/:clientId', appCenter.handleApp],
  ['GET', '/app-center/:country/apps/:clientId/edit', appCenter.handleEdit],
  ['POST', '/app-center/:country/apps/:clientId/edit', appCenter.handleSave],
  ['POST', '/app-center/:country/apps/:clientId/secret', appCenter.handleNewSecret],
  ['GET', '/control', controlPage.handleControlPage],
  ['POST', '/control/page/clock', controlPage.handleClockForm],
  ['POST', '/control/page/order', controlPage.handleOrderForm],
  ['POST', '/control/page/reset', controlPage.handleResetForm],
  ['GET', '/control/state', controlApi.showState],
  ['GET', '/control/presets', controlApi.showPresets],
  ['POST', '/control/clock', controlApi.jsonDoor(controlApi.setClock)],
  ['POST', '/control/next', controlApi.jsonDoor(controlApi.orderNext)],
  ['POST', '/control/app', controlApi.jsonDoor(controlApi.registerApp)],
  ['POST', '/control/authorize', controlApi.jsonDoor(controlApi.authorizeDirectly)],
  ['POST', '/control/release', controlApi.jsonDoor(controlApi.releaseHeld)],
  ['POST', '/control/reset', controlApi.jsonDoor(controlApi.resetWorld)],
]

export function route(world: World, request: Request): Reply {
  const matches = ROUTES.flatMap(([method, pattern, handler]) => {
    const params = matchPath(pattern, request.path)
    return params ? [{ method, params, handler }] : []
  })
  const match = matches.find(({ method }) => method === '*' || method === request.method)
  if (match) return match.handler(world, Object.assign(request, { params: match.params }))
  if (matches.length > 0) throw new PageError(405, t('errors.notPossible'), t('errors.method'))
  throw new PageError(404, t('errors.notFound'), t('errors.nothing'))
}

function matchPath(pattern: string, path: string): Record<string, string> | null {
  const wanted = pattern.split('/')
  const given = path.split('/')
  if (wanted.length !== given.length) return null
  const params: Record<string, string> = {}
  for (const [index, part] of wanted.entries()) {
    const value = given[index] ?? ''
    // Parameters here are codes, GUIDs and numbers, so what is percent-encoded cannot match and is never decoded.
    if (part.startsWith(':')) params[part.slice(1)] = value
    else if (part !== value) return null
  }
  return params
}
