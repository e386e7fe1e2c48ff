// Which backup fits which place: kind, version, schema; and what a copy of SQLite meets that is being written.
import { cpSync, existsSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setImmediate as nextTurn } from 'node:timers/promises'
import Database from 'better-sqlite3'
import { describe, expect, test } from 'vitest'
import { snapshotSqlite } from '@/scripts/backup/sqlite'
import { migrate, migrationState } from '@/scripts/migrations.mjs'
import { databaseFile, newPlace, refusal, runBackup, runRestore, type Kind, type Place } from '../support/backup-place'
import { fillPlace, insert, markedEmail } from '../support/backup-rows'
import { query, tableNames } from '../support/migration-databases'
import { projectRoot } from '../support/programs'

const both = [{ kind: 'SQLite' }, { kind: 'PostgreSQL' }] as { kind: Kind }[]
const backup = async (place: Place) => {
  const file = join(place.folder, 'one.backup')
  expect(await runBackup(place, file)).toMatchObject({ code: 0 })
  return file
}

describe.each(both)('$kind', ({ kind }) => {
  test('a backup of a newer version is refused, and so is one with a migration of another text', async () => {
    const source = await newPlace(kind)
    await fillPlace(source)
    const record = { id: 'x', checksum: 'c', finished_at: '2999-01-01', migration_name: '29990101000000_later' }
    await insert(source.url, '_prisma_migrations', record)
    const target = await newPlace(kind, source.key)
    expect(await runRestore(target, await backup(source))).toEqual(refusal(/newer: this one does not know 29990101000000_later/))

    await query(source.url, `DELETE FROM _prisma_migrations WHERE id = 'x'`)
    await query(source.url, `UPDATE _prisma_migrations SET checksum = 'c' WHERE migration_name LIKE '%init'`)
    rmSync(join(source.folder, 'one.backup'))
    expect(await runRestore(target, await backup(source))).toEqual(refusal(/was changed after it had been applied/))
    await migrate(target.url) // still empty
  })

  test('a backup of an older version is brought to this one, and marked', async () => {
    const source = await newPlace(kind)
    const older = join(source.folder, 'prisma')
    cpSync(join(projectRoot, 'prisma'), older, { recursive: true })
    for (const folder of ['migrations', 'postgresql/migrations'])
      for (const name of readdirSync(join(older, folder)).filter((one) => !/init$|toml$/.test(one)))
        rmSync(join(older, folder, name), { recursive: true })
    await migrate(source.url, { folder: older })
    const time = '2026-11-20T10:11:12.130+00:00'
    await insert(source.url, 'User', { id: 'u1', email: markedEmail, passwordHash: 'h', createdAt: time })
    const app = { platform: 'p', country: 'nl', appName: 'a', clientId: 'c', redirectUri: 'r', companies: '[]', createdAt: time }
    const names = { name: 'Mila', nameKey: 'mila', searchKey: 'mila', version: 1 }
    const sealed = { refreshTokenSealed: 's', xmlSealed: 's', encryptStatementSealed: 's' }
    await insert(source.url, 'SettingsFile', { id: 'f1', userId: 'u1', ...names, ...app, ...sealed })

    const target = await newPlace(kind, source.key)
    expect(await runRestore(target, await backup(source))).toMatchObject({ code: 0 })
    expect(await migrationState(target.url)).toEqual({ pending: [], unknown: [], changed: [], failed: [] })
    expect(await query(target.url, `SELECT "name" FROM "SettingsFile" WHERE "backedUpAt" IS NOT NULL`)).toEqual([{ name: 'Mila' }])
    expect((await migrate(target.url)).applied).toEqual([])
  })

  test('the backup of one kind of database is not for the other', async () => {
    const source = await newPlace(kind)
    await fillPlace(source)
    const target = await newPlace(kind === 'SQLite' ? 'PostgreSQL' : 'SQLite', source.key)
    expect(await runRestore(target, await backup(source))).toEqual(
      refusal(/^[^]*This is the backup of an? \w+ database, and DATABASE_URL names/),
    )
    await migrate(target.url)
  })

  test('nothing is backed up where there is no portal, and nothing is overwritten', async () => {
    const source = await newPlace(kind)
    const file = join(source.folder, 'one.backup')
    expect(await runBackup(source, file)).toEqual(
      refusal(/^(There is no database|The schema public holds no database).*nothing to back up\.\n$/),
    )
    writeFileSync(file, 'something else')
    expect(await runBackup(source, file)).toEqual(refusal(/^\S+ is there already: a backup overwrites nothing\.\n$/))
  })
})

