// One line a step, with its time.

/** @param {number} startedAt */
export const secondsSince = (startedAt) => `${((Date.now() - startedAt) / 1000).toFixed(1)} s`

/** @param {import('./stop.mjs').Stop} stop */
export function stepper(stop) {
  /**
   * @param {string} done what is so when the work is done
   * @param {() => Promise<unknown>} work
   * @param {string} [announcement] for work that makes people wait
   */
  return async function step(done, work, announcement) {
    if (stop.requested) throw new Error('stopped')
    if (announcement) console.log(`${announcement} …`)
    const startedAt = Date.now()
    await work()
    console.log(`${done} (${secondsSince(startedAt)})`)
  }
}
