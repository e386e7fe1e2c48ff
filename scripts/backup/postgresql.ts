// A PostgreSQL database: dumped from one snapshot while the portal works, and brought back in one transaction.
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import type { HistoryRow } from '../migrations/history.mjs'
import { migrationsFor } from '../migrations.mjs'
import { Refusal } from '../steps/refusal.mjs'
import { sqlTime } from './marks'
import { connectPostgres, quoteIdentifier, requireClients, schemaOf, startClient, type RunningClient } from './postgres-client'

/** A database in one state of it, to be read once. */
export type Snapshot = { rows: HistoryRow[]; bytes: AsyncIterable<Buffer>; close(): Promise<void> }

/** One state of the database for both the list of migrations and the dump. pg_dump takes only locks that no reader or writer meets. */
export async function snapshotPostgres(databaseUrl: string): Promise<Snapshot> {
  const { client, rows, major } = await connectPostgres(databaseUrl)
  try {
    const schema = schemaOf(databaseUrl)
    if (!rows.length) throw new Refusal(`The schema ${schema} holds no database of the portal: nothing to back up.`)
    const { pgDump } = requireClients(major)
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY')
    const exported = await client.query<{ id: string }>('SELECT pg_export_snapshot() AS id')
    const history = await client.query<HistoryRow>(
      `SELECT migration_name AS name, checksum, finished_at IS NOT NULL AS finished, rolled_back_at IS NOT NULL AS "rolledBack"
         FROM ${quoteIdentifier(schema)}._prisma_migrations ORDER BY migration_name`,
    )
    // Uncompressed: the whole archive is compressed. Owners and privileges are the new place's own.
    const what = ['--format=custom', '--compress=0', '--no-owner', '--no-privileges', `--schema=${quoteIdentifier(schema)}`]
    const parameters = [...what, `--snapshot=${exported.rows[0]?.id}`, '--no-password']
    return { rows: history.rows, bytes: dump(pgDump, parameters, databaseUrl), close: () => client.end() }
  } catch (error) {
    await client.end()
    throw error
  }
}

async function* dump(program: string, parameters: string[], databaseUrl: string): AsyncGenerator<Buffer> {
  const { child, ended } = startClient(program, parameters, databaseUrl)
  try {
    for await (const piece of child.stdout) yield piece as Buffer
    await ended
  } finally {
    child.kill()
  }
}

/** @throws {Refusal} when a table of ours stands there */
export async function requireEmptyPostgres(databaseUrl: string): Promise<void> {
  const { client } = await connectPostgres(databaseUrl)
  try {
    const schema = schemaOf(databaseUrl)
    const ours = migrationsFor(databaseUrl).flatMap(({ sql }) => [...sql.matchAll(/CREATE TABLE "(\w+)"/g)].map(([, table]) => table))
    const { rows } = await client.query<{ tablename: string }>(
      'SELECT tablename FROM pg_tables WHERE schemaname = $1 AND tablename = ANY($2)',
      [schema, ['_prisma_migrations', ...ours]],
    )
    if (rows.length)
      throw new Refusal(
        `The database holds tables of the portal already (${rows.length}), and a backup is restored into an empty place only: create another database.`,
      )
  } finally {
    await client.end()
  }
}

/** The migrations that the dump has not seen yet, with their records as scripts/migrations/postgresql.mjs writes them. */
function pendingSql(databaseUrl: string, names: string[], now: Date): string[] {
  return migrationsFor(databaseUrl)
    .filter(({ name }) => names.includes(name))
    .flatMap(({ name, sql, checksum }) => [
      sql,
      `;INSERT INTO _prisma_migrations (id, checksum, started_at, finished_at, migration_name, applied_steps_count)
         VALUES ('${randomUUID()}', '${checksum}', ${sqlTime(now)}, clock_timestamp(), '${name}', 1)`,
    ])
}

/**
 * Everything in one transaction: the dump, newer migrations, the marks. BEGIN and COMMIT are ours, and not psql's --single-transaction,
 * which commits whatever it was given when its input ends: also when its input ends because we were killed.
 * @param beforeCommit runs when every statement has succeeded, and nobody sees any of it yet
 */
export async function restorePostgres(
  databaseUrl: string,
  dumpFile: string,
  { pending, marks, now }: { pending: string[]; marks: string[]; now: Date },
  beforeCommit: () => Promise<void>,
): Promise<void> {
  const { client, major } = await connectPostgres(databaseUrl)
  await client.end()
  const { psql, pgRestore } = requireClients(major)
  const schema = quoteIdentifier(schemaOf(databaseUrl))
  const database = startClient(psql, ['--no-psqlrc', '--quiet', '--no-password', '--set=ON_ERROR_STOP=1'], databaseUrl)
  database.child.stdout.resume()
  // The schema itself is left out of the script: the new place may have it.
  const script = ['--file=-', '--no-owner', '--no-privileges', `--schema=${schemaOf(databaseUrl)}`]
  const reader = startClient(pgRestore, [...script, dumpFile], databaseUrl)
  try {
    await feed(database, `BEGIN;\nCREATE SCHEMA IF NOT EXISTS ${schema};\n`)
    for await (const piece of reader.child.stdout) await feed(database, piece as Buffer)
    await reader.ended
    await feed(database, [`SET LOCAL search_path TO ${schema}`, ...pendingSql(databaseUrl, pending, now), ...marks, ''].join(';\n'))
    await feed(database, `\\warn ${READY}\n`)
    await untilReady(database)
    await beforeCommit()
    await feed(database, 'COMMIT;\n')
    database.child.stdin.end()
    await database.ended
  } catch (error) {
    reader.child.kill()
    database.child.kill()
    // Where psql has refused a statement, that is the reason.
    await database.ended.catch((refusal: Refusal) => {
      if (/ERROR|FATAL/.test(database.complaints())) throw refusal
    })
    throw error
  }
}

const READY = 'preauth-portal: every statement has succeeded'

async function untilReady({ child, complaints, ended }: RunningClient): Promise<void> {
  while (!complaints().includes(READY))
    await Promise.race([once(child.stderr, 'data'), ended.then(() => Promise.reject(new Error('psql has gone')))])
}

async function feed({ child, ended }: RunningClient, text: string | Buffer): Promise<void> {
  if (!child.stdin.write(text)) await Promise.race([once(child.stdin, 'drain'), ended])
}