test('PostgreSQL: a schema named in the address, and nothing of what stands beside it', async () => {
  const [source, target] = [await newPlace('PostgreSQL'), await newPlace('PostgreSQL')]
  await query(source.url, 'CREATE TABLE strangers (id INTEGER)')
  const inSchema = (place: Place) => ({
    ...place,
    key: source.key,
    environment: { ...source.environment, DATABASE_URL: `${place.url}?schema=Our%20own` },
  })
  await migrate(inSchema(source).environment.DATABASE_URL)
  const file = await backup(inSchema(source))
  expect(await runRestore({ ...target, environment: { ...source.environment, DATABASE_URL: target.url } }, file)).toEqual(
    refusal(/stand in the schema Our own, and DATABASE_URL names public/),
  )
  rmSync(source.spool, { recursive: true, force: true })
  expect(await runRestore(inSchema(target), file)).toMatchObject({ code: 0 })
  expect((await migrationState(inSchema(target).environment.DATABASE_URL)).pending).toEqual([])
  expect(await query(target.url, `SELECT 1 FROM pg_tables WHERE tablename = 'strangers'`)).toEqual([])
})

test('PostgreSQL: where a statement is refused, nothing of the backup remains', async () => {
  const source = await newPlace('PostgreSQL')
  await fillPlace(source)
  const target = await newPlace('PostgreSQL', source.key)
  await query(target.url, 'CREATE VIEW "TokenCall" AS SELECT 1 AS one')
  expect(await runRestore(target, await backup(source))).toEqual(refusal(/psql failed: .*ERROR: .*"TokenCall" already exists/))
  expect(await tableNames(target.url)).toEqual(['TokenCall'])
  expect(existsSync(target.spool)).toBe(false)
})

test('SQLite: the log of another database is not played into the restored one', async () => {
  const source = await newPlace('SQLite')
  await fillPlace(source)
  const file = await backup(source)
  const target = await newPlace('SQLite', source.key)
  const open = new Database(databaseFile(source))
  open.pragma('user_version')
  await insert(source.url, 'AuditHead', { chain: 'later', sequence: 1, hash: '' })
  cpSync(join(source.folder, 'data'), join(target.folder, 'data'), { recursive: true })
  open.close()
  rmSync(join(target.folder, 'data', 'spool'), { recursive: true })
  renameSync(databaseFile(target), join(target.folder, 'kept.db'))
  expect(await runRestore(target, file)).toEqual(refusal(/portal\.db-wal is left of another database/))
})

test('SQLite: whoever writes between two steps of the copy neither waits nor makes it begin anew', async () => {
  const place = await newPlace('SQLite')
  await fillPlace(place)
  const writer = new Database(databaseFile(place), { timeout: 0 })
  const ballast = writer.prepare(`INSERT INTO "AuditHead" VALUES (?, 0, hex(zeroblob(2000)))`)
  for (let row = 0; row < 1_000; row++) ballast.run(`before-${row}`)
  const copy = join(place.folder, 'copy.db')
  let isDone = false
  const done = snapshotSqlite(place.url, copy).finally(() => (isDone = true))
  let turns = 0
  // A transaction of ours at every turn of the loop: between any two steps of theirs.
  for (; !isDone; await nextTurn()) if (turns++ > 3) ballast.run(`during-${turns}`)
  await done
  writer.close()
  expect(turns).toBeGreaterThan(8)
  expect(await query(`file:${copy}`, `SELECT count(*) AS count FROM "AuditHead" WHERE "chain" LIKE 'before-%'`)).toEqual([{ count: 1_000 }])
  expect(await query(`file:${copy}`, `SELECT "chain" FROM "AuditHead" WHERE "chain" LIKE 'during-%'`)).not.toContainEqual({
    chain: `during-${turns - 1}`,
  })
})
