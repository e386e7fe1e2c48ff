import Database from 'better-sqlite3'
import { test } from 'vitest'
import { startPostgres } from '../support/postgres'
import { freeze } from './support/broken-disk'
import { everyCase, loseDatabase } from './support/outage'
import { standUp } from './support/stand'

const databaseFileOf = (stand: { environment: Record<string, string> }) => (stand.environment.DATABASE_URL ?? '').slice('file:'.length)

test('PostgreSQL stopped between answer and save', async ({ onTestFinished }) => {
  const postgres = await startPostgres({ durable: true })
  onTestFinished(() => postgres.stop())
  const stand = await standUp('postgresql-away', { databaseUrl: await postgres.createDatabase() })
  onTestFinished(() => stand.close())
  await loseDatabase(stand, everyCase, postgres)
})

test('SQLite locked by another process between answer and save', async ({ onTestFinished }) => {
  const stand = await standUp('sqlite-locked')
  onTestFinished(() => stand.close())
  const other = new Database(databaseFileOf(stand))
  onTestFinished(() => void other.close())
  // A locked SQLite holds up the whole portal while it waits: one attempt shows what there is to see.
  await loseDatabase(stand, [{ door: 'action', moment: 'me' }], {
    goAway: () => other.exec('BEGIN EXCLUSIVE'),
    comeBack: () => other.exec('ROLLBACK'),
  })
})

test('SQLite read-only between answer and save', async ({ onTestFinished, skip }) => {
  const stand = await standUp('sqlite-read-only')
  onTestFinished(() => stand.close())
  const file = databaseFileOf(stand)
  const files = [file, `${file}-wal`]
  const trial = freeze(...files) ?? skip('no file can be made immutable here')
  trial.thaw()
  let frozen: ReturnType<typeof freeze> = null
  onTestFinished(() => frozen?.thaw())
  const comeBack = () => {
    frozen?.thaw()
    frozen = null
  }
  await loseDatabase(stand, everyCase, { goAway: () => (frozen = freeze(...files)), comeBack })
})
