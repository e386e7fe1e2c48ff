// What both commands do around their work: settings, keys, and telling what can't be done.
import { existsSync } from 'node:fs'
import { parseArgs, type ParseArgsConfig } from 'node:util'
import { Refusal } from '../steps/refusal.mjs'

/** The settings, read as late as this so that .env counts. */
export async function loadSettings() {
  if (existsSync('.env')) process.loadEnvFile('.env')
  const [{ env }, { getKeyRing }] = await Promise.all([import('../../lib/env.js'), import('../../lib/vault/key-ring')])
  return { databaseUrl: env.DATABASE_URL, spoolDir: env.SPOOL_DIR, ring: getKeyRing() }
}

/** @throws {Refusal} with the usage */
export function readArguments<Config extends ParseArgsConfig>(config: Config, usage: string) {
  try {
    return parseArgs(config)
  } catch (error) {
    throw new Refusal(`${(error as Error).message}. ${usage}`)
  }
}

/** One sentence and exit code 1 for what failed; no message of ours holds a secret. */
export async function run(command: () => Promise<void>): Promise<void> {
  try {
    await command()
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    process.exitCode = 1
  }
}

export const log = (line: string) => console.log(line)
