// Ctrl-C, a service manager's SIGTERM, a terminal that is closed: three ways to say stop.

/** @typedef {{ signal: Promise<null>, requested: boolean }} Stop */

/**
 * @param {() => void} atOnce what need not wait for the story to notice
 * @returns {Stop}
 */
export function onStopSignal(atOnce) {
  /** @type {Stop} */
  const stop = { requested: false, signal: Promise.resolve(null) }
  stop.signal = new Promise((resolve) => {
    for (const name of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
      process.on(name, () => {
        if (stop.requested) return
        stop.requested = true
        console.log('\nstopping …')
        atOnce()
        resolve(null)
      })
    }
  })
  return stop
}
