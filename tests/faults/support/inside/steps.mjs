// Runs inside a portal that is about to be killed. Counts the steps of one exchange and ends the process at the wanted one.
// Only what the exchange itself does counts: a lease that is renewed or an older exchange that is brought home meanwhile does not.
import { AsyncLocalStorage } from 'node:async_hooks'
import { openSync, writeSync } from 'node:fs'

const { KILL_AT = '0', STEPS_FILE = '' } = process.env
const wanted = Number(KILL_AT)
// Taken before anybody wraps them.
const file = openSync(STEPS_FILE, 'a')
const write = writeSync

const exchange = new AsyncLocalStorage()
let isArmed = false
let passed = 0

export const isInExchange = () => exchange.getStore() === true

/** The first of them is the exchange; whatever comes later runs free. @param {() => unknown} work */
export function arm(work) {
  if (isArmed) return work()
  isArmed = true
  return exchange.run(true, work)
}

/** @param {() => unknown} work */
export const outsideExchange = (work) => exchange.exit(work)

/**
 * Stands right before the step, or, for what the outside does to us, right after it.
 * @param {string} label
 * @param {boolean} [belongs] whether it is known to belong to the exchange, whoever calls
 */
export function step(label, belongs = isInExchange()) {
  if (!belongs) return
  passed += 1
  const isLast = passed === wanted
  write(file, `${isLast ? 'killed at' : 'passed'} ${passed}: ${label}\n`)
  if (isLast) process.kill(process.pid, 'SIGKILL')
}
