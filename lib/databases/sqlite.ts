import 'server-only'
import { PrismaBetterSqlite3 } from '@prisma/adapter-better-sqlite3'
import { PrismaClient } from '../generated/sqlite/client'

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

// better-sqlite3 waits for a lock with the whole process: not longer than a visitor would.
export const openSqlite = (url: string) => new PrismaClient({ adapter: new DurableSqlite({ url, timeout: 2_000 }) })
