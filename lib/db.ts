import 'server-only'
import { setTimeout as delay } from 'node:timers/promises'
import { PrismaBetterSqlite3 } from '@prisma/adapter-better-sqlite3'
import { PrismaPg } from '@prisma/adapter-pg'
import { env } from './env.js'
import { PrismaClient as PostgresqlClient } from './generated/postgresql/client'
import { Prisma, PrismaClient as SqliteClient } from './generated/sqlite/client'

/** The models are the same on both databases (scripts/sync-schema.mjs), so one type serves. */
export type Db = SqliteClient

// better-sqlite3 is compiled with synchronous=NORMAL for WAL: a power cut could then undo a commit that we have already told of.
// What is deleted, a user's key above all, is overwritten: it does not stay in the file's free pages.
class DurableSqlite extends PrismaBetterSqlite3 {
  override async connect() {
    const connection = await super.connect()
    await connection.executeScript(
      'PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA secure_delete = ON;',
    )
    return connection
  }
}

// PostgreSQL breaks on NUL even in a question. No value of ours holds it: what does finds nothing, in place of an error.
class NulFreePostgres extends PrismaPg {
  override async connect() {
    const connection = await super.connect()
    const clean = <Query extends { args: unknown[] }>(query: Query) => ({
      ...query,
      args: query.args.map((value) => (typeof value === 'string' ? value.replaceAll('\0', '\uFFFD') : value)),
    })
    const { queryRaw, executeRaw } = connection
    connection.queryRaw = (query) => queryRaw.call(connection, clean(query))
    connection.executeRaw = (query) => executeRaw.call(connection, clean(query))
    return connection
  }
}

function openDatabase(url: string): Db {
  if (!url.startsWith('file:')) {
    const schema = new URL(url).searchParams.get('schema') ?? undefined
    return new PostgresqlClient({
      adapter: new NulFreePostgres({ connectionString: url, max: env.DATABASE_POOL, connectionTimeoutMillis: 5_000 }, { schema }),
    }) as unknown as Db
  }
  // better-sqlite3 waits for a lock with the whole process: not longer than a visitor would.
  return new SqliteClient({ adapter: new DurableSqlite({ url, timeout: 2_000 }) })
}

// One client for all bundles of the process; in development it outlives a reload.
const holder = globalThis as { preauthPortalDb?: Db }
export const db: Db = (holder.preauthPortalDb ??= openDatabase(env.DATABASE_URL))

/** P2002: a unique index refused the row. The two generated clients have error classes of their own, so the code decides. */
export const isUniqueViolation = (error: unknown) => error instanceof Error && (error as { code?: unknown }).code === 'P2002'

/** P2025: a write that was bound to a state of its row found another one. P2034: a deadlock. With P2002, what the loser of a race is told. */
const isLostRace = (error: unknown) =>
  isUniqueViolation(error) || (error instanceof Error && ['P2025', 'P2034'].includes(String((error as { code?: unknown }).code)))

/** A write that has not begun: several of them stand or fall together. */
export type Write = Prisma.PrismaPromise<unknown>

const mostRaces = 40

/**
 * Commits writes of several stores in one transaction. Whoever loses a race (a number that was taken, a row that moved on) prepares anew.
 * `prepare` reads what the writes rest on, and is told which try it is; it throws where another one is pointless.
 */
export async function commit<Value>(prepare: (race: number) => Promise<{ value: Value; writes: Write[] }>): Promise<Value> {
  for (let race = 1; ; race++) {
    const { value, writes } = await prepare(race)
    try {
      await db.$transaction(writes)
      return value
    } catch (error) {
      if (!isLostRace(error) || race >= mostRaces) throw error
      await delay(Math.random() * Math.min(race, 20))
    }
  }
}

export const skip = Prisma.skip
/** A part of a query that no placeholder can stand for: a name. Never anything that a visitor sent. */
export const rawSql = Prisma.raw
