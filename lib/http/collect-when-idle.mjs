import { getHeapStatistics, setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

const quietMs = 250
const leastGapMs = 10_000
const leastGrowth = 16 * 1024 * 1024

/** Node.js shows its collector only to whoever asks for it by a flag. @returns {() => void} */
function exposeCollector() {
  setFlagsFromString('--expose-gc')
  return runInNewContext('gc')
}

/**
 * A tenth of what Next.js makes for a request outlives V8's quick collections (bare Next.js: 9.0 %), and V8 lets it lie until the heap is four times
 * what is in use. The thorough collection stops everything for a moment, and nobody waits when nobody is being answered: so it is done then.
 * @param {import('node:http').Server} server
 * @param {() => void} [collect]
 */
export function collectWhenIdle(server, collect = exposeCollector()) {
  let running = 0
  let least = getHeapStatistics().used_heap_size
  let collectedAt = -Infinity

  const timer = setTimeout(() => {
    const used = getHeapStatistics().used_heap_size
    if (running > 0 || used < least + leastGrowth || performance.now() < collectedAt + leastGapMs) return
    collect()
    least = getHeapStatistics().used_heap_size
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
