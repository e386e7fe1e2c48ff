// What Next.js, next-auth, Prisma, React and Node.js say by themselves quotes values: of theirs, too, only what an error is and where becomes a line.
import { types } from 'node:util'
import { log } from '../log.mjs'

/** @type {Record<string, 'debug' | 'warn' | 'error'>} */
const levels = { log: 'debug', info: 'debug', debug: 'debug', dir: 'debug', table: 'debug', warn: 'warn', trace: 'warn', error: 'error' }

/** @type {WeakSet<object>} Next.js writes on the console what it was told of as an uncaught exception. */
const told = new WeakSet()

/** @param {unknown} value @returns {value is Error} */
const isError = (value) => types.isNativeError(value) || value instanceof Error

/** Who called: all that can be told of a text. @param {(...given: unknown[]) => void} called */
function placeOf(called) {
  const place = Object.assign(new Error(), { name: 'NoError' })
  Error.captureStackTrace(place, called)
  return place
}

/** From now on the console writes JSON lines that hold no text. */
export function captureConsole() {
  for (const [method, level] of Object.entries(levels)) {
    const write = (/** @type {unknown[]} */ ...given) => {
      const error = given.find(isError)
      if (error && told.has(error)) return
      if (error) told.add(error)
      log[level]('console', { error: error ?? (level === 'debug' ? undefined : placeOf(write)), count: given.length })
    }
    Reflect.set(console, method, write)
  }
}

/**
 * Node.js would write a warning, or the exception that ends the process, with its whole text. Whether the process ends is left as it was: Next.js
 * goes on once it listens by itself; before that the portal ends with exit code 1.
 */
export function captureExceptions() {
  process.removeAllListeners('warning')
  process.on('warning', (error) => log.warn('process warning', { error }))
  for (const name of /** @type {const} */ (['uncaughtException', 'unhandledRejection'])) {
    process.on(name, (/** @type {unknown} */ error) => {
      if (isError(error)) told.add(error)
      log.fatal(name === 'uncaughtException' ? 'uncaught exception' : 'unhandled rejection', { error })
      if (process.listenerCount(name) === 1) process.exit(1)
    })
  }
}
