import { once } from 'node:events'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import {
  databaseFile,
  databasePassword,
  keyOf,
  newPlace,
  refusal,
  runBackup,
  runBackupToDefault,
  runRestore,
  type Kind,
  type Place,
} from '../support/backup-place'
import { expectedAfterRestore, fillPlace, markedEmail, openToken, readPlace } from '../support/backup-rows'
import { query, tableNames } from '../support/migration-databases'
import { killProgram, projectRoot, startProgram } from '../support/programs'

const modeOf = (path: string) => (statSync(path).mode & 0o777).toString(8)
const tablesIn = async (place: Place) => (place.kind === 'SQLite' && !existsSync(databaseFile(place)) ? [] : tableNames(place.url))

async function newFilledPlace(kind: Kind): Promise<Place & { file: string }> {
  const place = await newPlace(kind)
  await fillPlace(place)
  return { ...place, file: join(place.folder, 'one.backup') }
}

describe.each([{ kind: 'SQLite' }, { kind: 'PostgreSQL' }] as { kind: Kind }[])('$kind', ({ kind }) => {
  test('everything comes back, and what may have changed since is marked', async () => {
    const source = await newFilledPlace(kind)
    const before = await readPlace(source)
    const made = await runBackupToDefault(source)
    expect(made).toMatchObject({ code: 0, output: expect.stringMatching(/\nbacked up to \S+: \d+ bytes, sealed under key [0-9a-f]{8}\./) })
    const folder = join(source.folder, 'data', 'backups')
    const [name = ''] = readdirSync(folder)
    expect(name).toMatch(/^portal-\d{4}-\d\d-\d\dT\d\d-\d\d-\d\dZ\.backup$/)
    expect([modeOf(folder), modeOf(join(folder, name))]).toEqual(['700', '600'])
    expect(readdirSync(join(source.folder, 'data')).filter((one) => one.includes('partial'))).toEqual([])
    expect(await readPlace(source)).toEqual(before)

    const target = await newPlace(kind, source.key)
    const restored = await runRestore(target, join(folder, name))
    expect(restored).toMatchObject({ code: 0, output: expect.stringContaining('in the spool 1 answer waits') })
    const at = /restored as of (\S+);/.exec(restored.output)?.[1] ?? ''
    expect(await readPlace(target)).toEqual(expectedAfterRestore(target, before, at, expect.anything()))
    const { opened, expected } = await openToken(target)
    expect(opened).toBe(expected)
    expect([modeOf(target.spool), modeOf(join(target.spool, 'a-spooled.1.answer'))]).toEqual(['700', '600'])
    if (kind === 'SQLite') {
      expect(modeOf(databaseFile(target))).toBe('600')
      expect(readdirSync(join(target.folder, 'data')).sort()).toEqual(['portal.db', 'spool'])
    }
  })

  test('nothing can be read in the archive but what it is, and no argument of a program holds the password', async () => {
    const source = await newFilledPlace(kind)
    const programs = join(source.folder, 'programs')
    expect(await runBackup(source, source.file, { TEST_PROGRAMS_FILE: programs })).toMatchObject({ code: 0 })
    expect(await runRestore(await newPlace(kind, source.key), source.file, { TEST_PROGRAMS_FILE: programs })).toMatchObject({ code: 0 })

    const archive = readFileSync(source.file)
    for (const text of [markedEmail, 'argon2id', 'SettingsFile', 'a-spooled', source.key, databasePassword])
      expect([text, archive.includes(text)]).toEqual([text, false])
    expect(archive.toString('latin1')).toMatch(new RegExp(`^preauth-portal-backup 1 ${keyOf(source).id} [\\w-]{43} [\\w-]{10}\n`))
    const started = existsSync(programs) ? readFileSync(programs, 'utf8') : ''
    expect(started).not.toMatch(/geheim|postgresql:\/\/|127\.0\.0\.1/)
    expect([...started.matchAll(/\/(pg_dump|psql|pg_restore)"/g)].map(([, name]) => name)).toEqual(
      kind === 'SQLite' ? [] : ['pg_dump', 'psql', 'pg_restore'],
    )
  })

  test('while another process writes, the copy is one state of the database, and the other goes on', async () => {
    const source = await newFilledPlace(kind)
    const writer = startProgram(['--import', 'tsx', join(projectRoot, 'tests/support/backup-writer.ts')], { env: source.environment })
    let written = 0
    writer.stdout.on('data', (chunk: Buffer) => (written = Number(chunk.toString().trim().split('\n').at(-1))))
    await once(writer.stdout, 'data')
    try {
      for (let round = 1; round <= 3; round++) {
        const [file, before] = [join(source.folder, `${round}.backup`), written]
        expect(await runBackup(source, file)).toMatchObject({ code: 0 })
        await once(writer.stdout, 'data')
        const target = await newPlace(kind, source.key)
        expect(await runRestore(target, file)).toMatchObject({ code: 0 })
        const chains = `SELECT substr("chain", 1, 4) AS side, count(*) AS count, max("sequence") AS last FROM "AuditHead" WHERE "chain" LIKE '%-%'`
        const [left, right] = await query(target.url, `${chains} GROUP BY 1 ORDER BY 1`)
        expect({ ...right, side: 'left' }).toEqual(left)
        expect(Number(left?.last)).toBe(Number(left?.count))
        expect(Number(left?.last)).toBeGreaterThanOrEqual(before)
      }
    } finally {
      await killProgram(writer)
    }
  })

  test('the key of the archive is asked for by its name; another key by that name opens nothing', async () => {
    const source = await newFilledPlace(kind)
    await runBackup(source, source.file)
    const { id } = keyOf(source)
    const stranger = await newPlace(kind)
    expect(await runRestore(stranger, source.file)).toEqual(refusal(new RegExp(`needs key ${id}, which is not at hand. At hand: `)))

    const keys = [{ id, key: stranger.key, createdAt: '2026-11-01T00:00:00.000Z' }]
    const keyFile = join(stranger.folder, 'keys.json')
    writeFileSync(keyFile, JSON.stringify({ primary: id, keys }))
    const misled = { ...stranger, environment: { ...stranger.environment, KEY_FILE: keyFile } }
    expect(await runRestore(misled, source.file)).toEqual(refusal(/or key \w+ is not the one/))
    expect(await tablesIn(stranger)).toEqual([])

    // An older key that is still in the key file does.
    const both = [...keys.map((one) => ({ ...one, id: 'newer' })), { ...keys[0], id: 'older', key: source.key }]
    writeFileSync(keyFile, JSON.stringify({ primary: 'newer', keys: both }))
    expect(await runRestore(misled, source.file)).toMatchObject({ code: 0 })
  })

  test('only an empty place is restored into', async () => {
    const source = await newFilledPlace(kind)
    await runBackup(source, source.file)
    const before = await readPlace(source)
    expect(await runRestore(source, source.file)).toEqual(refusal(/empty place only/))
    expect(await readPlace(source)).toEqual(before)

    const target = await newPlace(kind, source.key)
    mkdirSync(target.spool, { recursive: true })
    writeFileSync(join(target.spool, 'a-other.1.answer'), '{}')
    expect(await runRestore(target, source.file)).toEqual(refusal(/not empty: it holds a-other\.1\.answer/))
    renameSync(join(target.spool, 'a-other.1.answer'), join(target.spool, 'a-spooled.1.answer'))
    expect(await runRestore(target, source.file)).toEqual(refusal(/not empty: it holds a-spooled\.1\.answer/))
    expect(await tablesIn(target)).toEqual([])
    rmSync(target.spool, { recursive: true })
    expect(await runRestore(target, source.file)).toMatchObject({ code: 0 })
  })
})
