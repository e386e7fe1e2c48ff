import 'server-only'
import { deleteStaleChallenges } from './accounts/challenge-store'
import { deleteStaleLinks } from './accounts/mail-link-store'
import { deleteStaleCounts } from './accounts/rate-limit-store'
import { deleteOldCalls } from './budget/store'
import { env } from './env.js'
import { deleteDue } from './leave'
import { log } from './log.mjs'
import { platforms } from './providers/catalogue'
import { recoverExchanges } from './recover-exchanges'
import { buildSettings } from './settings/build-settings'
import { getSettingsFormat } from './settings/format-file'
import { checkSpool, SpoolFull } from './spool/spool'
import { forgetDeleted } from './forget-store'
import { checkKeys } from './vault/rotation-store'

const recoverEveryMs = Math.min(5_000, env.LEASE_SECONDS * 1_000)
const forgetEveryMs = 60_000

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

/** What has had its time: counts, and what was deleted so long ago that it can't be undone any more. */
async function forget(): Promise<void> {
  const now = new Date()
  for (const one of [deleteStaleCounts, deleteStaleChallenges, deleteStaleLinks, deleteOldCalls, forgetDeleted, deleteDue]) await one(now)
}

/** Now, and again after each pause: one run after the other, so that one that takes long is not met by the next. */
async function repeat(work: () => Promise<void>, pauseMs: number): Promise<void> {
  await work().catch((error: Error) => log.error('tidying up failed', { error }))
  setTimeout(() => void repeat(work, pauseMs), pauseMs).unref()
}

/** Runs once, when the server starts (instrumentation.ts). */
export async function start(): Promise<void> {
  await checkSurroundings()
  await repeat(() => recoverExchanges(), recoverEveryMs)
  await repeat(forget, forgetEveryMs)
}
