// Every statement that writes, and every begin and end of a transaction, becomes a step: better-sqlite3 and pg.
import { createRequire } from 'node:module'
import { step, isInExchange } from './steps.mjs'

const require = createRequire(import.meta.url)

/**
 * `UPDATE Attempt`, `COMMIT`; null for what only reads, and for when a log-in was last seen: that is noted once a minute, whatever is asked for, and would
 * shift the numbers.
 * @param {unknown} sql
 */
function nameOf(sql) {
  const text = String(sql)
  const verb = /^\s*(BEGIN|COMMIT|ROLLBACK|SAVEPOINT|RELEASE|INSERT|UPDATE|DELETE|REPLACE)\b/i.exec(text)?.[1]?.toUpperCase()
  if (!verb) return null
  const [, table = ''] = /\b(?:INTO|UPDATE|FROM)\s+(?:[`"]?\w+[`"]?\.)?[`"]?(\w+)/i.exec(text) ?? []
  return table === 'Session' ? null : `${verb} ${table}`.trim()
}

export function watchSqlite() {
  const Database = require('better-sqlite3')
  const memory = new Database(':memory:')
  const statements = Object.getPrototypeOf(memory.prepare('SELECT 1'))
  memory.close()
  for (const verb of ['run', 'all', 'get', 'iterate']) {
    const original = statements[verb]
    /** @this {{ source: string }} @param {unknown[]} given */
    statements[verb] = function (...given) {
      const name = nameOf(this.source)
      if (name) step(`sqlite ${name}`)
      return original.apply(this, given)
    }
  }
  const { exec } = Database.prototype
  /** @this {unknown} @param {string} sql */
  Database.prototype.exec = function (sql) {
    const name = nameOf(sql)
    if (name) step(`sqlite ${name}`)
    return exec.call(this, sql)
  }
}

export function watchPostgres() {
  const { Client } = /** @type {any} */ (require('pg'))
  const { query } = Client.prototype
  /** @this {any} @param {any[]} given */
  Client.prototype.query = function (...given) {
    const name = nameOf(given[0]?.text ?? given[0])
    if (!name || !isInExchange()) return query.apply(this, given)
    step(`pg ${name}`)
    const answer = query.apply(this, given)
    // On its way, and nobody knows yet whether it was heard: the worst moment of a transaction.
    if (name === 'COMMIT') setImmediate(() => step('pg COMMIT, sent', true))
    return answer
  }
}
