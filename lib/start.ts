import 'server-only'
import { deleteStaleCounts } from './accounts/rate-limit-store'
import { deleteOldCalls } from './budget/store'
import { env } from './env.js'
import { log } from './log.mjs'
import { platforms } from './providers/catalogue'
import { recoverExchanges } from './recover-exchanges'
import { buildSettings } from './settings/build-settings'
import { getSettingsFormat } from './settings/format-file'
import { checkSpool, SpoolFull } from './spool/spool'
import { checkKeys } from './vault/rotation-store'

const tidyEveryMs = Math.min(5_000, env.LEASE_SECONDS * 1_000)

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

async function tidyUp(): Promise<void> {
  const now = new Date()
  await recoverExchanges(now)
  await deleteStaleCounts(now)
  await deleteOldCalls(now)
}

/** Runs once, when the server starts (instrumentation.ts). */
export async function start(): Promise<void> {
  await checkSurroundings()
  const tidy = () => tidyUp().catch((error: Error) => log.error('tidying up failed', { error }))
  await tidy()
  // One after the other: a run that takes long is not met by the next.
  const next = () => void setTimeout(() => void tidy().then(next), tidyEveryMs).unref()
  next()
}
