#!/usr/bin/env node
// A developer's tool: takes the place of Prisma's native `schema-engine`, which cannot be downloaded everywhere.
// Prisma's CLI starts it (prisma.config.ts points there) and talks JSON-RPC over stdin and stdout; the WASM build of the
// same engine does the work over a driver adapter. Setting up and running the portal need none of this: scripts/migrations.mjs.
import { createInterface } from 'node:readline'
import { pathToFileURL } from 'node:url'
import { createDatabase, openForEngine, probeDatabase, resetSqlite, usesSqlite, withMigrationsTable } from './schema-engine/database.mjs'

const argv = process.argv.slice(2)
/** @param {string} name @returns {string[]} */
const options = (name) => argv.flatMap((argument, at) => (argument === name ? [argv[at + 1] ?? ''] : []))
const url = JSON.parse(options('--datasource')[0] ?? '{}').url ?? process.env.DATABASE_URL ?? ''

// SQLite's WASM engine reports P1014 where the native one says "no migrations yet".
const NEEDS_MIGRATIONS_TABLE = [
  'devDiagnostic',
  'diagnoseMigrationHistory',
  'applyMigrations',
  'markMigrationApplied',
  'markMigrationRolledBack',
]

/** @typedef {{ errorRegistry?: { consumeError?: (id: number) => { error?: unknown } | undefined } }} BoundFactory */
/** @type {{ instance: Record<string, (params: unknown) => unknown>, bound: BoundFactory } | undefined} */
let engine

if (argv.includes('--version') || argv.includes('-V')) console.log('schema-engine-cli wasm')
else if (argv.includes('cli')) await runSubcommand(argv[argv.indexOf('cli') + 1])
else serve()

/** @param {string | undefined} subcommand */
async function runSubcommand(subcommand) {
  try {
    if (subcommand === 'can-connect-to-database') await probeDatabase(url)
    else if (subcommand === 'create-database') await createDatabase(url)
    else throw new Error(`The WASM schema engine has no command ${subcommand}`)
  } catch (error) {
    const { message, code } = asFailure(error)
    // The CLI drops the first line of stderr and reads the others as log records.
    const record = { level: 'ERROR', target: 'schema_engine::logger', fields: { message, error_code: code ?? 'P1000' } }
    process.stderr.write(`\n${JSON.stringify(record)}\n`)
    process.exitCode = 1
  }
}

/** Answers one request after the other: the engine is not made for two at once. */
function serve() {
  let last = Promise.resolve()
  const lines = createInterface({ input: process.stdin, crlfDelay: Infinity })
  lines.on('line', (line) => {
    const request = JSON.parse(line)
    // What has no method is the CLI's answer to a `print` of ours.
    if (request.method) last = last.then(() => answer(request))
  })
  lines.on('close', () => last.then(() => process.exit(0)))
}

/** @param {{ id: number, method: string, params: unknown }} request */
async function answer({ id, method, params }) {
  try {
    send({ id, result: await call(method, params) })
  } catch (error) {
    const { message, code } = asFailure(error)
    send({ id, error: { code: 4466, message: 'An error happened.', data: { is_panic: false, message, error_code: code, meta: null } } })
  }
}

/**
 * @param {string} method
 * @param {unknown} params
 */
async function call(method, params) {
  if (method === 'createDatabase') return { databaseName: await createDatabase(url) }
  if (method === 'getDatabaseDescription') return ''
  if (usesSqlite(url) && NEEDS_MIGRATIONS_TABLE.includes(method)) await withMigrationsTable(url)
  if (usesSqlite(url) && method === 'reset') {
    // The WASM engine would leave SQLite's tables where they are.
    engine?.instance.free?.(undefined)
    engine = undefined
    await resetSqlite(url)
    return {}
  }
  const { instance } = (engine ??= await startEngine())
  if (method === 'getDatabaseVersion') return instance.version?.(params)
  if (typeof instance[method] !== 'function') throw new Error(`The WASM schema engine has no method ${method}`)
  const result = /** @type {Record<string, unknown> | undefined} */ (await instance[method](params)) ?? {}
  if (method !== 'diff') return result
  if (result.stdout) send({ id: 1_000_000, method: 'print', params: { content: result.stdout } })
  return { ...result, stdout: null }
}

async function startEngine() {
  const { readFileSync } = await import('node:fs')
  const { createRequire } = await import('node:module')
  const { bindMigrationAwareSqlAdapterFactory } = await import('@prisma/driver-adapter-utils')
  const glueFile = createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm/schema_engine_bg')
  const glue = await import(pathToFileURL(glueFile).href)
  const binary = readFileSync(glueFile.replace(/\.js$/, '.wasm'))
  const { instance: wasm } = await WebAssembly.instantiate(binary, { './schema_engine_bg.js': glue })
  glue.__wbg_set_wasm(wasm.exports)
  const begin = /** @type {() => void} */ (wasm.exports.__wbindgen_start)
  begin()
  const bound = bindMigrationAwareSqlAdapterFactory(await openForEngine(url))
  const datamodels = options('--datamodels').map((file) => [file, readFileSync(file, 'utf8')])
  const instance = await glue.SchemaEngine.new({ datamodels: datamodels.length ? datamodels : undefined }, () => {}, bound)
  return { instance, bound }
}

/** An adapter's failure comes back as a number; the adapter kept the error itself. @param {unknown} error */
function asFailure(error) {
  const message = error instanceof Error ? error.message : String(error)
  const code = error instanceof Error && 'code' in error ? String(error.code) : undefined
  const number = /External error id#(\d+)/.exec(message)?.[1]
  const kept = number && engine?.bound.errorRegistry?.consumeError?.(Number(number))
  if (!kept) return { message, code }
  return { message: `${message}\n${kept.error instanceof Error ? kept.error.stack : kept.error}`, code }
}

/** @param {object} message */
function send(message) {
  process.stdout.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`)
}
