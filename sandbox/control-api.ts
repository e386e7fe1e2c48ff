import { addApp, checkAppFields } from './app-registration'
import { requireRedirectUri, buildReturnUrl, withState } from './authorization'
import { authorize } from './chains'
import { describeState } from './control-state'
import { getCountry } from './countries'
import { readOrder } from './order-input'
import { ORDERABLE } from './orders'
import { PRESETS } from './presets'
import { jsonReply, PageError, type Reply } from './reply'
import { hasMediaType, type Request } from './request'
import { getApp, getUser } from './store'
import { TRANSFORMS } from './transforms'
import type { World } from './world'

type Input = Record<string, unknown>

/** `POST /control/clock`: `offsetMs` sets, `advanceMs` moves, `freeze` stops or restarts the clock. */
export function setClock(world: World, input: Input): Reply {
  const { offsetMs, advanceMs, freeze } = input
  for (const value of [offsetMs, advanceMs]) {
    if (value !== undefined && !Number.isFinite(value)) throw refused('offsetMs and advanceMs must be numbers')
  }
  if (typeof freeze === 'boolean') world.clock.freeze(freeze)
  if (typeof offsetMs === 'number') world.clock.setOffset(offsetMs)
  if (typeof advanceMs === 'number') world.clock.advance(advanceMs)
  world.store.save()
  return jsonReply(200, { now: world.clock.now(), offsetMs: world.clock.offsetMs(), frozen: world.clock.isFrozen() })
}

export function orderNext(world: World, input: Input): Reply {
  const order = readOrder(input)
  world.orders.push(order)
  return jsonReply(201, { endpoint: order.endpoint, order: order.label, count: order.remaining })
}

export function registerApp(world: World, input: Input): Reply {
  const fields = { name: readText(input, 'name', 'Test app'), redirectUri: readText(input, 'redirectUri', '') }
  const error = Object.values(checkAppFields(fields))[0]
  if (error) throw refused(error)
  const owner = requireUserName(readText(input, 'owner', 'zoe@bakkerij-de-ster.test'))
  const country = getCountry(readText(input, 'country', 'nl'))
  if (!country) throw refused('"country" is not known')
  const app = addApp(world, { ...fields, owner, country: country.code })
  return jsonReply(201, { clientId: app.clientId, clientSecret: app.clientSecret, redirectUri: app.redirectUri })
}

/** `POST /control/authorize`: what "Allow" would give, without the pages. */
export function authorizeDirectly(world: World, input: Input): Reply {
  const app = getApp(world.store, readText(input, 'clientId', ''))
  if (!app) throw refused('"clientId" is not known')
  const redirectUri = requireRedirectUri(app, readText(input, 'redirectUri', app.redirectUri))
  const userName = requireUserName(readText(input, 'user', app.owner))
  const companies = getUser(userName)?.companies.map((company) => company.code) ?? []
  const divisions = Array.isArray(input.divisions) ? companies.filter((code) => (input.divisions as unknown[]).includes(code)) : companies
  const code = authorize(world.store, { app, userName, redirectUri, divisions }, world.clock.now())
  const state = input.state === undefined ? null : String(input.state)
  return jsonReply(200, { code, returnUrl: buildReturnUrl(redirectUri, withState([['code', code]], state)) })
}

/** `POST /control/release`: lets go the answers that an order holds; with `clientId` only those of that app. */
export function releaseHeld(world: World, input: Input): Reply {
  const clientId = input.clientId === undefined ? undefined : readText(input, 'clientId', '').toLowerCase()
  return jsonReply(200, { released: world.held.release(clientId) })
}

export function resetWorld(world: World): Reply {
  world.reset()
  return jsonReply(200, { reset: true })
}

export function showState(world: World): Reply {
  return jsonReply(200, describeState(world))
}

export function showPresets(): Reply {
  return jsonReply(200, { endpoints: ORDERABLE, presets: Object.keys(PRESETS), transforms: TRANSFORMS })
}

/** The JSON door. A page of another site cannot send this content type without being asked first, so no page can steer the sandbox. */
export function jsonDoor(action: (world: World, input: Input) => Reply) {
  return (world: World, request: Request): Reply => {
    if (!hasMediaType(request, 'application/json')) return jsonReply(415, { error: 'Send Content-Type: application/json' })
    try {
      return action(world, readInput(request))
    } catch (error) {
      if (error instanceof PageError) return jsonReply(error.status, { error: error.message })
      throw error
    }
  }
}

function readInput(request: Request): Input {
  try {
    const value: unknown = JSON.parse(request.body.toString('utf8') || '{}')
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Input
  } catch {
    // falls through to the same answer
  }
  throw refused('The body must be a JSON object')
}

function readText(input: Input, name: string, otherwise: string): string {
  return input[name] === undefined ? otherwise : String(input[name])
}

function requireUserName(name: string): string {
  const user = getUser(name)
  if (!user) throw refused('The user is not known')
  return user.userName
}

function refused(message: string): PageError {
  return new PageError(400, 'Bad request', message)
}
