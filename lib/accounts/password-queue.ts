import 'server-only'
import { AsyncLocalStorage } from 'node:async_hooks'
import { availableParallelism } from 'node:os'
import { noteBusy, requestContext } from '../request-context.mjs'

/** So many are logging in that one more would keep everybody waiting. `seconds`: after how many there is room again, as far as one can say. */
export class TooBusy extends Error {
  constructor(readonly seconds: number) {
    super('Too many passwords are being compared')
  }
}

type Turn = { run: () => void; refuse: (error: TooBusy) => void }

// A hash fills a processor for 13 ms, and there are others to answer.
const atOnce = Math.min(4, Math.max(2, availableParallelism()))
// A second's work. Who is known has a waiting room of their own.
const places = { strangers: 60, known: 60 }
const perLane = 40

/** Who waits, by visitor: those of the first lane before those of the second. */
const waiting = { known: new Map<string, Turn[]>(), strangers: new Map<string, Turn[]>() }
type Room = keyof typeof waiting
const inside = new AsyncLocalStorage<true>()
let running = 0
let usualMs = 20

const countOf = (room: Room) => [...waiting[room].values()].reduce((sum, lane) => sum + lane.length, 0)

function tooBusy(): TooBusy {
  const seconds = Math.max(1, Math.ceil(((countOf('known') + countOf('strangers')) * usualMs) / atOnce / 1000))
  noteBusy(seconds)
  return new TooBusy(seconds)
}

/** Turn about between the visitors of a room, so that who asks a hundred times waits a hundred times as long. */
function takeNext(): Turn | undefined {
  for (const lanes of [waiting.known, waiting.strangers]) {
    for (const [visitor, lane] of lanes) {
      const turn = lane.shift()
      lanes.delete(visitor)
      if (lane.length > 0) lanes.set(visitor, lane)
      return turn
    }
  }
}

/** Where a room is full, the longest lane gives up its last place to whoever has none. @returns false: there is no place */
function makeRoom(room: Room, lane: Turn[]): boolean {
  if (lane.length >= perLane) return false
  if (countOf(room) < places[room]) return true
  const longest = [...waiting[room].values()].reduce((one, other) => (other.length > one.length ? other : one))
  if (longest.length <= lane.length + 1) return false
  longest.pop()?.refuse(tooBusy())
  return true
}

const wait = (room: Room, visitor: string) =>
  new Promise<void>((resolve, reject) => {
    const lane = waiting[room].get(visitor) ?? []
    if (!makeRoom(room, lane)) return reject(tooBusy())
    lane.push({ run: resolve, refuse: reject })
    waiting[room].set(visitor, lane)
  })

/**
 * Does what hashes a password, a few at a time in the whole process, and the others wait for their turn. What is done in a turn has no other to wait for.
 * `isKnown`: a browser that has logged in to this account before, or somebody with a link that was sent to them: a crowd of strangers keeps none of them out.
 * @throws TooBusy where too many wait already; the answer to the request is then 503, whatever it says
 */
export async function inTurn<Result>(
  work: () => Promise<Result>,
  { isKnown = false, visitor = requestContext()?.address ?? 'the operator' } = {},
): Promise<Result> {
  if (inside.getStore()) return work()
  if (running < atOnce) running++
  else await wait(isKnown ? 'known' : 'strangers', visitor)
  const startedAt = performance.now()
  try {
    return await inside.run(true, work)
  } finally {
    usualMs += (performance.now() - startedAt - usualMs) / 20
    const next = takeNext()
    if (next) next.run()
    else running--
  }
}
