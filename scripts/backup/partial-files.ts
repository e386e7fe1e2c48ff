// Files and folders that are not finished yet. Each carries the number of the process that makes it, so that a later run can tell what a
// killed one left behind from what another is writing at this moment.
import { mkdir, open, readdir, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'

const WORK = 'portal-work'

export const partialName = (path: string) => `${path}.${process.pid}.partial`

/**
 * Removes what killed runs left in a folder.
 * @param isOurs told the name without number and `.partial`
 */
export async function clearStale(folder: string, isOurs: (name: string) => boolean): Promise<void> {
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return []
    throw error
  })
  for (const name of names) {
    const [, own, pid] = /^(.+)\.(\d+)\.partial$/.exec(name) ?? []
    // Our own number was another's before us: in a container it is the same at every start.
    if (own && isOurs(own) && (Number(pid) === process.pid || !isAlive(Number(pid))))
      await rm(join(folder, name), { recursive: true, force: true })
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** A folder of this run's own, for its owner alone. Gone when the work is done, by the next run at the latest. */
export async function withWorkFolder<Result>(folder: string, work: (path: string) => Promise<Result>): Promise<Result> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  await clearStale(folder, (name) => name === WORK)
  const path = partialName(join(folder, WORK))
  await mkdir(path, { mode: 0o700 })
  try {
    return await work(path)
  } finally {
    await rm(path, { recursive: true, force: true })
  }
}

/** Under its name stands nothing, or the whole: also after a kill, and after a power cut. Readable for its owner alone. */
export async function writeWhole(path: string, pieces: AsyncIterable<Buffer> | Iterable<Buffer>): Promise<void> {
  const partial = partialName(path)
  const file = await open(partial, 'w', 0o600)
  try {
    for await (const piece of pieces) await file.writeFile(piece)
    await file.sync()
    await file.close()
    await rename(partial, path)
  } catch (error) {
    await file.close().catch(() => {})
    await rm(partial, { force: true })
    throw error
  }
  await syncFolder(dirname(path))
}

/** Makes sure that a file has its name after a power cut. Windows can't open a folder; there a rename is as durable as it gets. */
export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r').catch(() => null)
  await handle?.sync().finally(() => handle.close())
}

export const syncFile = async (path: string) => {
  const handle = await open(path, 'r+')
  await handle.sync().finally(() => handle.close())
}
