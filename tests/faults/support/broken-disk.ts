// Disks that are full and files that nobody may write, for real: they take root and Linux, and where either is missing the test is skipped.
import { execFileSync } from 'node:child_process'
import { closeSync, existsSync, mkdtempSync, openSync, rmSync, statfsSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export type SmallDisk = {
  folder: string
  /** To the last byte. */
  fill(): void
  empty(): void
  remove(): void
}

/** A file system of its own in memory. Null, and a word about it, where that is not allowed. */
export function mountSmallDisk(): SmallDisk | null {
  const folder = mkdtempSync(join(tmpdir(), 'portal-disk-'))
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64m', 'tmpfs', folder], { stdio: 'pipe' })
  } catch {
    rmSync(folder, { recursive: true })
    console.log('No disk can be mounted here (this takes root): what happens on a full one is not tried.')
    return null
  }
  const ballast = join(folder, 'ballast')
  const unmount = () => execFileSync('umount', ['--lazy', folder])
  process.once('exit', unmount)
  return {
    folder,
    fill() {
      const file = openSync(ballast, 'w')
      try {
        // Large pieces first, then what is left beside them.
        for (const size of [1 << 20, 4096, 1]) writeUntilFull(file, Buffer.alloc(size))
      } finally {
        closeSync(file)
      }
      if (statfsSync(folder).bfree !== 0) throw new Error('The disk is not full')
    },
    empty: () => rmSync(ballast, { force: true }),
    remove() {
      process.off('exit', unmount)
      unmount()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

function writeUntilFull(file: number, piece: Buffer): void {
  try {
    while (writeSync(file, piece) === piece.length);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error
  }
}

/**
 * Makes files unwritable for everybody, root and whoever has them open included (not for memory that is mapped: no `-shm`). Null where the file
 * system has no such thing.
 */
export function freeze(...paths: string[]): { thaw(): void } | null {
  const there = paths.filter((path) => existsSync(path))
  const thaw = () => void execFileSync('chattr', ['-i', ...there], { stdio: 'pipe' })
  try {
    execFileSync('chattr', ['+i', ...there], { stdio: 'pipe' })
  } catch {
    console.log('No file can be made immutable here (this takes root and ext4): what happens on a read-only disk is not tried.')
    return null
  }
  process.once('exit', thaw)
  return {
    thaw() {
      process.off('exit', thaw)
      thaw()
    },
  }
}
