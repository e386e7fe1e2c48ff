// npm run restore -- FILE: brings a backup back, into an empty place.
import { loadSettings, log, readArguments, run } from './backup/command'
import { restoreBackup } from './backup/restore-backup'
import { Refusal } from './steps/refusal.mjs'

const USAGE = 'Usage: npm run restore -- FILE'

await run(async () => {
  const { positionals } = readArguments({ allowPositionals: true, options: {} }, USAGE)
  const [file] = positionals
  if (!file || positionals.length > 1) throw new Refusal(USAGE)
  const { manifest, spoolFiles } = await restoreBackup({ ...(await loadSettings()), file, log })
  const spool = spoolFiles === 1 ? '1 answer waits' : `${spoolFiles} answers wait`
  log(
    `restored as of ${manifest.at}; in the spool ${spool}. Everybody logs in again, and each refresh token is marked as possibly replaced since.`,
  )
})
