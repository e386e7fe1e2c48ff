import { readdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeEach, expect, test, vi } from 'vitest'

const folder = vi.hoisted(() => `/tmp/portal-spool-${process.pid}-${Math.random().toString(36).slice(2)}`)
vi.mock('@/lib/env.js', () => ({ env: { SPOOL_DIR: folder, DATABASE_URL: 'postgresql://x' }, databaseFolder: () => null }))
const { checkSpool, hasRoom, listLeftovers, removeLeftover, requireRoom, reserve } = await import('@/lib/spool/spool')

const id = '0b0c7a4e-3a52-4a8e-9c5f-1f2e3d4c5b6a'
const files = () => readdirSync(folder)
const entryName = new RegExp(`^${id}\\.\\d+\\.answer$`)

beforeEach(async () => {
  rmSync(folder, { recursive: true, force: true })
  await requireRoom()
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('room is taken, bytes and all, before there is anything to keep, and for its owner alone', async () => {
  const room = await reserve(id, 'user')
  const [name = ''] = files()
  expect(name).toMatch(entryName)
  const { size, mode } = statSync(join(folder, name))
  expect(size).toBeGreaterThanOrEqual(128 * 1024)
  expect(mode & 0o777).toBe(0o600)
  expect(statSync(folder).mode & 0o777).toBe(0o700)
  await room.discard()
  expect(files()).toEqual([])
})

/** As a process leaves it that has kept an answer and could not bring it home. */
async function leave(sealed: string, fence: number) {
  const room = await reserve(id, 'user')
  await room.keep(sealed, fence)
  await room.letGo()
}

test('what was kept can be read by another process, and is gone when it is removed', async () => {
  await leave('v2.sealed', 3)
  expect(files()).toEqual([expect.stringMatching(entryName)])
  const [leftover] = await listLeftovers()
  expect(leftover).toEqual({
    name: files()[0],
    attemptId: id,
    isEmpty: false,
    entry: { attemptId: id, userId: 'user', fence: 3, sealed: 'v2.sealed' },
  })
  if (leftover) await removeLeftover(leftover)
  expect(await listLeftovers()).toEqual([])
})

test('an answer larger than its room is kept whole', async () => {
  const sealed = 'x'.repeat(400_000)
  await leave(sealed, 1)
  expect((await listLeftovers())[0]?.entry?.sealed).toBe(sealed)
})

test('an answer shorter than its room is read without what is left of it', async () => {
  const text = JSON.stringify({ attemptId: id, userId: 'user', fence: 1, sealed: 'v2.sealed' })
  writeFileSync(join(folder, `${id}.1.answer`), text + ' '.repeat(1000))
  expect(await listLeftovers()).toMatchObject([{ isEmpty: false, entry: { sealed: 'v2.sealed' } }])
})

test('what this process is at work on is nobody’s leftover, however old it is, and with its answer, too', async () => {
  const room = await reserve(id, 'user')
  const longAgo = new Date(0)
  utimesSync(join(folder, files()[0] ?? ''), longAgo, longAgo)
  expect(await listLeftovers()).toEqual([])
  await room.keep('v2.sealed', 3)
  expect([await listLeftovers(), hasRoom(id)]).toEqual([[], true])
  await room.letGo()
  expect([(await listLeftovers()).length, hasRoom(id)]).toEqual([1, false])
})

test.each(['{', 'null', '[]', '{"attemptId":1}', 'x'.repeat(100)])('an entry of %j is a leftover without a content', async (text) => {
  writeFileSync(join(folder, `${id}.1.answer`), text)
  expect(await listLeftovers()).toMatchObject([{ attemptId: id, entry: null, isEmpty: false }])
})

test('files that are not ours are let alone', async () => {
  for (const name of ['notes.txt', `${id}.answer`, `${id}.1.answer.bak`, '.1.answer']) writeFileSync(join(folder, name), 'x')
  expect(await listLeftovers()).toEqual([])
})

test('a folder that can’t be written is named', async () => {
  rmSync(folder, { recursive: true })
  writeFileSync(folder, 'a file')
  await expect(checkSpool()).rejects.toThrow(`SPOOL_DIR ${folder} can't be written`)
  await expect(listLeftovers()).rejects.toThrow()
  rmSync(folder)
  await checkSpool()
  expect(files()).toEqual([])
})
