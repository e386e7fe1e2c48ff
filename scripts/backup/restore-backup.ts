// The story of a restore: the backup is verified wholly, the database is built where nobody sees it, the spool is put back, and the
// database appears, in one step.
import { open } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import type { KeyRing } from '../../lib/vault/key-ring'
import { compareHistory } from '../migrations/history.mjs'
import { isPostgres, migrationsFor, refusalFor } from '../migrations.mjs'
import { Refusal } from '../steps/refusal.mjs'
import { openChunks, readHeader } from './container'
import type { Manifest } from './manifest'
import { buildMarks } from './marks'
import { withWorkFolder } from './partial-files'
import { unpackParts } from './parts'
import { schemaOf } from './postgres-client'
import { requireEmptyPostgres, restorePostgres } from './postgresql'
import { attemptsInSpool, checkSpoolPlace, isSpoolPart, placeSpool } from './spool-files'
import { buildSqlite, folderOf, placeSqlite, requireEmptySqlite } from './sqlite'

export type RestorePlan = {
  file: string
  databaseUrl: string
  spoolDir: string
  ring: Pick<KeyRing, 'find' | 'ids'>
  log: (line: string) => void
}

/**
 * Killed at any moment, it leaves no database or a whole one, and in the first case may be run again.
 * @throws {Refusal} for a backup that is not whole, is not for this place, or a place that is not empty
 */
export async function restoreBackup(plan: RestorePlan): Promise<{ manifest: Manifest; spoolFiles: number }> {
  const { databaseUrl, spoolDir, log } = plan
  const postgres = isPostgres(databaseUrl)
  // PostgreSQL has no folder of its own here; the spool's neighbourhood is as private.
  return withWorkFolder(postgres ? dirname(spoolDir) : folderOf(databaseUrl), async (folder) => {
    if (postgres) await requireEmptyPostgres(databaseUrl)
    else requireEmptySqlite(databaseUrl)
    log(`checking ${plan.file}`)
    const manifest = await unpack(plan, folder)
    log(`it is whole: made by version ${manifest.portal} at ${manifest.at}`)
    const { pending } = requireFitting(manifest, plan)
    const missing = await checkSpoolPlace(spoolDir, manifest.parts)
    const now = new Date()
    const marks = buildMarks(new Date(manifest.at), attemptsInSpool(manifest.parts), now)
    const database = join(folder, 'database')

    // The spool goes first. Killed in between, its entries lie there alone and the next run knows them again; the other way round a
    // database would be served whose last answers have gone.
    const putSpoolBack = () => placeSpool(spoolDir, folder, missing)
    log('building the database')
    if (postgres) await restorePostgres(databaseUrl, database, { pending, marks, now }, putSpoolBack)
    else {
      await buildSqlite(database, marks, log)
      await putSpoolBack()
      await placeSqlite(database, databaseUrl)
    }
    return { manifest, spoolFiles: manifest.parts.filter(isSpoolPart).length }
  })
}

async function unpack({ file: name, ring }: RestorePlan, folder: string): Promise<Manifest> {
  const file = await open(name, 'r').catch((error: NodeJS.ErrnoException) => {
    throw new Refusal(`${name} can't be read (${error.code}).`)
  })
  try {
    const header = await readHeader(file, name)
    const key = ring.find(header.keyId)
    if (!key) throw new Refusal(`${name} needs key ${header.keyId}, which is not at hand. At hand: ${ring.ids.join(', ')}.`)
    let manifest: Manifest | undefined
    await pipeline(openChunks(file, name, header, key), createGunzip(), async (plain) => {
      manifest = await unpackParts(plain as AsyncIterable<Buffer>, folder)
    })
    if (!manifest) throw new Error('The backup was not read to its end')
    return manifest
  } finally {
    await file.close()
  }
}

/** @throws {Refusal} where this version and this database are not what the backup is for */
function requireFitting({ kind, portal, schema, migrations }: Manifest, { databaseUrl }: RestorePlan) {
  const words = { sqlite: 'an SQLite database', postgresql: 'a PostgreSQL database' }
  const target = isPostgres(databaseUrl) ? 'postgresql' : 'sqlite'
  if (kind !== target)
    throw new Refusal(`This is the backup of ${words[kind]}, and DATABASE_URL names ${words[target]}. Nothing was restored.`)
  if (target === 'postgresql' && schema !== schemaOf(databaseUrl))
    throw new Refusal(
      `The backup's tables stand in the schema ${schema}, and DATABASE_URL names ${schemaOf(databaseUrl)}. Nothing was restored.`,
    )
  const state = compareHistory(migrationsFor(databaseUrl), migrations)
  if (state.unknown.length)
    throw new Refusal(
      `The backup was made by version ${portal}, which is newer: this one does not know ${state.unknown.join(', ')}. Nothing was restored.`,
    )
  const refusal = refusalFor(state, { pendingIsFine: true })
  if (refusal) throw new Refusal(refusal)
  return state
}
