import 'server-only'
import { db, rawSql } from './db'
import { env } from './env.js'

/** Whether the database answers. */
export const isDatabaseAlive = (): Promise<boolean> =>
  db.$queryRaw`SELECT 1`.then(
    () => true,
    () => false,
  )

/** `newest`: the name of the last migration that ended; `unfinished`: those that began and never did. */
export type Migrations = { count: number; newest: string; unfinished: number }
type MigrationRow = { migration_name: string; isDone: number | bigint }

/** What `npm run db:migrate` has noted of this database; null where that can't be read. */
export async function getMigrations(): Promise<Migrations | null> {
  const rows = await db.$queryRaw<MigrationRow[]>`
    SELECT migration_name, CASE WHEN finished_at IS NULL THEN 0 ELSE 1 END AS "isDone" FROM ${migrationTable()}
    WHERE rolled_back_at IS NULL ORDER BY migration_name`.catch(() => null)
  if (!rows) return null
  const done = rows.filter(({ isDone }) => Number(isDone) === 1)
  return { count: done.length, newest: done.at(-1)?.migration_name ?? '', unfinished: rows.length - done.length }
}

/** A query written by hand does not know of the schema that a PostgreSQL address may name, nor what a pooled session was last told to look at. */
function migrationTable() {
  const schema = env.DATABASE_URL.startsWith('file:') ? 'main' : new URL(env.DATABASE_URL).searchParams.get('schema') || 'public'
  return rawSql(`"${schema.replaceAll('"', '""')}"._prisma_migrations`)
}
