// The two kinds of database that the migrations must treat alike, and a way to ask either a question.
import { join } from 'node:path'
import Database from 'better-sqlite3'
import pg from 'pg'
import { inject } from 'vitest'
import { newFolder } from './new-folder'
import { createDatabase } from './postgres'

export type Row = Record<string, unknown>

export const kinds = [
  { kind: 'SQLite', folder: 'prisma', newUrl: async () => `file:${join(newFolder(), 'data', 'portal.db')}` },
  { kind: 'PostgreSQL', folder: 'prisma/postgresql', newUrl: () => createDatabase(inject('postgresUrl')) },
] as const

export async function query(url: string, sql: string): Promise<Row[]> {
  if (url.startsWith('file:')) {
    const database = new Database(url.slice('file:'.length))
    try {
      const statement = database.prepare(sql)
      if (statement.reader) return statement.all() as Row[]
      statement.run()
      return []
    } finally {
      database.close()
    }
  }
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query(sql)).rows
  } finally {
    await client.end()
  }
}

export async function tableNames(url: string): Promise<string[]> {
  const sql = url.startsWith('file:')
    ? `SELECT name FROM sqlite_master WHERE type = 'table'`
    : `SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public'`
  return (await query(url, sql)).map((row) => String(row.name)).sort()
}

/** Takes what a running migration holds; call the answer to give it back. */
export async function holdMigrationLock(url: string): Promise<() => Promise<void>> {
  if (url.startsWith('file:')) {
    const database = new Database(url.slice('file:'.length))
    database.exec('BEGIN IMMEDIATE')
    return async () => void database.close()
  }
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query('SELECT pg_advisory_lock(72707369)')
  return () => client.end()
}
