import 'server-only'
import { startJobs } from './jobs'
import { log } from './log.mjs'
import { platforms } from './providers/catalogue'
import { buildSettings } from './settings/build-settings'
import { getSettingsFormat } from './settings/format-file'
import { checkSpool, SpoolFull } from './spool/spool'
import { checkKeys } from './vault/rotation-store'

/** What can only be known with the database and files at hand, found before anybody's code is spent. @throws naming the setting */
async function checkSurroundings(): Promise<void> {
  const values = { name: 'check', clientId: '-', clientSecret: '-', redirectUri: '-', refreshToken: '-', apiUrl: '-' }
  for (const { id } of platforms) buildSettings({ ...values, platform: id }, getSettingsFormat())
  await checkKeys()
  // A full disk stops exchanges, each before its code is spent; what is in the history can still be fetched.
  await checkSpool().catch((error: Error) => {
    if (!(error.cause instanceof SpoolFull)) throw error
    log.error('disk full', { error })
  })
}

/** Runs once, when the server starts (instrumentation.ts). */
export async function start(): Promise<void> {
  await checkSurroundings()
  startJobs()
}
