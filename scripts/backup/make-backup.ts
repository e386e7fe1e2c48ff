// The story of a backup: the database is copied in one state of it, the spool is read before and after, and both go, packed and sealed,
// into one file.
import { createReadStream, existsSync } from 'node:fs'
import { mkdir, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import type { VaultKey } from '../../lib/vault/keys'
import { isPostgres } from '../migrations.mjs'
import { Refusal } from '../steps/refusal.mjs'
import { sealChunks } from './container'
import type { Manifest } from './manifest'
import { clearStale, withWorkFolder, writeWhole } from './partial-files'
import { packParts, type Part } from './parts'
import { schemaOf } from './postgres-client'
import { snapshotPostgres, type Snapshot } from './postgresql'
import { readSpool, spoolParts } from './spool-files'
import { folderOf, requireSqlite, snapshotSqlite } from './sqlite'

export type BackupPlan = {
  databaseUrl: string
  spoolDir: string
  target: string
  key: VaultKey
  portal: string // the version
  log: (line: string) => void
}

/** Where a backup goes that was told no place. */
export const defaultTarget = (now: Date) =>
  join('data', 'backups', `portal-${now.toISOString().replace(/\.\d+/, '').replaceAll(':', '-')}.backup`)

/**
 * Makes one sealed file, readable for its owner alone. Killed at any moment, it leaves no file under that name.
 * @throws {Refusal} when there is nothing to back up, or the file is there already
 */
export async function makeBackup(plan: BackupPlan): Promise<{ bytes: number; spoolFiles: number }> {
  const { target, spoolDir, key, log } = plan
  if (existsSync(target)) throw new Refusal(`${target} is there already: a backup overwrites nothing.`)
  // Before anything is read: what is used later than this may have been replaced.
  const at = new Date()
  return withSnapshot(plan, async (snapshot) => {
    await mkdir(dirname(target), { recursive: true, mode: 0o700 })
    await clearStale(dirname(target), (name) => name === basename(target) || /^portal-[\w-]+\.backup$/.test(name))
    let spoolFiles = 0
    async function* parts(): AsyncGenerator<Part> {
      log('copying the database')
      yield { name: 'database', bytes: snapshot.bytes }
      // Twice, because an answer moves from the spool into the database: read after the database alone, one that has just moved would be
      // in neither; read before it alone, one that has just come would be missing.
      const spool = new Map([...snapshot.spoolBefore, ...(await readSpool(spoolDir))])
      spoolFiles = spool.size
      log(`copying the spool: ${spoolFiles} waiting`)
      yield* spoolParts(spool)
    }
    const packed = packParts(parts(), () => describe(plan, at, snapshot))
    await pipeline(packed, createGzip(), async (compressed) => {
      await writeWhole(target, sealChunks(compressed as AsyncIterable<Buffer>, key))
    })
    return { bytes: (await stat(target)).size, spoolFiles }
  })
}

const describe = ({ portal, databaseUrl }: BackupPlan, at: Date, { rows }: Snapshot): Omit<Manifest, 'parts'> => ({
  format: 1,
  portal,
  kind: isPostgres(databaseUrl) ? 'postgresql' : 'sqlite',
  schema: isPostgres(databaseUrl) ? schemaOf(databaseUrl) : null,
  at: at.toISOString(),
  migrations: rows,
})

type Both = Snapshot & { spoolBefore: Map<string, Buffer> }

async function withSnapshot<Result>({ databaseUrl, spoolDir }: BackupPlan, work: (snapshot: Both) => Promise<Result>): Promise<Result> {
  const spoolBefore = await readSpool(spoolDir)
  if (isPostgres(databaseUrl)) {
    const snapshot = await snapshotPostgres(databaseUrl)
    return work({ ...snapshot, spoolBefore }).finally(snapshot.close)
  }
  requireSqlite(databaseUrl)
  // Beside the database: its rows are not sealed, and the backup may go to a disk that anybody can take away.
  return withWorkFolder(folderOf(databaseUrl), async (folder) => {
    const file = join(folder, 'database')
    const rows = await snapshotSqlite(databaseUrl, file)
    return work({ rows, bytes: createReadStream(file), close: async () => {}, spoolBefore })
  })
}
