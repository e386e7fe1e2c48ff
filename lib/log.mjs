// Every log line of the portal: JSON on stdout, one event a line. docs/decisions/0010-logs.md tells what may stand in it.
import pino from 'pino'
import { env } from './env.js'
import { allowFields } from './log/fields.mjs'
import { writeLine } from './log/standard-output.mjs'
import { requestContext } from './request-context.mjs'

/** @typedef {'debug' | 'info' | 'warn' | 'error' | 'fatal'} Level */
/** @typedef {(event: string, fields?: Record<string, unknown>) => void} Write */

// An event is written by a programmer: words, and at most the portal's own address behind them. Anything else was put together from values.
const eventForm = /^[A-Za-z]{1,24}([ -][A-Za-z]{1,24}){0,15}( https?:\/\/[a-z0-9.:[\]-]{1,260})?$/

function openLogger() {
  return pino(
    {
      level: env.LOG_LEVEL,
      base: undefined,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
    },
    { write: writeLine },
  )
}

// One for all bundles of the process.
const holder = /** @type {{ preauthPortalLog?: ReturnType<typeof openLogger> }} */ (globalThis)
const logger = (holder.preauthPortalLog ??= openLogger())

/** @param {string} event @param {Record<string, unknown> | undefined} fields @returns {[fields: object, event: string]} */
function line(event, fields) {
  const requestId = requestContext()?.id
  return [{ ...(requestId && { requestId }), ...allowFields(fields) }, eventForm.test(event) ? event : 'unnamed event']
}

/** @param {Level} level @returns {Write} */
const writeAt = (level) => (event, fields) => {
  if (logger.isLevelEnabled(level)) logger[level](...line(event, fields))
}

/**
 * `event` is a fixed name or a short fixed sentence. Of `fields` only the names and forms of lib/log/fields.mjs are written; give an error as `error`:
 * its message is left out, for messages quote values.
 */
export const log = {
  debug: writeAt('debug'),
  info: writeAt('info'),
  warn: writeAt('warn'),
  error: writeAt('error'),
  fatal: writeAt('fatal'),
  /** At every level, `silent` too: for what others wait for. @type {Write} */
  announce: (event, fields) => logger.child({}, { level: 'info' }).info(...line(event, fields)),
}
