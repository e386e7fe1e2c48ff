// What the migration folders hold, what the database remembers, and how the two differ. Pure but for reading the folder.
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'

/**
 * @typedef {{ name: string, sql: string, checksum: string }} Migration
 * @typedef {{ name: string, checksum: string, finished: boolean, rolledBack: boolean }} HistoryRow
 * @typedef {object} MigrationState
 * @property {string[]} pending here, and not in the database
 * @property {string[]} unknown in the database, and not here: a newer program has been at it
 * @property {string[]} changed applied with another text than the one here
 * @property {string[]} failed begun by Prisma's own command and never finished
 */

/**
 * @param {string} folder
 * @returns {Migration[]}
 */
export function readMigrations(folder) {
  return (
    readdirSync(folder, { withFileTypes: true })
      // Git leaves empty folders behind when a branch with a migration is left; Prisma minds those, we need not.
      .filter((entry) => entry.isDirectory() && existsSync(`${folder}/${entry.name}/migration.sql`))
      .map((entry) => entry.name)
      .sort()
      .map((name) => {
        const sql = readFileSync(`${folder}/${name}/migration.sql`, 'utf8')
        return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') }
      })
  )
}

/**
 * @param {Migration[]} migrations
 * @param {HistoryRow[]} rows
 * @returns {MigrationState}
 */
export function compareHistory(migrations, rows) {
  const known = new Map(migrations.map((migration) => [migration.name, migration.checksum]))
  const counted = rows.filter((row) => !row.rolledBack)
  const finished = new Map(counted.filter((row) => row.finished).map((row) => [row.name, row.checksum]))
  return {
    pending: [...known.keys()].filter((name) => !finished.has(name)),
    unknown: [...finished.keys()].filter((name) => !known.has(name)),
    changed: [...finished].filter(([name, checksum]) => known.has(name) && known.get(name) !== checksum).map(([name]) => name),
    failed: counted.filter((row) => !row.finished).map((row) => row.name),
  }
}

/**
 * The one sentence that says why this program must not touch this database, or null where it may.
 * @param {MigrationState} state
 * @param {{ pendingIsFine?: boolean }} [options]
 */
export function refusalFor(state, { pendingIsFine = false } = {}) {
  if (state.unknown.length) {
    return `The database is newer than this program, which does not know ${state.unknown.join(', ')}. Start the newer version.`
  }
  if (state.failed.length) {
    return `A migration was begun and never finished: ${state.failed.join(', ')}. Look at the database, then: npx prisma migrate resolve.`
  }
  if (state.changed.length) {
    return `A migration was changed after it had been applied: ${state.changed.join(', ')}. Put its old text back.`
  }
  if (state.pending.length && !pendingIsFine) {
    return `The database is older than this program: ${state.pending.join(', ')} is still to be applied. Run npm run db:migrate.`
  }
  return null
}
