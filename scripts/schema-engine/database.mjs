// The databases under the WASM schema engine: driver adapters, with the faults of those adapters worked around one by one.
import { closeSync, existsSync, openSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { PrismaBetterSqlite3 } from '@prisma/adapter-better-sqlite3'
import { PrismaPg } from '@prisma/adapter-pg'
import pg from 'pg'
import { SQLITE_HISTORY_TABLE, sqliteFile } from '../migrations/sqlite.mjs'

/** @typedef {import('@prisma/driver-adapter-utils').SqlMigrationAwareDriverAdapterFactory} Factory */

/** @param {string} url */
export const usesSqlite = (url) => url.startsWith('file:')

/** @param {string} url @returns {Promise<Factory>} */
export async function openForEngine(url) {
  return usesSqlite(url) ? mendSqlite(sqliteFactory(url)) : postgresFactory(url)
}

/** @param {string} url */
const sqliteFactory = (url) => new PrismaBetterSqlite3({ url: `file:${sqliteFile(url)}` }, { shadowDatabaseUrl: ':memory:' })

/**
 * The engine hands whole scripts to executeRaw, and better-sqlite3 prepares one statement only. And where it asks for a partial index it writes the
 * name in double quotes, which better-sqlite3 takes for a column.
 * @param {Factory} factory
 * @returns {Factory}
 */
function mendSqlite(factory) {
  for (const method of /** @type {const} */ (['connect', 'connectToShadowDb'])) {
    const open = factory[method].bind(factory)
    factory[method] = async () => {
      const adapter = await open()
      const run = adapter.executeRaw.bind(adapter)
      adapter.executeRaw = async (query) => {
        if (query.args.length) return run(query)
        await adapter.executeScript(query.sql)
        return 0
      }
      const ask = adapter.queryRaw.bind(adapter)
      adapter.queryRaw = (query) => ask({ ...query, sql: query.sql.replace(/(FROM sqlite_master WHERE .* name = )"(\w+)"/, "$1'$2'") })
      return adapter
    }
  }
  return factory
}

/** @param {string} url @returns {Factory} */
function postgresFactory(url) {
  nameTheCharType()
  const schema = new URL(url).searchParams.get('schema') ?? undefined
  /** @param {string} connectionString */
  const open = (connectionString) => new PrismaPg({ connectionString, max: 4 }, schema ? { schema } : undefined)
  const factory = open(url)
  // PrismaPg's own shadow connects to the MAIN database, because pg lets the connection string win over `database`;
  // `migrate dev` would then empty that. So the shadow is a database of our own making, dropped when it is done with.
  factory.connectToShadowDb = async () => {
    const name = `prisma_migrate_shadow_db_${crypto.randomUUID()}`
    const main = await open(url).connect()
    await main.executeScript(`CREATE DATABASE "${name}"`)
    const address = new URL(url)
    address.pathname = `/${name}`
    const shadow = await open(address.toString()).connect()
    const dispose = shadow.dispose.bind(shadow)
    shadow.dispose = async () => {
      await dispose()
      await main.executeScript(`DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`)
      await main.dispose()
    }
    return shadow
  }
  return factory
}

/** The describer reads the catalogue's type "char" (18), unknown to adapter-pg; bpchar (1042) reads the same (prisma/orm#27403). */
function nameTheCharType() {
  const Result = createRequire(import.meta.url)('pg/lib/result.js')
  const { addFields } = Result.prototype
  /** @param {{ dataTypeID: number }[]} fields */
  Result.prototype.addFields = function addKnownFields(fields) {
    for (const field of fields) if (field.dataTypeID === 18) field.dataTypeID = 1042
    return addFields.call(this, fields)
  }
}

/** @param {string} url */
export async function withMigrationsTable(url) {
  const adapter = await sqliteFactory(url).connect()
  try {
    await adapter.executeScript(SQLITE_HISTORY_TABLE)
  } finally {
    await adapter.dispose()
  }
}

/** @param {string} url */
export async function resetSqlite(url) {
  for (const suffix of ['', '-wal', '-shm', '-journal']) rmSync(sqliteFile(url) + suffix, { force: true })
  await createDatabase(url)
}

/** @param {string} url */
export async function createDatabase(url) {
  if (usesSqlite(url)) {
    closeSync(openSync(sqliteFile(url), 'a', 0o600))
    return url
  }
  const address = new URL(url)
  const name = decodeURIComponent(address.pathname.slice(1))
  address.pathname = '/postgres'
  address.search = ''
  await withClient(address.toString(), async (client) => {
    const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [name])
    if (!rowCount) await client.query(`CREATE DATABASE ${client.escapeIdentifier(name)}`)
  })
  return name
}

/** Rejects with Prisma's code for what is wrong. @param {string} url */
export async function probeDatabase(url) {
  if (usesSqlite(url)) {
    if (!existsSync(sqliteFile(url))) throw coded('P1003', 'The database file does not exist')
    return
  }
  try {
    await withClient(url.split('?')[0] ?? url, (client) => client.query('SELECT 1'))
  } catch (error) {
    const missing = error instanceof pg.DatabaseError && error.code === '3D000'
    throw coded(missing ? 'P1003' : 'P1001', error instanceof Error ? error.message : String(error))
  }
}

/**
 * @param {string} connectionString
 * @param {(client: pg.Client) => Promise<unknown>} work
 */
async function withClient(connectionString, work) {
  const client = new pg.Client({ connectionString })
  try {
    await client.connect()
    await work(client)
  } finally {
    await client.end().catch(() => {})
  }
}

/**
 * @param {string} code
 * @param {string} message
 */
const coded = (code, message) => Object.assign(new Error(message), { code })
