import { once } from 'node:events'
import { existsSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { migrate, migrationState, migrationsFor, refusalFor } from '../../scripts/migrations.mjs'
import { holdMigrationLock, kinds, query, tableNames, type Row } from '../support/migration-databases'
import { newFolder } from '../support/new-folder'
import { killProgram, projectRoot, runProgram, startProgram } from '../support/programs'

const PRISMA = join(projectRoot, 'node_modules/prisma/build/index.js')
const MIGRATE = join(projectRoot, 'scripts/migrate.mjs')

/** A folder with migrations of the test's own, laid out as prisma/ is. */
function migrationFolder(migrations: Record<string, string>): string {
  const folder = newFolder()
  for (const kind of ['migrations', 'postgresql/migrations']) {
    for (const [name, sql] of Object.entries(migrations)) {
      mkdirSync(join(folder, kind, name), { recursive: true })
      writeFileSync(join(folder, kind, name, 'migration.sql'), sql)
    }
  }
  return folder
}

const history = (url: string) => query(url, 'SELECT * FROM _prisma_migrations ORDER BY migration_name')

describe.each(kinds)('$kind', ({ kind, folder, newUrl }) => {
  test('an empty database gets everything, and a second run finds nothing to do', async () => {
    const url = await newUrl()
    const all = migrationsFor(url).map((migration) => migration.name)
    expect((await migrationState(url)).pending).toEqual(all)

    expect(await migrate(url)).toEqual({ applied: all, total: all.length })
    expect(await migrate(url)).toEqual({ applied: [], total: all.length })
    expect(await migrationState(url)).toEqual({ pending: [], unknown: [], changed: [], failed: [] })
    expect(await tableNames(url)).toContain('SettingsFile')
  })

  test("the records are Prisma's own, and its commands agree that the schema is in place", async () => {
    const url = await newUrl()
    await migrate(url)
    const [first] = (await history(url)) as [Row]
    expect(first).toMatchObject({ migration_name: migrationsFor(url)[0]?.name, logs: null, rolled_back_at: null, applied_steps_count: 1 })
    expect(first.id).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)
    expect(first.checksum).toMatch(/^[0-9a-f]{64}$/)
    expect(new Date(first.finished_at as number).getTime()).toBeGreaterThanOrEqual(new Date(first.started_at as number).getTime())

    const env = { DATABASE_URL: url }
    const status = await runProgram([PRISMA, 'migrate', 'status'], { env })
    expect(status.output).toContain('Database schema is up to date!')
    const deploy = await runProgram([PRISMA, 'migrate', 'deploy'], { env })
    expect(deploy.output).toContain('No pending migrations to apply.')
    // The SQL files and the schema say the same.
    const diff = await runProgram(
      [PRISMA, 'migrate', 'diff', '--from-config-datasource', '--to-schema', `${folder}/schema.prisma`, '--exit-code'],
      { env },
    )
    expect(diff.output).toContain('No difference detected.')
  })

  test("what Prisma's own deploy applied is not applied again", async () => {
    const url = await newUrl()
    if (kind === 'SQLite') mkdirSync(join(url.slice('file:'.length), '..'), { recursive: true })
    const deploy = await runProgram([PRISMA, 'migrate', 'deploy'], { env: { DATABASE_URL: url } })
    expect(deploy.output).toContain('All migrations have been successfully applied.')
    expect((await migrate(url)).applied).toEqual([])
  })

  test('processes that migrate at once apply each migration once', async () => {
    const url = await newUrl()
    const runs = await Promise.all(Array.from({ length: 4 }, () => runProgram([MIGRATE], { env: { DATABASE_URL: url } })))
    expect(runs.map((run) => run.code)).toEqual([0, 0, 0, 0])
    expect((await history(url)).map((row) => row.migration_name)).toEqual(migrationsFor(url).map((migration) => migration.name))
  })

  test('killed as soon as it has begun, the program ends its work the next time', async () => {
    const url = await newUrl()
    const env = { DATABASE_URL: url }
    const killed = startProgram([MIGRATE], { env })
    await once(killed.stdout, 'data')
    await killProgram(killed)

    const again = await runProgram([MIGRATE], { env })
    expect(again).toMatchObject({ code: 0 })
    expect(await migrationState(url)).toEqual({ pending: [], unknown: [], changed: [], failed: [] })
  })

  test('killed in the middle of a migration, nothing of that one remains and the next run applies it whole', async () => {
    const url = await newUrl()
    const blob = kind === 'SQLite' ? 'randomblob(48000000)' : `decode(repeat('ab', 8000000), 'hex')`
    const endless =
      kind === 'SQLite'
        ? 'WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT 1 FROM c WHERE (SELECT stuck FROM brake) = 1) SELECT count(*) FROM c'
        : 'SELECT pg_sleep(3600) FROM brake WHERE stuck = 1'
    const ownFolder = migrationFolder({
      '1_first': 'CREATE TABLE brake (stuck INTEGER); INSERT INTO brake VALUES (1);',
      '2_second': `CREATE TABLE half AS SELECT ${blob} AS filling; ${endless}; CREATE TABLE other_half (id INTEGER);`,
    })
    const program = `import { migrate } from ${JSON.stringify(join(projectRoot, 'scripts/migrations.mjs'))}
      await migrate(process.env.DATABASE_URL, { folder: process.env.FOLDER })`
    const killed = startProgram(['--input-type=module', '-e', program], { env: { DATABASE_URL: url, FOLDER: ownFolder } })
    const isInTheMiddle =
      kind === 'SQLite'
        ? // So many bytes do not fit SQLite's cache, so that part of the unfinished transaction lies in the log.
          async () => existsSync(`${url.slice('file:'.length)}-wal`) && statSync(`${url.slice('file:'.length)}-wal`).size > 4_000_000
        : async () =>
            (await query(url, `SELECT 1 FROM pg_stat_activity WHERE wait_event = 'PgSleep' AND datname = current_database()`)).length > 0
    await expect.poll(isInTheMiddle, { timeout: 30_000 }).toBe(true)
    await killProgram(killed)

    expect((await migrationState(url, { folder: ownFolder })).pending).toEqual(['2_second'])
    expect(await tableNames(url)).toEqual(['_prisma_migrations', 'brake'])
    await query(url, 'UPDATE brake SET stuck = 0')
    expect(await migrate(url, { folder: ownFolder })).toEqual({ applied: ['2_second'], total: 2 })
    expect(await tableNames(url)).toEqual(['_prisma_migrations', 'brake', 'half', 'other_half'])
  })

  test('a migration that fails leaves nothing behind, and those before it stay', async () => {
    const url = await newUrl()
    const broken = migrationFolder({
      '1_good': 'CREATE TABLE good (id INTEGER);',
      '2_bad': 'CREATE TABLE bad (id INTEGER); SELECT nonsense;',
    })
    await expect(migrate(url, { folder: broken })).rejects.toThrow(/^2_bad failed: .*nonsense/)
    expect(await tableNames(url)).toEqual(['_prisma_migrations', 'good'])
    expect((await history(url)).map((row) => row.migration_name)).toEqual(['1_good'])
  })

  test('a database that a newer program has migrated is refused', async () => {
    const url = await newUrl()
    const older = migrationFolder({ '1_first': 'CREATE TABLE one (id INTEGER);' })
    const newer = migrationFolder({ '1_first': 'CREATE TABLE one (id INTEGER);', '2_second': 'CREATE TABLE two (id INTEGER);' })
    await migrate(url, { folder: newer })

    const state = await migrationState(url, { folder: older })
    expect(state.unknown).toEqual(['2_second'])
    expect(refusalFor(state)).toMatch(/^The database is newer than this program/)
    await expect(migrate(url, { folder: older })).rejects.toThrow(/newer than this program/)
  })

  test('a migration that was rewritten after it had been applied is refused', async () => {
    const url = await newUrl()
    await migrate(url, { folder: migrationFolder({ '1_first': 'CREATE TABLE one (id INTEGER);' }) })
    const rewritten = migrationFolder({ '1_first': 'CREATE TABLE one (id TEXT);', '2_second': 'CREATE TABLE two (id INTEGER);' })

    expect((await migrationState(url, { folder: rewritten })).changed).toEqual(['1_first'])
    await expect(migrate(url, { folder: rewritten })).rejects.toThrow(/changed after it had been applied: 1_first/)
    expect(await tableNames(url)).toEqual(['_prisma_migrations', 'one'])
  })

  test("a migration that Prisma's command left unfinished is refused, until it is marked as rolled back", async () => {
    const url = await newUrl()
    const two = migrationFolder({ '1_first': 'CREATE TABLE one (id INTEGER);', '2_second': 'CREATE TABLE two (id INTEGER);' })
    await migrate(url, { folder: migrationFolder({ '1_first': 'CREATE TABLE one (id INTEGER);' }) })
    await query(url, `INSERT INTO _prisma_migrations (id, checksum, migration_name) VALUES ('left', 'c', '2_second')`)

    const state = await migrationState(url, { folder: two })
    expect(state).toMatchObject({ failed: ['2_second'], pending: ['2_second'] })
    expect(refusalFor(state)).toMatch(/begun and never finished: 2_second/)
    await expect(migrate(url, { folder: two })).rejects.toThrow(/begun and never finished/)

    await query(url, `UPDATE _prisma_migrations SET rolled_back_at = CURRENT_TIMESTAMP WHERE id = 'left'`)
    expect((await migrate(url, { folder: two })).applied).toEqual(['2_second'])
  })

  test('a lock that is not given back ends in a sentence', async () => {
    const url = await newUrl()
    const one = migrationFolder({ '1_first': 'CREATE TABLE one (id INTEGER);' })
    await migrate(url, { folder: one })
    const release = await holdMigrationLock(url)
    try {
      await expect(migrate(url, { folder: one, lockTimeoutMs: 50 })).rejects.toThrow(/^Another (process|migration)/)
    } finally {
      await release()
    }
  })
})

