import { orderNext, setClock } from './control-api'
import { renderControl } from './control-view'
import { PageError, redirectReply, type Reply } from './reply'
import type { Request } from './request'
import { openSession, requireForm } from './sessions'
import type { World } from './world'

const MINUTE_MS = 60_000

/** `/control` for a person: the same actions as the JSON doors, from plain forms with a CSRF token. */
export function handleControlPage(world: World, request: Request): Reply {
  return renderControl(world, openSession(world.sessions, request))
}

export function handleClockForm(world: World, request: Request): Reply {
  const { form } = requireForm(world.sessions, request)
  if (form.get('step') === 'reset') world.clock.reset()
  else setClock(world, { advanceMs: Number(form.get('step') ?? form.get('minutes')) * MINUTE_MS })
  world.store.save()
  return redirectReply('/control')
}

export function handleOrderForm(world: World, request: Request): Reply {
  const { session, form } = requireForm(world.sessions, request)
  try {
    orderNext(world, readOrderForm(form))
  } catch (error) {
    if (error instanceof PageError) return renderControl(world, session, error.message, form)
    throw error
  }
  return redirectReply('/control')
}

export function handleResetForm(world: World, request: Request): Reply {
  requireForm(world.sessions, request)
  world.reset()
  return redirectReply('/control')
}

/** An empty field of the form is a field that was left out of the JSON. */
function readOrderForm(form: URLSearchParams): Record<string, unknown> {
  const text = Object.fromEntries(['endpoint', 'preset', 'transform', 'reset', 'body'].map((name) => [name, form.get(name) || undefined]))
  const numbers = ['count', 'status', 'delayMs', 'bytesPerSecond', 'repeatBody'].map((name) => [name, readNumber(form.get(name))])
  const headers = (form.get('headers') ?? '')
    .split(/\r?\n/)
    .filter((line) => line.includes(':'))
    .map((line) => [line.slice(0, line.indexOf(':')).trim(), line.slice(line.indexOf(':') + 1).trim()])
  return { ...text, ...Object.fromEntries(numbers), headers: Object.fromEntries(headers) }
}

function readNumber(text: string | null): number | undefined {
  return text ? Number(text) : undefined
}
