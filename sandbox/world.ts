import { createClock, type Clock } from './clock'
import { createCounters, type Counters } from './counters'
import { createHeld, type Held } from './held'
import { createLimits, type Limits } from './limits'
import type { Order } from './orders'
import { createSessions, type Sessions } from './sessions'
import { createStore, type Store } from './store'

/** Everything one running sandbox knows. Two sandboxes in one process share nothing. */
export type World = {
  clock: Clock
  store: Store
  limits: Limits
  counters: Counters
  sessions: Sessions
  orders: Order[]
  held: Held
  reset(): void
}

export function createWorld(options: { portalUrl: string; stateFile?: string }): World {
  const clock = createClock()
  const world: World = {
    clock,
    store: createStore({ ...options, clock }),
    limits: createLimits(),
    counters: createCounters(),
    sessions: createSessions(),
    orders: [],
    held: createHeld(),
    reset() {
      clock.reset()
      for (const part of [world.limits, world.counters, world.sessions]) part.reset()
      world.orders.length = 0
      world.held.release()
      world.store.reset()
    },
  }
  return world
}
