import 'server-only'
import { PrismaBetterSqlite3 } from '@prisma/adapter-better-sqlite3'
import { PrismaPg } from '@prisma/adapter-pg'
import { env } from './env.js'
import { PrismaClient as PostgresqlClient } from './generated/postgresql/client'
import { Prisma, PrismaClient as SqliteClient } from './generated/sqlite/client'

/** The models are the same on both databases (scripts/sync-schema.mjs), so one type serves. */
export type Db = SqliteClient

// better-sqlite3 is compiled with synchronous=NORMAL for WAL: a power cut could then undo a commit that we have already told of.
class DurableSqlite extends PrismaBetterSqlite3 {
  override async connect() {
    const connection = await super.connect()
    await connection.executeScript('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;')
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
      adapter: new NulFreePostgres({ connectionString: url, max: env.DATABASE_POOL }, { schema }),
    }) as unknown as Db
  }
  return new SqliteClient({ adapter: new DurableSqlite({ url, timeout: 10_000 }) })
}

// One client for all bundles of the process; in development it outlives a reload.
const holder = globalThis as { preauthPortalDb?: Db }
export const db: Db = (holder.preauthPortalDb ??= openDatabase(env.DATABASE_URL))

/** P2002: a unique index refused the row. The two generated clients have error classes of their own, so the code decides. */
export const isUniqueViolation = (error: unknown) => error instanceof Error && (error as { code?: unknown }).code === 'P2002'

export const skip = Prisma.skip
