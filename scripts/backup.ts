// npm run backup -- [--to FILE]: one sealed file with the database and the spool, made while the portal runs.
import { readFile } from 'node:fs/promises'
import { loadSettings, log, readArguments, run } from './backup/command'
import { defaultTarget, makeBackup } from './backup/make-backup'
import { inRoot } from './steps/paths.mjs'

await run(async () => {
  const { values } = readArguments({ options: { to: { type: 'string' } } }, 'Usage: npm run backup -- [--to FILE]')
  const { databaseUrl, spoolDir, ring } = await loadSettings()
  const { version } = JSON.parse(await readFile(inRoot('package.json'), 'utf8')) as { version: string }
  const target = values.to || defaultTarget(new Date())
  const { bytes } = await makeBackup({ databaseUrl, spoolDir, target, key: ring.primary, portal: version, log })
  log(
    `backed up to ${target}: ${bytes} bytes, sealed under key ${ring.primary.id}. Keep that key elsewhere: without it nobody opens this file.`,
  )
})
