// A portal's place (database, spool, key) for the tests of backup and restore, and the two commands as an operator runs them.
import { randomBytes, randomUUID } from 'node:crypto'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, inject } from 'vitest'
import { buildKeyRing } from '@/lib/vault/key-ring'
import { kinds, query } from './migration-databases'
import { newFolder } from './new-folder'
import { projectRoot, runProgram } from './programs'
import { createDatabase } from './postgres'

export type Kind = (typeof kinds)[number]['kind']
export type Place = { kind: Kind; folder: string; url: string; spool: string; key: string; environment: Record<string, string> }

/** In the address of every PostgreSQL of these tests. The server does not ask for it; nobody may ever show it. */
export const databasePassword = `geheim-${randomUUID()}`

/** @param key another place's, to bring its backup back */
export async function newPlace(kind: Kind, key = randomBytes(32).toString('base64')): Promise<Place> {
  const folder = newFolder()
  const url = kind === 'SQLite' ? `file:${join(folder, 'data', 'portal.db')}` : await newPostgresUrl()
  const spool = join(folder, 'data', 'spool')
  const environment = { DATABASE_URL: url, SPOOL_DIR: spool, ENCRYPTION_KEY: key, KEY_FILE: '' }
  return { kind, folder, url, spool, key, environment }
}

async function newPostgresUrl(): Promise<string> {
  const url = new URL(await createDatabase(inject('postgresUrl')))
  url.password = databasePassword
  return url.toString()
}

export const databaseFile = ({ url }: Place) => url.slice('file:'.length)
export const keyOf = ({ key }: Pick<Place, 'key'>) => buildKeyRing(key, undefined).primary

const addressOf = (path: string) => pathToFileURL(path).href
const tsx = addressOf(createRequire(import.meta.url).resolve('tsx'))
const spy = addressOf(join(projectRoot, 'tests/support/backup-preload.ts'))

/**
 * In the place's own folder, so that no `.env` of a developer is read.
 * @param watched what tests/support/backup-preload.ts is told
 */
async function run(script: string, place: Place, parameters: string[], watched?: Record<string, string>) {
  const loaders = [tsx, ...(watched ? [spy] : [])].flatMap((loader) => ['--import', loader])
  const program = ['--conditions=react-server', ...loaders, join(projectRoot, script), ...parameters]
  const ended = await runProgram(program, { cwd: place.folder, env: { ...place.environment, ...watched } })
  for (const secret of [place.key, databasePassword]) expect(ended.output).not.toContain(secret)
  return ended
}

export const runBackup = (place: Place, file: string, watched?: Record<string, string>) =>
  run('scripts/backup.ts', place, ['--to', file], watched)
export const runBackupToDefault = (place: Place) => run('scripts/backup.ts', place, [])
export const runRestore = (place: Place, file: string, watched?: Record<string, string>) =>
  run('scripts/restore.ts', place, [file], watched)

/** A refusal is one sentence, without a stack. */
export const refusal = (sentence: RegExp) => ({ code: 1, output: expect.stringMatching(sentence) })

/** The programs of a command that was killed find out by themselves that nobody is there any more. */
export async function untilNobodyIsConnected({ kind, url }: Place): Promise<void> {
  if (kind === 'SQLite') return
  const others = `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND application_name LIKE 'preauth-portal%'`
  await expect.poll(() => query(url, others), { timeout: 30_000 }).toEqual([])
}