test('the program says in one line what it cannot do', async () => {
  const nowhere = await runProgram([MIGRATE], { env: { DATABASE_URL: 'postgresql://portal:hush@127.0.0.1:1/portal' } })
  expect(nowhere).toEqual({ code: 1, output: 'No PostgreSQL answers at 127.0.0.1:1.\n' })
  const odd = await runProgram([MIGRATE], { env: { DATABASE_URL: 'mysql://localhost/portal' } })
  expect(odd).toEqual({ code: 1, output: 'DATABASE_URL must begin with file: or postgresql://\n' })
})

test('both databases have the same migrations', () => {
  const names = (folder: string) => readdirSync(join(projectRoot, folder)).filter((name) => name !== 'migration_lock.toml')
  expect(names('prisma/postgresql/migrations')).toEqual(names('prisma/migrations'))
})

test('PostgreSQL: a schema named in the address holds the tables', async () => {
  const url = await kinds[1].newUrl()
  await migrate(`${url}?schema=portal`)
  expect((await migrationState(`${url}?schema=portal`)).pending).toEqual([])
  expect(await tableNames(url)).toEqual([])
})

test.skipIf(process.platform === 'win32')('SQLite: only the owner may read the file, and commits outlive a power cut', async () => {
  const url = await kinds[0].newUrl()
  await migrate(url)
  expect(statSync(url.slice('file:'.length)).mode & 0o777).toBe(0o600)
  expect(await query(url, 'PRAGMA journal_mode')).toEqual([{ journal_mode: 'wal' }])
})

