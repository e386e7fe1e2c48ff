import 'server-only'
import { countKeptAnswers } from '@/lib/attempts/kept-answer-store'
import { env } from '@/lib/env.js'
import { getMigrations, isDatabaseAlive } from '@/lib/health-store'
import { checkMail } from '@/lib/mail/send-mail'
import { checkSpool, listLeftovers, SpoolFull } from '@/lib/spool/spool'
import { listWaysOut } from '@/lib/try-ways-out'
import { getKeyRing } from '@/lib/vault/key-ring'
import { countElsewhere } from '@/lib/vault/rotation-store'
import { version } from '@/package.json'
import type { Facts } from './judge-state'

/** Looks at every part at once. Of one that can't be read that is told; none keeps the others from being shown. */
export async function readFacts(): Promise<Facts> {
  const [isAlive, migrations, spool, kept, keys, mail] = await Promise.all([
    isDatabaseAlive(),
    getMigrations(),
    readSpool(),
    countKeptAnswers().catch(() => null),
    readKeys().catch(() => null),
    checkMail().catch(() => 'unreachable' as const),
  ])
  return {
    version,
    database: { kind: env.DATABASE_URL.startsWith('file:') ? 'sqlite' : 'postgresql', isAlive },
    ...{ migrations, spool, kept, keys, mail },
    wayOut: readWayOut(),
    signUp: env.SIGN_UP,
    logIn: { mode: env.AUTH_MODE, provider: env.SSO_ISSUER ? env.SSO_NAME : null, factor: env.REQUIRE_MFA },
    sessions: { hours: env.SESSION_HOURS, minutes: env.SESSION_IDLE_MINUTES },
  }
}

function readWayOut(): Facts['wayOut'] {
  const ways = listWaysOut()
  const proxies = ways.map(({ proxy }) => proxy).filter((proxy) => proxy !== null)
  return { proxies: [...new Set(proxies)], isMixed: proxies.length < ways.length }
}

async function readSpool(): Promise<Facts['spool']> {
  try {
    await checkSpool()
    return { state: 'ready', waiting: (await listLeftovers()).length }
  } catch (error) {
    return { state: (error as Error).cause instanceof SpoolFull ? 'full' : 'unwritable', waiting: 0 }
  }
}

async function readKeys(): Promise<Facts['keys']> {
  const ring = getKeyRing()
  return { primary: ring.primary.id, count: ring.ids.length, elsewhere: await countElsewhere() }
}
