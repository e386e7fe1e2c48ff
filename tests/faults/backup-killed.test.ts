import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { databaseFile, newPlace, runBackup, runRestore, untilNobodyIsConnected, type Kind, type Place } from '../support/backup-place'
import { expectedAfterRestore, fillPlace, readPlace, type Content } from '../support/backup-rows'
import { tableNames } from '../support/migration-databases'

type Ended = { code: number | null; output: string }

/**
 * Kills a command before its first step, then before its second, and so on until one run gets through. Each run meets what the one before
 * has left, unless `afterKill` clears it away.
 */
async function killAtEveryStep(run: (watched: Record<string, string>) => Promise<Ended>, afterKill: (killed: Ended) => Promise<void>) {
  for (let step = 1; ; step++) {
    const ended = await run({ TEST_KILL_AT: String(step) })
    if (ended.code !== null) return { ended, kills: step - 1 }
    await afterKill(ended)
  }
}

const leftovers = (place: Place) => readdirSync(place.folder, { recursive: true }).filter((name) => String(name).includes('.partial'))
const hasDatabase = async (place: Place) =>
  place.kind === 'SQLite' ? existsSync(databaseFile(place)) : (await tableNames(place.url)).length > 0

async function expectWhole(place: Place, before: Content, output: string) {
  const at = / (?:made by version \S+ at|restored as of) ([\d:.TZ-]+)/.exec(output)?.[1] ?? ''
  expect(await readPlace(place)).toEqual(expectedAfterRestore(place, before, at, expect.anything()))
}

async function newFilledPlace(kind: Kind) {
  const place = await newPlace(kind)
  await fillPlace(place)
  return { place, before: await readPlace(place) }
}

const some = (times: number) => times > 0

// Some thirty runs of a program each: on a busy machine that takes longer than other tests.
const patient = 600_000

describe.each([{ kind: 'SQLite' }, { kind: 'PostgreSQL' }] as { kind: Kind }[])('$kind', ({ kind }) => {
  test(
    'a backup that is killed at any step leaves no file that looks like one, and the next clears up',
    async () => {
      const { place, before } = await newFilledPlace(kind)
      const file = join(place.folder, 'backups', 'one.backup')
      let finishedOnes = 0
      const restoreAndCompare = async () => {
        const target = await newPlace(kind, place.key)
        const restored = await runRestore(target, file)
        expect(restored).toMatchObject({ code: 0 })
        await expectWhole(target, before, restored.output)
      }
      const { ended, kills } = await killAtEveryStep(
        (watched) => runBackup(place, file, watched),
        async () => {
          await untilNobodyIsConnected(place)
          if (!existsSync(file)) return
          finishedOnes++
          await restoreAndCompare()
          rmSync(file)
        },
      )
      expect(ended).toMatchObject({ code: 0 })
      expect(kills).toBeGreaterThan(finishedOnes)
      await restoreAndCompare()
      expect(readdirSync(dirname(file))).toEqual(['one.backup'])
      expect(leftovers(place)).toEqual([])
      expect(await readPlace(place)).toEqual(before)
    },
    patient,
  )

  test(
    'a restore that is killed at any step leaves no database or a whole one, and the next gets through',
    async () => {
      const { place: source, before } = await newFilledPlace(kind)
      const file = join(source.folder, 'one.backup')
      expect(await runBackup(source, file)).toMatchObject({ code: 0 })
      let target = await newPlace(kind, source.key)
      const seen = { nothing: 0, spoolAlone: 0, whole: 0 }
      const { ended } = await killAtEveryStep(
        (watched) => runRestore(target, file, watched),
        async ({ output }) => {
          await untilNobodyIsConnected(target)
          const spool = existsSync(target.spool) ? readdirSync(target.spool).filter((name) => !name.endsWith('.partial')) : []
          if (await hasDatabase(target)) {
            seen.whole++
            await expectWhole(target, before, output)
          } else if (spool.length === 0) {
            seen.nothing++
            return
          } else {
            seen.spoolAlone++
            const again = await runRestore(target, file)
            expect(again).toMatchObject({ code: 0 })
            await expectWhole(target, before, again.output)
            expect(leftovers(target)).toEqual([])
          }
          // A place that has its database takes no other.
          target = await newPlace(kind, source.key)
        },
      )
      expect(ended).toMatchObject({ code: 0 })
      await expectWhole(target, before, ended.output)
      expect(leftovers(target)).toEqual([])
      expect(seen).toEqual({ nothing: expect.toSatisfy(some), spoolAlone: expect.toSatisfy(some), whole: expect.toSatisfy(some) })
    },
    patient,
  )
})

test('what another process is still writing is left alone, and what a dead one left is not', async () => {
  const { place } = await newFilledPlace('SQLite')
  const file = join(place.folder, 'one.backup')
  const { pid: dead } = spawnSync(process.execPath, ['--version'])
  const [living, orphan, others] = [`one.backup.${process.pid}.partial`, `one.backup.${dead}.partial`, `two.backup.${dead}.partial`]
  for (const name of [living, orphan, others]) writeFileSync(join(place.folder, name), '')
  mkdirSync(join(place.folder, 'data', `portal-work.${dead}.partial`))
  expect(await runBackup(place, file)).toMatchObject({ code: 0 })
  expect(leftovers(place).sort()).toEqual([living, others].sort())
})
