// The migration history of an SQLite file.
import { randomUUID } from 'node:crypto'
import { closeSync, existsSync, mkdirSync, openSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import Database from 'better-sqlite3'

/**
 * @typedef {import('./history.mjs').Migration} Migration
 * @typedef {import('./history.mjs').HistoryRow} HistoryRow
 */

// Letter for letter the table of Prisma's engine.
export const SQLITE_HISTORY_TABLE = `CREATE TABLE IF NOT EXISTS "_prisma_migrations" (
    "id"                    TEXT PRIMARY KEY NOT NULL,
    "checksum"              TEXT NOT NULL,
    "finished_at"           DATETIME,
    "migration_name"        TEXT NOT NULL,
    "logs"                  TEXT,
    "rolled_back_at"        DATETIME,
    "started_at"            DATETIME NOT NULL DEFAULT current_timestamp,
    "applied_steps_count"   INTEGER UNSIGNED NOT NULL DEFAULT 0
)`

/**
 * `file:./data/portal.db`, `file:C:/portal.db` and `file:///srv/portal.db` as a path; a relative one starts at the working directory.
 * @param {string} databaseUrl
 */
export function sqliteFile(databaseUrl) {
  if (!databaseUrl.startsWith('file:')) throw new Error('DATABASE_URL must begin with file: or postgresql://')
  const [address = ''] = databaseUrl.split('?')
  return address.startsWith('file://') ? fileURLToPath(address) : resolve(address.slice('file:'.length))
}

/**
 * @param {string} databaseUrl
 * @returns {HistoryRow[]}
 */
export function peekSqlite(databaseUrl) {
  const file = sqliteFile(databaseUrl)
  if (!existsSync(file)) return []
  const database = new Database(file, { fileMustExist: true, timeout: 10_000 })
  try {
    return readRows(database)
  } finally {
    database.close()
  }
}

/**
 * @param {string} databaseUrl
 * @param {number} lockTimeoutMs
 */
export async function openSqlite(databaseUrl, lockTimeoutMs) {
  const file = sqliteFile(databaseUrl)
  createPrivately(file)
  const database = new Database(file, { timeout: lockTimeoutMs })
  try {
    await enterWriteAheadLog(database, lockTimeoutMs)
    // SQLite's way of changing a table is to build it anew, and that must not cascade into the rows that point at it.
    database.pragma('foreign_keys = OFF')
  } catch (error) {
    database.close()
    throw error
  }
  return {
    async rows() {
      return readRows(database)
    },
    /** @param {Migration} migration */
    async apply(migration) {
      const startedAt = Date.now()
      database.exec(SQLITE_HISTORY_TABLE)
      database.exec(migration.sql)
      const orphans = /** @type {unknown[]} */ (database.pragma('foreign_key_check'))
      if (orphans.length) throw new Error(`${migration.name} failed: it would leave ${rowCount(orphans.length)} pointing at nothing`)
      database
        .prepare(
          `INSERT INTO _prisma_migrations (id, checksum, started_at, finished_at, migration_name, applied_steps_count)
           VALUES (?, ?, ?, ?, ?, 1)`,
        )
        .run(randomUUID(), migration.checksum, startedAt, Date.now(), migration.name)
    },
    /**
     * @template T
     * @param {() => Promise<T>} work
     * @param {string} name
     * @returns {Promise<T>}
     */
    async inTransaction(work, name) {
      begin(database)
      try {
        const result = await work()
        database.exec('COMMIT')
        return result
      } catch (error) {
        if (database.inTransaction) database.exec('ROLLBACK')
        throw describe(error, name)
      }
    },
    /** One process does its background work by a timer. */
    async makeQueue() {},
    async close() {
      database.close()
    },
  }
}

/** @param {import('better-sqlite3').Database} database @returns {HistoryRow[]} */
function readRows(database) {
  if (!database.prepare("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = '_prisma_migrations'").get()) return []
  const rows = database.prepare('SELECT migration_name, checksum, finished_at, rolled_back_at FROM _prisma_migrations').all()
  return /** @type {Record<string, unknown>[]} */ (rows).map((row) => ({
    name: String(row.migration_name),
    checksum: String(row.checksum),
    finished: row.finished_at !== null,
    rolledBack: row.rolled_back_at !== null,
  }))
}

/**
 * The file holds sealed secrets: its owner alone may read it. SQLite gives `-wal` and `-shm` the same mode.
 * @param {string} file
 */
function createPrivately(file) {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
  closeSync(openSync(file, 'a', 0o600))
}

/**
 * Becoming WAL needs the file alone, and SQLite answers "busy" at once rather than wait its busy timeout for that.
 * @param {import('better-sqlite3').Database} database
 * @param {number} timeoutMs
 */
async function enterWriteAheadLog(database, timeoutMs) {
  const deadline = Date.now() + timeoutMs
  for (;;) {
    try {
      database.pragma('journal_mode = WAL')
      break
    } catch (error) {
      if (!isBusy(error) || Date.now() > deadline) throw describe(error)
      await delay(20)
    }
  }
  // better-sqlite3 is compiled with NORMAL for WAL, which may lose the last commits when the power fails.
  database.pragma('synchronous = FULL')
}

/** @param {import('better-sqlite3').Database} database */
function begin(database) {
  try {
    database.exec('BEGIN IMMEDIATE')
  } catch (error) {
    throw describe(error)
  }
}

/** @param {number} count */
const rowCount = (count) => (count === 1 ? '1 row' : `${count} rows`)

/** @param {unknown} error */
const isBusy = (error) => error instanceof Error && 'code' in error && String(error.code).startsWith('SQLITE_BUSY')

/**
 * @param {unknown} error
 * @param {string} [migration]
 */
function describe(error, migration) {
  if (isBusy(error)) return new Error('Another process keeps the database locked; is a migration running?', { cause: error })
  const name = error instanceof Error ? error.name : ''
  return migration && name === 'SqliteError'
    ? new Error(`${migration} failed: ${/** @type {Error} */ (error).message}`, { cause: error })
    : error
}
