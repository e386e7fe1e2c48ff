import { validateHeaderName, validateHeaderValue } from 'node:http'

import { ORDERABLE, type Order } from './orders'
import { getPreset } from './presets'
import { PageError, RESETS, type Delivery, type Reply } from './reply'
import { TRANSFORMS, type TransformName } from './transforms'

const MAX_DELAY_MS = 600_000
const MAX_STREAMED_BYTES = 200 * 1024 * 1024
const ENDPOINT_ALIASES: Record<string, string> = { 'hrm-divisions': 'hrm', 'system-divisions': 'system' }

/** Reads an order from JSON (untrusted); throws a 400 that names the field. Fields beside a preset add to it. */
export function readOrder(input: Record<string, unknown>): Order {
  const endpoint = ORDERABLE.find((known) => known === (ENDPOINT_ALIASES[String(input.endpoint)] ?? input.endpoint))
  if (!endpoint) throw refused(`"endpoint" must be one of ${ORDERABLE.join(', ')}`)
  if (input.hold !== undefined && typeof input.hold !== 'boolean') throw refused('"hold" must be true or false')
  const preset = input.preset === undefined ? null : getPreset(String(input.preset))
  if (input.preset !== undefined && !preset) throw refused('"preset" is not known; see /control/presets')
  const transform = TRANSFORMS.find((known) => known === input.transform)
  if (input.transform !== undefined && !transform) throw refused('"transform" is not known; see /control/presets')
  return {
    endpoint,
    remaining: readNumber(input, 'count', 1, 10_000) ?? 1,
    ...(input.clientId === undefined ? {} : { clientId: String(input.clientId).toLowerCase() }),
    ...preset,
    ...readAnswer(input),
    ...(transform && { transform: transform satisfies TransformName }),
    headers: readHeaders(input.headers ?? {}),
    delivery: { ...preset?.delivery, ...readDelivery(input) },
    hold: input.hold === true,
    label: String(input.preset ?? input.transform ?? input.status ?? input.reset ?? (input.hold ? 'held' : 'slow')),
  }
}

/** A free answer, when a status or a body is given. Without either the real answer is sent, altered or late. */
function readAnswer(input: Record<string, unknown>): Pick<Order, 'answer'> {
  if (input.status === undefined && input.body === undefined && input.bodyBase64 === undefined) return {}
  const body = input.bodyBase64 === undefined ? readBody(input.body) : Buffer.from(String(input.bodyBase64), 'base64')
  const repeatBody = readNumber(input, 'repeatBody', 1, Math.floor(MAX_STREAMED_BYTES / Math.max(1, body.length)))
  const reply: Reply = {
    status: readNumber(input, 'status', 200, 599) ?? 200,
    headers: { 'Content-Type': 'application/json; charset=utf-8' },
    body,
    ...(repeatBody && { repeatBody }),
  }
  return { answer: () => reply }
}

function readBody(body: unknown): string {
  return typeof body === 'string' ? body : body === undefined ? '' : JSON.stringify(body)
}

function readHeaders(input: unknown): Record<string, string> {
  if (typeof input !== 'object' || input === null) throw refused('"headers" must be an object')
  const headers = Object.entries(input).map(([name, value]) => [name, String(value)] as const)
  try {
    for (const [name, value] of headers) {
      validateHeaderName(name)
      validateHeaderValue(name, value)
    }
  } catch {
    throw refused('"headers" holds a name or value that HTTP does not allow')
  }
  return Object.fromEntries(headers)
}

function readDelivery(input: Record<string, unknown>): Delivery {
  const delayMs = readNumber(input, 'delayMs', 0, MAX_DELAY_MS)
  const bytesPerSecond = readNumber(input, 'bytesPerSecond', 1, 10_000_000)
  const reset = RESETS.find((known) => known === input.reset)
  if (input.reset !== undefined && !reset) throw refused(`"reset" must be one of ${RESETS.join(', ')}`)
  return { ...(delayMs && { delayMs }), ...(bytesPerSecond && { bytesPerSecond }), ...(reset && { reset }) }
}

function readNumber(input: Record<string, unknown>, name: string, min: number, max: number): number | undefined {
  const value = input[name]
  if (value === undefined) return undefined
  if (typeof value === 'number' && Number.isInteger(value) && value >= min && value <= max) return value
  throw refused(`"${name}" must be a whole number from ${min} to ${max}`)
}

function refused(message: string): PageError {
  return new PageError(400, 'Bad order', message)
}
