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
  let running = 0
  let least = heap.usedBytes()
  let collectedAt = performance.now()
  // A start is a rush, too.
  let isRushOver = true

  const timer = setTimeout(() => {
    if (running > 0 || !(isRushOver || heap.usedBytes() >= least + leastGrowth)) return
    if (performance.now() < collectedAt + leastGapMs) return void timer.refresh()
    heap.collect()
    // Once little is made, V8 gives back the room for what is new, and gathers what is left from the many pages that a rush has scattered it over.
    isRushOver = !isRushOver
    if (isRushOver) timer.refresh()
    least = heap.usedBytes()
    collectedAt = performance.now()
  }, quietMs).unref()
  server.on('request', (_request, response) => {
    running++
    response.once('close', () => {
      running--
      timer.refresh()
    })
  })
}
