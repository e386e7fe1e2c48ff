import { ENDPOINTS, type Endpoint } from './counters'
import type { Delivery, Reply } from './reply'
import type { TransformName } from './transforms'
import type { World } from './world'

/**
 * The next answer of an endpoint, ordered by a test or a person. With an `answer` the real work is not done at all; without one it is done
 * and the real answer is altered (`transform`), delayed or cut off: the case of the lost refresh token chain.
 */
export type Order = {
  endpoint: Endpoint
  label: string
  /** How many more calls it applies to. */
  remaining: number
  /** Only calls of this app; without it every call. Keeps tests that run side by side apart. */
  clientId?: string
  answer?: (now: number) => Reply
  transform?: TransformName
  /** Added to the answer's own, or in their place; an empty value leaves one out. */
  headers: Record<string, string>
  /** For `auth` alone: go back to the redirect URI with this error. */
  redirectError?: string
  delivery: Delivery
  /** The answer waits for `POST /control/release`. */
  hold: boolean
}

export const ORDERABLE = ENDPOINTS.filter((endpoint) => endpoint !== 'elsewhere')

export function takeOrder(world: World, endpoint: Endpoint, clientId: string): Order | null {
  const order = world.orders.find(
    (candidate) => candidate.endpoint === endpoint && (candidate.clientId === undefined || candidate.clientId === clientId),
  )
  if (!order) return null
  order.remaining -= 1
  if (order.remaining <= 0) world.orders.splice(world.orders.indexOf(order), 1)
  return order
}
