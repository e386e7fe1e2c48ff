import 'server-only'
import { getMigrations, isDatabaseAlive } from './health-store'
import { checkSpool } from './spool/spool'
import { hasKeysAtHand } from './vault/rotation-store'

/** What an exchange stands on. */
export type Readiness = { database: boolean; migrations: boolean; spool: boolean; keys: boolean }

/** A load balancer asks every second or so, and anybody may: one look serves all who ask in this time. */
const memoMs = 1_000
let last: { at: number; look: Promise<Readiness> } | null = null

async function look(): Promise<Readiness> {
  const [database, migrations, spool, keys] = await Promise.all([
    isDatabaseAlive(),
    getMigrations(),
    checkSpool().then(
      () => true,
      () => false,
    ),
    hasKeysAtHand().catch(() => false),
  ])
  return { database, migrations: migrations !== null && migrations.count > 0 && migrations.unfinished === 0, spool, keys }
}

/** Whether this instance can take on an exchange and keep what comes of it. */
export function readReadiness(now = Date.now()): Promise<Readiness> {
  if (!last || now - last.at >= memoMs) last = { at: now, look: look() }
  return last.look
}

export const isReady = (readiness: Readiness) => Object.values(readiness).every(Boolean)
