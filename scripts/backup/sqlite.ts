// An SQLite file: taken while the portal writes to it, and built anew beside the place where it is to stand.
import { existsSync } from 'node:fs'
import { open, rename } from 'node:fs/promises'
import { dirname } from 'node:path'
import { pathToFileURL } from 'node:url'
import Database from 'better-sqlite3'
import type { HistoryRow } from '../migrations/history.mjs'
import { peekSqlite, sqliteFile } from '../migrations/sqlite.mjs'
import { migrate } from '../migrations.mjs'
import { Refusal } from '../steps/refusal.mjs'
import { syncFile, syncFolder } from './partial-files'

const LOCK_TIMEOUT_MS = 30_000
// `file:` and a path would end at a question mark in it.
const addressOf = (file: string) => pathToFileURL(file).href

/** @throws {Refusal} where there is no file */
export function requireSqlite(databaseUrl: string): void {
  const file = sqliteFile(databaseUrl)
  if (!existsSync(file)) throw new Refusal(`There is no database at ${file}: nothing to back up.`)
}

/**
 * SQLite's online backup. The read transaction holds one state of the database: in WAL nobody who writes waits for it, and without it
 * every commit of another process would make the backup begin anew.
 * @returns the migrations that the copy has seen
 */
export async function snapshotSqlite(databaseUrl: string, file: string): Promise<HistoryRow[]> {
  const from = sqliteFile(databaseUrl)
  // Made before SQLite does, for the mode.
  await (await open(file, 'wx', 0o600)).close()
  const source = new Database(from, { fileMustExist: true, timeout: LOCK_TIMEOUT_MS })
  try {
    source.exec('BEGIN')
    source.prepare('SELECT count(*) FROM sqlite_master').get()
    await source.backup(file)
  } finally {
    source.close()
  }
  checkFile(file, 'The database is damaged, and a backup of it could not be restored')
  const rows = peekSqlite(addressOf(file))
  if (!rows.length) throw new Refusal(`${from} holds no database of the portal: nothing to back up.`)
  return rows
}

/** @throws {Refusal} with SQLite's first complaint */
function checkFile(file: string, otherwise: string) {
  const database = new Database(file, { fileMustExist: true })
  try {
    const complaint = String(database.pragma('integrity_check(1)', { simple: true }))
    if (complaint !== 'ok') throw new Refusal(`${otherwise}: ${complaint}`)
    const orphans = database.pragma('foreign_key_check') as unknown[]
    if (orphans.length) throw new Refusal(`${otherwise}: rows of it point at nothing (${orphans.length})`)
  } finally {
    database.close()
  }
}

/**
 * A file without tables counts as none. A log beside it would be played into the restored database when that is opened.
 * @throws {Refusal} when a database stands there
 */
export function requireEmptySqlite(databaseUrl: string): void {
  const file = sqliteFile(databaseUrl)
  for (const leftover of [`${file}-wal`, `${file}-journal`]) {
    if (existsSync(leftover)) throw new Refusal(`${leftover} is left of another database: move it away first. Nothing was restored.`)
  }
  if (!existsSync(file) || hasNoTables(file)) return
  throw new Refusal(
    `${file} is there already, and a backup is restored into an empty place only: move it away first, or set another DATABASE_URL.`,
  )
}

function hasNoTables(file: string): boolean {
  const database = new Database(file, { fileMustExist: true })
  try {
    return database.prepare('SELECT 1 FROM sqlite_master').get() === undefined
  } catch {
    return false
  } finally {
    database.close()
  }
}

/** Brings the unpacked file to this version's schema, marks it, and leaves it as one file without a log, safe on disk. */
export async function buildSqlite(file: string, marks: string[], log: (line: string) => void): Promise<void> {
  checkFile(file, 'The database in the backup is damaged')
  await migrate(addressOf(file), { log })
  const database = new Database(file, { fileMustExist: true })
  try {
    database.exec(['BEGIN IMMEDIATE', ...marks, 'COMMIT'].join(';\n'))
  } finally {
    database.close()
  }
  if (existsSync(`${file}-wal`)) throw new Error(`${file} still has a log`)
  await syncFile(file)
}

/** The last step: from here on the restored database is there, whole. */
export async function placeSqlite(built: string, databaseUrl: string): Promise<void> {
  requireEmptySqlite(databaseUrl)
  const file = sqliteFile(databaseUrl)
  await rename(built, file)
  await syncFolder(dirname(file))
}

export const folderOf = (databaseUrl: string) => dirname(sqliteFile(databaseUrl))
