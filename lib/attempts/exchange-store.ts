import 'server-only'
import type { UserId } from '../accounts/user-id'
import { db } from '../db'
import type { Failure } from '../oauth/failures'
import { open, seal } from '../vault/seal'
import { attemptPlace } from './store'

// While an exchange runs, its process says so every few seconds. Whoever is silent for longer was killed.
const leaseMs = 20_000
const renewMs = 5_000
const later = (now: Date) => new Date(now.getTime() + leaseMs)

const forgetSecrets = { clientSecretSealed: null, stateSealed: null, answerSealed: null, leaseUntil: null }

/**
 * Takes the attempt for the one exchange: of many callers at once exactly one gets its client secret, the others get null.
 * The secret is opened first: where the key does not fit, nothing is begun.
 */
export async function claimAttempt(userId: UserId, id: string, now: Date): Promise<{ clientSecret: string } | null> {
  const isOpen = { userId, id, status: 'open', expiresAt: { gt: now } }
  const row = await db.attempt.findFirst({ where: isOpen, select: { clientSecretSealed: true } })
  if (!row?.clientSecretSealed) return null
  const clientSecret = open(row.clientSecretSealed, attemptPlace(userId, id, 'clientSecret'))
  const taken = { status: 'exchanging', returnedAt: now, leaseUntil: later(now) }
  return (await db.attempt.updateMany({ where: isOpen, data: taken })).count === 1 ? { clientSecret } : null
}

/** Pushes the lease on until the returned function is called. */
export function holdAttempt(userId: UserId, id: string): () => void {
  const renew = () =>
    db.attempt.updateMany({ where: { userId, id, status: 'exchanging' }, data: { leaseUntil: later(new Date()) } }).catch(() => {
      // The database is away: the next push, or the one who takes over, will see.
    })
  const timer = setInterval(renew, renewMs)
  return () => clearInterval(timer)
}

/** Puts the provider's answer on disk before anybody looks into it: a token that arrived is not lost. */
export async function keepAnswer(userId: UserId, id: string, answer: unknown): Promise<void> {
  const answerSealed = seal(JSON.stringify(answer), attemptPlace(userId, id, 'answer'))
  const { count } = await db.attempt.updateMany({ where: { userId, id, status: 'exchanging' }, data: { answerSealed } })
  if (count !== 1) throw new Error('The attempt under way has gone')
}

/** What keepAnswer kept, with the client secret that the settings file needs. Null when the attempt is not between answer and history. */
export async function openAnswer<Answer>(userId: UserId, id: string): Promise<{ answer: Answer; clientSecret: string } | null> {
  const select = { answerSealed: true, clientSecretSealed: true } as const
  const row = await db.attempt.findFirst({ where: { userId, id, status: 'exchanging' }, select })
  if (!row?.answerSealed || !row.clientSecretSealed) return null
  const clientSecret = open(row.clientSecretSealed, attemptPlace(userId, id, 'clientSecret'))
  return { answer: JSON.parse(open(row.answerSealed, attemptPlace(userId, id, 'answer'))) as Answer, clientSecret }
}

/** Why an attempt ended. `detail`: the provider's own words, cleaned. */
export type Ending = { status: 'failed' | 'unknown'; failure: Failure; detail?: string | null }

/** Ends an attempt that is open or under way; one that has ended already stays as it is. */
export async function endAttempt(userId: UserId, id: string, { status, failure, detail = null }: Ending, now: Date): Promise<void> {
  const where = { userId, id, status: { in: ['open', 'exchanging'] } }
  await db.attempt.updateMany({ where, data: { ...forgetSecrets, status, failure, failureDetail: detail, endedAt: now } })
}

/** The part of an attempt's row that changes when its settings stand in the history; saveSettingsFile commits both at once. */
export const doneAttempt = (now: Date) => ({ ...forgetSecrets, status: 'done', endedAt: now })

/** Closes what nobody will close any more, for all users: attempts past their time, and exchanges that were cut off before an answer was kept. */
export async function closeStaleAttempts(now: Date): Promise<void> {
  const ended = { ...forgetSecrets, endedAt: now }
  await db.attempt.updateMany({
    where: { status: 'open', expiresAt: { lte: now } },
    data: { ...ended, status: 'expired', failure: 'attempt-expired' },
  })
  await db.attempt.updateMany({
    where: { status: 'exchanging', answerSealed: null, leaseUntil: { lt: now } },
    data: { ...ended, status: 'unknown', failure: 'attempt-interrupted' },
  })
}

/**
 * Takes over the exchanges whose answer was kept and whose process is gone. Each is given to one caller.
 * @returns the owner beside the id: this is for the portal itself, which acts for nobody in particular
 */
export async function takeOverAbandoned(now: Date): Promise<{ userId: UserId; id: string }[]> {
  const abandoned = { status: 'exchanging', answerSealed: { not: null }, leaseUntil: { lt: now } }
  const rows = await db.attempt.findMany({ where: abandoned, take: 100, select: { id: true, userId: true } })
  const taken: { userId: UserId; id: string }[] = []
  for (const { id, userId } of rows) {
    const { count } = await db.attempt.updateMany({ where: { ...abandoned, id, userId }, data: { leaseUntil: later(now) } })
    if (count === 1) taken.push({ id, userId: userId as UserId })
  }
  return taken
}
