// The migration history of a PostgreSQL database.
import { randomUUID } from 'node:crypto'
import pg from 'pg'

/**
 * @typedef {import('./history.mjs').Migration} Migration
 * @typedef {import('./history.mjs').HistoryRow} HistoryRow
 */

// Prisma's engine takes the same lock: our command and its own wait for each other.
const ADVISORY_LOCK = 72707369

// Letter for letter the table of Prisma's engine.
const TABLE = `CREATE TABLE IF NOT EXISTS _prisma_migrations (
    id                      VARCHAR(36) PRIMARY KEY NOT NULL,
    checksum                VARCHAR(64) NOT NULL,
    finished_at             TIMESTAMPTZ,
    migration_name          VARCHAR(255) NOT NULL,
    logs                    TEXT,
    rolled_back_at          TIMESTAMPTZ,
    started_at              TIMESTAMPTZ NOT NULL DEFAULT now(),
    applied_steps_count     INTEGER NOT NULL DEFAULT 0
)`

/**
 * @param {string} databaseUrl
 * @returns {Promise<HistoryRow[]>}
 */
export async function peekPostgres(databaseUrl) {
  const { client, schema } = await connect(databaseUrl)
  try {
    return await inTransaction(client, schema, () => readRows(client))
  } finally {
    await client.end()
  }
}

/**
 * @param {string} databaseUrl
 * @param {number} lockTimeoutMs
 */
export async function openPostgres(databaseUrl, lockTimeoutMs) {
  const { client, schema } = await connect(databaseUrl)
  return {
    rows: () => readRows(client),
    /** @param {Migration} migration */
    async apply(migration) {
      const startedAt = new Date()
      const found = await client.query('SELECT FROM pg_namespace WHERE nspname = $1', [schema])
      if (!found.rowCount) await client.query(`CREATE SCHEMA ${client.escapeIdentifier(schema)}`)
      await client.query(TABLE)
      await client.query(migration.sql)
      await client.query(
        `INSERT INTO _prisma_migrations (id, checksum, started_at, finished_at, migration_name, applied_steps_count)
         VALUES ($1, $2, $3, clock_timestamp(), $4, 1)`,
        [randomUUID(), migration.checksum, startedAt, migration.name],
      )
    },
    /**
     * @template T
     * @param {() => Promise<T>} work
     * @param {string} name
     * @returns {Promise<T>}
     */
    async inTransaction(work, name) {
      try {
        return await inTransaction(client, schema, async () => {
          await takeLock(client, lockTimeoutMs)
          return work()
        })
      } catch (error) {
        throw error instanceof pg.DatabaseError ? new Error(`${name} failed: ${error.message}`, { cause: error }) : error
      }
    },
    /**
     * The queue of the background work, so that the portal itself needs no right to make it. pg-boss ends transactions by itself: another connection
     * holds the lock meanwhile, and whoever waited for it finds the queue there.
     */
    async makeQueue() {
      const { openQueue } = await import('../../lib/jobs/queue.mjs')
      const { client: guard } = await connect(databaseUrl)
      try {
        await inTransaction(guard, schema, async () => {
          await takeLock(guard, lockTimeoutMs)
          await openQueue(databaseUrl, { executeSql: (text, values) => client.query(text, values) })
        })
      } catch (error) {
        throw new Error(`The schema pgboss, for the background work, can't be made: ${/** @type {Error} */ (error).message}`, {
          cause: error,
        })
      } finally {
        await guard.end()
      }
    },
    close: () => client.end(),
  }
}

/**
 * Schema, lock and settings hold for the transaction alone: behind PgBouncer the session is somebody else's right after.
 * @template T
 * @param {pg.Client} client
 * @param {string} schema
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
async function inTransaction(client, schema, work) {
  await client.query('BEGIN')
  try {
    await client.query(`SET LOCAL search_path TO ${client.escapeIdentifier(schema)}`)
    const result = await work()
    await client.query('COMMIT')
    return result
  } catch (error) {
    // The connection may be the thing that broke: the first error is the one to tell.
    await client.query('ROLLBACK').catch(() => {})
    throw error
  }
}

/**
 * @param {pg.Client} client
 * @returns {Promise<HistoryRow[]>}
 */
async function readRows(client) {
  const table = await client.query("SELECT to_regclass('_prisma_migrations') IS NOT NULL AS exists")
  if (!table.rows[0].exists) return []
  const { rows } = await client.query('SELECT migration_name, checksum, finished_at, rolled_back_at FROM _prisma_migrations')
  return rows.map((row) => ({
    name: row.migration_name,
    checksum: row.checksum,
    finished: row.finished_at !== null,
    rolledBack: row.rolled_back_at !== null,
  }))
}

/** @param {string} databaseUrl */
async function connect(databaseUrl) {
  if (!URL.canParse(databaseUrl)) throw new Error('DATABASE_URL is no valid address, such as postgresql://user:password@host:5432/portal')
  const url = new URL(databaseUrl)
  const schema = url.searchParams.get('schema') || 'public'
  // These are Prisma's words, not PostgreSQL's.
  for (const name of ['schema', 'connection_limit', 'pool_timeout', 'pgbouncer']) url.searchParams.delete(name)
  const client = new pg.Client({
    connectionString: url.toString(),
    connectionTimeoutMillis: 15_000,
    application_name: 'preauth-portal migrate',
  })
  // A server that goes away while we are between two queries would otherwise end the process without a sentence.
  client.on('error', () => {})
  try {
    await client.connect()
  } catch (error) {
    await client.end().catch(() => {})
    throw new Error(connectionRefusal(error, url), { cause: error })
  }
  return { client, schema }
}

/**
 * @param {pg.Client} client in a transaction, with whose end the lock goes
 * @param {number} lockTimeoutMs
 */
async function takeLock(client, lockTimeoutMs) {
  try {
    await client.query(`SET LOCAL lock_timeout = ${Math.ceil(lockTimeoutMs)}`)
    await client.query('SELECT pg_advisory_xact_lock($1)', [ADVISORY_LOCK])
    await client.query('SET LOCAL lock_timeout TO DEFAULT')
    await endWithUs(client)
  } catch (error) {
    if (!(error instanceof pg.DatabaseError) || error.code !== '55P03') throw error
    throw new Error('Another migration of this database has been running for a while; try again when it has ended.', { cause: error })
  }
}

/**
 * Should we be killed in a long statement, the server notices within a second and rolls back, rather than keep the lock to its end.
 * Older servers and some platforms cannot do this; they roll back when the statement is over.
 * @param {pg.Client} client
 */
async function endWithUs(client) {
  await client.query('SAVEPOINT before_setting')
  await client.query("SET LOCAL client_connection_check_interval = '1s'").catch(() => client.query('ROLLBACK TO SAVEPOINT before_setting'))
}

/**
 * One sentence, without the password that stands in the address.
 * @param {unknown} error
 * @param {URL} url
 */
function connectionRefusal(error, url) {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  const database = decodeURIComponent(url.pathname.slice(1))
  if (code === '3D000') return `PostgreSQL at ${url.host} has no database named ${database}; create it first: createdb ${database}`
  if (code === '28P01' || code === '28000') return `PostgreSQL at ${url.host} refuses the user name or password of DATABASE_URL.`
  if (code === 'ECONNREFUSED' || code === 'ENOTFOUND' || code === 'ETIMEDOUT') return `No PostgreSQL answers at ${url.host}.`
  return `PostgreSQL at ${url.host} cannot be used: ${error instanceof Error ? error.message : error}`
}
