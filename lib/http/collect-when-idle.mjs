import { getHeapStatistics, setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

const quietMs = 250
const leastGapMs = 10_000
const leastGrowth = 16 * 1024 * 1024

/** @typedef {{ collect(): void, usedBytes(): number }} Heap */

/** Node.js shows its collector only to whoever asks for it by a flag. @returns {Heap} */
function openHeap() {
  setFlagsFromString('--expose-gc')
  return { collect: runInNewContext('gc'), usedBytes: () => getHeapStatistics().used_heap_size }
}

/**
 * A tenth of what Next.js makes for a request outlives V8's quick collections (bare Next.js: 9.0 %), and V8 lets it lie until the heap is four times
 * what is in use. The thorough collection stops everything for a moment, and nobody waits when nobody is being answered: so it is done then.
 * @param {import('node:http').Server} server
 * @param {Heap} [heap]
 */
export function collectWhenIdle(server, heap = openHeap()) {
  /** @type {Set<import('node:http').ServerResponse>} */
  const running = new Set()
  let least = heap.usedBytes()
  let collectedAt = performance.now()
  // What is left of a rush lies on many pages, each with little on it. A start is a rush, too.
  let isScattered = true

  const timer = setTimeout(() => {
    // Of several requests on a connection that broke only the first one's response is closed.
    for (const response of running) if (response.req.socket.destroyed) running.delete(response)
    const isGrown = heap.usedBytes() >= least + leastGrowth
    if (running.size > 0 || !(isScattered || isGrown)) return
    if (performance.now() < collectedAt + leastGapMs) return void timer.refresh()
    heap.collect()
    // By the next time little has been made, and V8 gathers what is left, and gives back the room that it had for what is new.
    isScattered = isGrown
    if (isScattered) timer.refresh()
    least = heap.usedBytes()
    collectedAt = performance.now()
  }, quietMs).unref()
  server.on('request', (_request, response) => {
    running.add(response)
    response.once('close', () => {
      running.delete(response)
      timer.refresh()
    })
  })
}
