// Nothing of an archive is used unless it is whole, to the last bit.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, expect, test } from 'vitest'
import { buildKeyRing } from '@/lib/vault/key-ring'
import { makeBackup } from '@/scripts/backup/make-backup'
import { restoreBackup } from '@/scripts/backup/restore-backup'
import { Refusal } from '@/scripts/steps/refusal.mjs'
import { databaseFile, keyOf, newPlace, type Place } from '../support/backup-place'
import { fillPlace } from '../support/backup-rows'

const CHUNK = 64 * 1024 + 16

let source: Place
let target: Place
let archive: Buffer
let head: number // the length of the first line

const make = async (name: string) => {
  const file = join(source.folder, name)
  const { url: databaseUrl, spool: spoolDir } = source
  await makeBackup({ databaseUrl, spoolDir, target: file, key: keyOf(source), portal: '0.0.0', log: () => {} })
  return readFileSync(file)
}

beforeEach(async () => {
  source = await newPlace('SQLite')
  await fillPlace(source)
  target = await newPlace('SQLite', source.key)
  archive = await make('whole.backup')
  head = archive.indexOf('\n') + 1
  expect(archive.length).toBeGreaterThan(head + 3 * CHUNK)
})

const restore = (bytes: Buffer) => {
  const file = join(target.folder, 'given.backup')
  writeFileSync(file, bytes)
  return restoreBackup({ file, databaseUrl: target.url, spoolDir: target.spool, ring: buildKeyRing(target.key, undefined), log: () => {} })
}

async function expectRefused(what: string, bytes: Buffer) {
  const outcome = await restore(bytes).then(
    () => 'restored',
    (error: unknown) => (error instanceof Refusal ? 'refused' : error),
  )
  expect([what, outcome]).toEqual([what, 'refused'])
  expect([what, existsSync(databaseFile(target)), existsSync(target.spool)]).toEqual([what, false, false])
}

test('every flipped bit of the first line is noticed', async () => {
  for (let bit = 0; bit < head * 8; bit++) {
    const flipped = Buffer.from(archive)
    flipped[bit >> 3]! ^= 1 << (bit & 7)
    await expectRefused(`bit ${bit}`, flipped)
  }
  await restore(archive)
})

test('a flipped byte is noticed wherever it stands', async () => {
  const size = archive.length
  const spread = Array.from({ length: 40 }, (_, index) => head + Math.floor(((size - head - 1) * index) / 39))
  const ends = [head, head + 1, head + CHUNK - 17, head + CHUNK - 16, head + CHUNK - 1, head + CHUNK, size - 17, size - 16, size - 1]
  for (const position of [...spread, ...ends]) {
    const flipped = Buffer.from(archive)
    flipped[position]! ^= 0x01
    await expectRefused(`byte ${position}`, flipped)
  }
  await restore(archive)
})

test('an archive that was cut off is noticed wherever it was', async () => {
  const size = archive.length
  const inLine = [0, 1, 20, head - 1]
  const atChunks = [
    head,
    head + 1,
    head + 15,
    head + 16,
    head + CHUNK - 1,
    head + CHUNK,
    head + CHUNK + 1,
    head + 2 * CHUNK,
    head + 2 * CHUNK + 16,
  ]
  const lastChunk = head + Math.floor((size - head) / CHUNK) * CHUNK
  const atEnd = [lastChunk, lastChunk + 1, lastChunk + 16, size - 17, size - 16, size - 1]
  for (const length of [...inLine, ...atChunks, ...atEnd]) await expectRefused(`cut to ${length}`, archive.subarray(0, length))
  await restore(archive)
})

test('chunks that were moved, left out, repeated, added or taken from another archive are noticed', async () => {
  const other = await make('other.backup')
  const line = archive.subarray(0, head)
  const chunks: Buffer[] = []
  for (let at = head; at < archive.length; at += CHUNK) chunks.push(archive.subarray(at, at + CHUNK))
  const [first, second, ...rest] = chunks as [Buffer, Buffer, ...Buffer[]]
  const build = (...parts: Buffer[]) => Buffer.concat([line, ...parts])
  await expectRefused('moved', build(second, first, ...rest))
  await expectRefused('left out', build(first, ...rest))
  await expectRefused('repeated', build(first, first, second, ...rest))
  await expectRefused('the last one twice', build(...chunks, rest.at(-1)!))
  await expectRefused('one byte more', build(...chunks, Buffer.from([0])))
  await expectRefused('an empty line more', build(...chunks, Buffer.from('\n')))
  await expectRefused("another archive's first line", Buffer.concat([other.subarray(0, head), ...chunks]))
  await expectRefused("another archive's chunk", build(other.subarray(head, head + CHUNK), second, ...rest))
  await expectRefused("another archive's end", Buffer.concat([archive.subarray(0, head + CHUNK), other.subarray(head + CHUNK)]))
  await expectRefused('no archive at all', Buffer.from('SQLite format 3\0'.repeat(1000)))
  await restore(archive)
})