test('SQLite: a table that is built anew keeps the rows that point at it', async () => {
  const url = await kinds[0].newUrl()
  const folder = migrationFolder({
    '1_first': `CREATE TABLE parent (id INTEGER PRIMARY KEY);
      CREATE TABLE child (id INTEGER PRIMARY KEY, parent INTEGER REFERENCES parent (id) ON DELETE CASCADE);
      INSERT INTO parent VALUES (1); INSERT INTO child VALUES (1, 1);`,
    '2_rebuild': `CREATE TABLE new_parent (id INTEGER PRIMARY KEY, name TEXT); INSERT INTO new_parent (id) SELECT id FROM parent;
      DROP TABLE parent; ALTER TABLE new_parent RENAME TO parent;`,
  })
  await migrate(url, { folder })
  expect(await query(url, 'SELECT id, parent FROM child')).toEqual([{ id: 1, parent: 1 }])

  const orphaning = migrationFolder({
    '1_first': `CREATE TABLE parent (id INTEGER PRIMARY KEY);
      CREATE TABLE child (id INTEGER PRIMARY KEY, parent INTEGER REFERENCES parent (id));
      INSERT INTO parent VALUES (1); INSERT INTO child VALUES (1, 1);`,
    '2_orphan': 'DELETE FROM parent;',
  })
  await expect(migrate(await kinds[0].newUrl(), { folder: orphaning })).rejects.toThrow(
    '2_orphan failed: it would leave 1 row pointing at nothing',
  )
})
