// Tells of every statement that this process sends to its database, by better-sqlite3 or by pg.
import { createRequire } from 'node:module'

const require = createRequire(import.meta.url)

/** @typedef {{ sql: string, values: unknown[] }} Statement */

/** @param {(statement: Statement) => void} take */
export function watchStatements(take) {
  watchSqlite(take)
  watchPostgres(take)
}

/** @param {(statement: Statement) => void} take */
function watchSqlite(take) {
  const Database = require('better-sqlite3')
  const memory = new Database(':memory:')
  const statements = Object.getPrototypeOf(memory.prepare('SELECT 1'))
  memory.close()
  const { bind } = statements
  // Prisma binds its values before it asks; nobody else here does.
  /** @this {{ source: string }} @param {unknown[]} values */
  statements.bind = function (values) {
    take({ sql: this.source, values })
    return bind.call(this, values)
  }
}

/** @param {(statement: Statement) => void} take */
function watchPostgres(take) {
  const { Client } = /** @type {any} */ (require('pg'))
  const { query } = Client.prototype
  /** @this {unknown} @param {any[]} given */
  Client.prototype.query = function (...given) {
    const [asked, values = asked.values] = given
    if (asked.text) take({ sql: asked.text, values: values ?? [] })
    return query.apply(this, given)
  }
}
