// PostgreSQL's own programs, and how they are told where the database is: by their environment. Arguments can be read by everybody on the machine.
import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process'
import { basename } from 'node:path'
import pg from 'pg'
import { peekPostgres } from '../migrations/postgresql.mjs'
import { findPostgresClients } from '../steps/postgres-tools.mjs'
import { Refusal } from '../steps/refusal.mjs'

/** Prisma's word for it; PostgreSQL's own default otherwise. */
export const schemaOf = (databaseUrl: string) => new URL(databaseUrl).searchParams.get('schema') || 'public'

export const quoteIdentifier = (name: string) => `"${name.replaceAll('"', '""')}"`

/** The environment for a program of PostgreSQL: of ours nothing but the address. */
export function buildClientEnvironment(databaseUrl: string, own: Record<string, string | undefined>): Record<string, string> {
  const { searchParams, hostname, port, username, password, pathname } = new URL(databaseUrl)
  const kept = Object.entries(own).filter(([name]) => /^(PATH|HOME|SystemRoot|TEMP|TMP|APPDATA|PG[A-Z]+)$/.test(name))
  const given = {
    PGHOST: searchParams.get('host') || decodeURIComponent(hostname).replace(/^\[|\]$/g, ''),
    PGPORT: port,
    PGUSER: decodeURIComponent(username),
    PGPASSWORD: decodeURIComponent(password),
    PGDATABASE: decodeURIComponent(pathname.slice(1)),
    PGSSLMODE: searchParams.get('sslmode') || (searchParams.get('ssl') === 'true' ? 'require' : ''),
    PGSSLROOTCERT: searchParams.get('sslrootcert'),
    PGSSLCERT: searchParams.get('sslcert'),
    PGSSLKEY: searchParams.get('sslkey'),
    PGAPPNAME: 'preauth-portal backup',
    PGCONNECT_TIMEOUT: '15',
    PGCLIENTENCODING: 'UTF8',
    LC_ALL: 'C',
  }
  return Object.fromEntries([...kept, ...Object.entries(given)].flatMap(([name, value]) => (value ? [[name, value]] : [])))
}

/**
 * A connection of ours. Looked at first by way of the migrations, which have a sentence for each way in which it can fail.
 * @returns with it what the database remembers of its migrations
 */
export async function connectPostgres(databaseUrl: string) {
  const rows = await peekPostgres(databaseUrl)
  const url = new URL(databaseUrl)
  // These are Prisma's words, not PostgreSQL's.
  for (const name of ['schema', 'connection_limit', 'pool_timeout', 'pgbouncer']) url.searchParams.delete(name)
  const client = new pg.Client({
    connectionString: url.toString(),
    connectionTimeoutMillis: 15_000,
    application_name: 'preauth-portal backup',
  })
  client.on('error', () => {})
  await client.connect()
  const version = await client.query<{ server_version_num: string }>('SHOW server_version_num')
  const major = String(Math.floor(Number(version.rows[0]?.server_version_num) / 10_000))
  return { client, rows, major }
}

/** @throws {Refusal} where they are not installed */
export function requireClients(major: string) {
  const clients = findPostgresClients(major)
  if (!clients)
    throw new Refusal(`This needs PostgreSQL's programs pg_dump, pg_restore and psql: apt-get install postgresql-client-${major}`)
  return clients
}

export type RunningClient = {
  child: ChildProcessWithoutNullStreams
  complaints: () => string
  /** @throws {Refusal} when it failed, with its own words */
  ended: Promise<void>
}

export function startClient(program: string, parameters: string[], databaseUrl: string): RunningClient {
  const child = spawn(program, parameters, { env: buildClientEnvironment(databaseUrl, process.env) as NodeJS.ProcessEnv })
  let complaints = ''
  child.stderr.on('data', (chunk: Buffer) => (complaints = (complaints + chunk).slice(-20_000)))
  // What it could not take any more is told by how it ends.
  child.stdin.on('error', () => {})
  const ended = new Promise<void>((resolve, reject) => {
    child.once('error', (cause) => reject(new Refusal(`${basename(program)} can't be started: ${cause.message}`)))
    child.once('close', (code, signal) => {
      if (code === 0) return resolve()
      const lines = complaints.split('\n').filter(Boolean)
      const why = lines.find((line) => /error|fatal/i.test(line)) ?? lines.at(-1) ?? `it ended with ${code ?? signal}`
      reject(new Refusal(`${basename(program)} failed: ${why}`))
    })
  })
  // Awaited later; a failure before that must not end the process without a sentence.
  ended.catch(() => {})
  return { child, complaints: () => complaints, ended }
}
