import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import { freeze, mountSmallDisk } from './support/broken-disk'
import { handIn, leadsTo, openPage } from './support/hand-in'
import { judge } from './support/judge'
import { everyCase, loseDatabase } from './support/outage'
import { standUp } from './support/stand'

test('A disk that fills up between answer and save', async ({ onTestFinished, skip }) => {
  const disk = mountSmallDisk() ?? skip('no disk can be mounted here')
  onTestFinished(() => disk.remove())
  const stand = await standUp('disk-full', { folder: disk.folder })
  onTestFinished(() => stand.close())
  const goAway = () => {
    // A write-ahead log that was long once has room in itself, and SQLite would not notice the full disk.
    const database = new Database(join(disk.folder, 'portal.db'))
    database.pragma('wal_checkpoint(TRUNCATE)')
    disk.fill()
    database.close()
  }
  await loseDatabase(stand, everyCase, { goAway, comeBack: disk.empty })
})

test('A disk that is full before: nothing is sent, it is said, and the same address works once there is room', async ({
  onTestFinished,
  skip,
}) => {
  const disk = mountSmallDisk() ?? skip('no disk can be mounted here')
  onTestFinished(() => disk.remove())
  const stand = await standUp('disk-full-before', { folder: disk.folder })
  onTestFinished(() => stand.close())
  const portal = await stand.start()
  // Started to the end: a portal refuses to start on a full disk.
  await openPage('/health', stand.account, portal)
  for (const door of ['action', 'callback'] as const) {
    const attempt = await stand.newAttempt(door)
    disk.fill()
    const refused = await handIn(stand, attempt, portal)
    disk.empty()
    expect.soft([200, 303], `${door}: ${refused?.status}`).toContain(refused?.status)
    expect.soft(`${refused?.body} ${refused && leadsTo(refused)}`, `${door} tells why`).toMatch(/disk-full|database-away/)
    expect.soft(await judge(stand, [attempt])).toMatchObject([{ status: 'open', tokenCalls: 0, kept: [] }])
    await handIn(stand, attempt, portal)
    const [later] = await judge(stand, [attempt])
    expect.soft(later).toMatchObject({ status: 'done', tokenCalls: 1, kept: [later?.issued] })
  }
})

test('A spool that can not be written: nothing is sent, it is said, and the same address works afterwards', async ({
  onTestFinished,
  skip,
}) => {
  const stand = await standUp('spool-read-only')
  onTestFinished(() => stand.close())
  const portal = await stand.start()
  await openPage('/health', stand.account, portal)
  const attempt = await stand.newAttempt('action')
  const frozen = freeze(stand.environment.SPOOL_DIR ?? '') ?? skip('no file can be made immutable here')
  const refused = await handIn(stand, attempt, portal)
  frozen.thaw()
  expect.soft(refused?.status).toBe(200)
  expect.soft(refused?.body).toContain('disk-full')
  expect.soft(await judge(stand, [attempt])).toMatchObject([{ status: 'open', tokenCalls: 0, kept: [] }])
  await handIn(stand, attempt, portal)
  const [later] = await judge(stand, [attempt])
  expect.soft(later).toMatchObject({ status: 'done', tokenCalls: 1, kept: [later?.issued] })
})
