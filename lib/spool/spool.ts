import 'server-only'
import { randomInt } from 'node:crypto'
import { mkdir, open, readdir, readFile, rm, stat, statfs } from 'node:fs/promises'
import { join } from 'node:path'
import { databaseFolder, env } from '../env.js'

/**
 * The spool: where a token answer is put down before anybody looks into it, on a disk of this machine, whatever the database does.
 * A place is reserved, bytes, name and all, before the code is spent; then the answer only overwrites what is there already.
 */

/** What an entry says openly; `sealed` opens with the user's data key alone. */
export type SpoolEntry = { attemptId: string; userId: string; fence: number; sealed: string }
/** `letGo`: this process is done with the answer, and what was kept of it waits for its replay. `discard`: nothing waits. */
export type Reservation = { keep(sealed: string, fence: number): Promise<void>; letGo(): Promise<void>; discard(): Promise<void> }

/** Room for a sealed answer of 64 kB, and then some. */
const reservedBytes = 160 * 1024
/** Below this much free space, in the spool or beside an SQLite file, nothing is begun. */
const marginBytes = 16 * 1024 * 1024

/** Room of another process that was never filled is given up after this time: no call takes as long. */
const unusedMs = 10 * 60 * 1000

async function syncFolder(): Promise<void> {
  // Windows can't open a folder; there a rename is as durable as it gets.
  const folder = await open(env.SPOOL_DIR, 'r').catch(() => null)
  await folder?.sync().finally(() => folder.close())
}

// What this process is at work on: nobody tidies it up or replays it until it is let go. Actions, the callback and the background work are bundles of their
// own, each with its copy of this file: one set for all.
const holder = globalThis as { preauthPortalSpoolInUse?: Map<string, string> }
/** The name of each, and whose it is. */
const inUse = (holder.preauthPortalSpoolInUse ??= new Map())

export class SpoolFull extends Error {
  override name = 'SpoolFull'
}

/** @throws {SpoolFull} below the margin; whatever the file system says when the folder can't be made */
export async function requireRoom(): Promise<void> {
  await mkdir(env.SPOOL_DIR, { recursive: true, mode: 0o700 })
  for (const folder of [env.SPOOL_DIR, databaseFolder(env.DATABASE_URL) ?? env.SPOOL_DIR]) {
    const { bavail, bsize } = await statfs(folder)
    if (bavail * bsize < marginBytes) throw new SpoolFull(`Less than ${marginBytes} bytes are free in ${folder}`)
  }
}

/**
 * Takes the room for one answer, written and on disk, so that the answer itself costs one write and one sync.
 * @throws whatever the file system says when it can't be written
 */
export async function reserve(attemptId: string, userId: string): Promise<Reservation> {
  // Of several who want the same attempt each has room of its own: which of them holds it shows later.
  const name = `${attemptId}.${randomInt(2 ** 47)}.answer`
  const path = join(/* turbopackIgnore: true */ env.SPOOL_DIR, name)
  // From before the attempt is taken, which goes on at the same time.
  inUse.set(name, userId)
  const file = await open(path, 'wx', 0o600).catch((error: Error) => {
    inUse.delete(name)
    throw error
  })
  async function letGo() {
    await file.close().catch(() => {})
    inUse.delete(name)
  }
  async function discard() {
    await file.close().catch(() => {})
    // What can't be removed now is found as a leftover, and removed then.
    await rm(path, { force: true }).catch(() => {})
    inUse.delete(name)
  }
  try {
    await file.write(Buffer.alloc(reservedBytes, ' '), 0, reservedBytes, 0)
    await Promise.all([file.sync(), syncFolder()])
  } catch (error) {
    await discard()
    throw error
  }
  return {
    async keep(sealed, fence) {
      const bytes = Buffer.from(JSON.stringify({ attemptId, userId, fence, sealed } satisfies SpoolEntry))
      await file.write(bytes, 0, bytes.length, 0)
      await file.datasync()
    },
    letGo,
    discard,
  }
}

/** Whether this process is at work on an attempt's answer. */
export const hasRoom = (attemptId: string) => [...inUse.keys()].some((name) => name.startsWith(`${attemptId}.`))

/** `isEmpty`: room that was never filled. `entry`: null for one that can't be read. */
export type Leftover = { name: string; attemptId: string; entry: SpoolEntry | null; isEmpty: boolean }

/** What a stopped process left. */
export async function listLeftovers(now = Date.now()): Promise<Leftover[]> {
  const names = await readdir(env.SPOOL_DIR).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return []
    throw error
  })
  const leftovers: Leftover[] = []
  for (const name of names) {
    // Room had a name of its own until it was filled.
    const [, attemptId] = /^([\w-]+)\.\d+\.(?:answer|reserved)$/.exec(name) ?? []
    if (!attemptId || inUse.has(name)) continue
    const path = join(env.SPOOL_DIR, name)
    const [text, { mtimeMs }] = await Promise.all([readFile(path, 'utf8'), stat(path)]).catch(() => ['', { mtimeMs: now }] as const)
    const isEmpty = text.trim() === ''
    if (isEmpty && now - mtimeMs < unusedMs) continue
    leftovers.push({ name, attemptId, entry: readEntry(text), isEmpty })
  }
  return leftovers
}

function readEntry(text: string): SpoolEntry | null {
  try {
    const { attemptId, userId, fence, sealed } = JSON.parse(text) as SpoolEntry
    const isWhole = [attemptId, userId, sealed].every((value) => typeof value === 'string') && Number.isInteger(fence)
    return isWhole ? { attemptId, userId, fence, sealed } : null
  } catch {
    return null
  }
}

export const removeLeftover = ({ name }: Pick<Leftover, 'name'>) => rm(join(env.SPOOL_DIR, name), { force: true })

/** The answers of a user whose key is gone, also one that is still to come: nobody will open them again. */
export async function removeAnswersOf(userId: string): Promise<void> {
  const left = (await listLeftovers()).filter(({ entry }) => entry?.userId === userId)
  const awaited = [...inUse].filter(([, owner]) => owner === userId).map(([name]) => ({ name }))
  for (const answer of [...left, ...awaited]) await removeLeftover(answer)
}

/** Whether the spool can be written, for the start. @throws naming the folder */
export async function checkSpool(): Promise<void> {
  try {
    await requireRoom()
    await (await reserve(`check-${process.pid}`, 'nobody')).discard()
  } catch (error) {
    const { code = (error as Error).name } = error as NodeJS.ErrnoException
    throw new Error(`SPOOL_DIR ${env.SPOOL_DIR} can't be written (${code}): no token could be kept safe`, { cause: error })
  }
}
