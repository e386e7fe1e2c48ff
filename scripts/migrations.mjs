// Brings a database to this program's schema, and says how far the two are apart.
// It writes the same `_prisma_migrations` rows as `prisma migrate deploy`, so either may be used on the same database;
// unlike Prisma's command it needs no native engine, and each migration commits together with its record.
import { fileURLToPath } from 'node:url'
import { compareHistory, readMigrations, refusalFor } from './migrations/history.mjs'

export { refusalFor }

/**
 * @typedef {import('./migrations/history.mjs').MigrationState} MigrationState
 * @typedef {{ log?: (line: string) => void, folder?: string, lockTimeoutMs?: number }} MigrateOptions
 */

const PRISMA_FOLDER = fileURLToPath(new URL('../prisma', import.meta.url))

/** @param {string} databaseUrl */
export const isPostgres = (databaseUrl) => /^postgres(ql)?:/.test(databaseUrl)

// Each brings a driver along, and a start waits for it: only the one that is needed is loaded.
const postgresql = () => import('./migrations/postgresql.mjs')
const sqlite = () => import('./migrations/sqlite.mjs')

/**
 * The migrations that belong to a database's kind.
 * @param {string} databaseUrl
 * @param {string} [folder] where `migrations/` and `postgresql/migrations/` lie
 */
export function migrationsFor(databaseUrl, folder = PRISMA_FOLDER) {
  return readMigrations(isPostgres(databaseUrl) ? `${folder}/postgresql/migrations` : `${folder}/migrations`)
}

/**
 * Compares without changing anything: a database that does not exist yet has everything pending.
 * @param {string} databaseUrl
 * @param {{ folder?: string }} [options]
 * @returns {Promise<MigrationState>}
 */
export async function migrationState(databaseUrl, { folder } = {}) {
  const rows = isPostgres(databaseUrl) ? await (await postgresql()).peekPostgres(databaseUrl) : (await sqlite()).peekSqlite(databaseUrl)
  return compareHistory(migrationsFor(databaseUrl, folder), rows)
}

/**
 * Applies what is pending, in the order of the folder names, and makes the queue of the background work where it needs one. Safe to kill at any moment and to run twice at once.
 * @param {string} databaseUrl
 * @param {MigrateOptions} [options]
 * @returns {Promise<{ applied: string[], total: number }>}
 */
export async function migrate(databaseUrl, { log = () => {}, folder, lockTimeoutMs = 30_000 } = {}) {
  const migrations = migrationsFor(databaseUrl, folder)
  const database = isPostgres(databaseUrl)
    ? await (await postgresql()).openPostgres(databaseUrl, lockTimeoutMs)
    : await (await sqlite()).openSqlite(databaseUrl, lockTimeoutMs)
  /** @type {string[]} */
  const applied = []
  try {
    for (const migration of migrations) {
      // Inside the transaction, because another process may have applied it since the last look.
      const done = await database.inTransaction(async () => {
        const state = compareHistory(migrations, await database.rows())
        const refusal = refusalFor(state, { pendingIsFine: true })
        if (refusal) throw new Error(refusal)
        if (!state.pending.includes(migration.name)) return false
        log(`applying ${migration.name}`)
        await database.apply(migration)
        return true
      }, migration.name)
      if (done) applied.push(migration.name)
    }
    await database.makeQueue()
  } finally {
    await database.close()
  }
  return { applied, total: migrations.length }
}
