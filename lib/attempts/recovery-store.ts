import 'server-only'
import type { UserId } from '../accounts/user-id'
import { db } from '../db'
import { openVault } from '../vault/vault-store'
import { leaseEnd, spoolPlace, type Hold } from './exchange-store'
import { attemptPlace } from './store'

/**
 * What the portal does for itself, for no user in particular: it finds the exchanges whose process has gone. The owner comes with each row, and
 * everything after asks for it as always.
 */

const oldestFirst = { orderBy: { expiresAt: 'asc' }, take: 100 } as const

/** Attempts that nobody will end any more: open ones past their time, and exchanges cut off before an answer was kept, with their hold. */
export async function listStale(now: Date): Promise<({ userId: UserId; id: string; status: string } & Partial<Hold>)[]> {
  const select = { id: true, userId: true, status: true, fence: true } as const
  const open = await db.attempt.findMany({ where: { status: 'open', expiresAt: { lte: now } }, ...oldestFirst, select })
  const cutOff = { status: 'exchanging', answerSealed: null, leaseUntil: { lt: now } }
  const exchanging = await db.attempt.findMany({ where: cutOff, ...oldestFirst, select })
  return [
    ...open.map(({ id, userId, status }) => ({ id, userId: userId as UserId, status })),
    ...exchanging.map(({ userId, ...row }) => ({ ...row, userId: userId as UserId, silentAt: now })),
  ]
}

/**
 * Takes over the exchanges whose answer was kept and whose process is gone. Each is given to one caller.
 * @param isAtWork whether this process is still at work on an attempt itself, though its lease has run out
 */
export async function takeOverAbandoned(now: Date, isAtWork: (id: string) => boolean = () => false): Promise<Hold[]> {
  const abandoned = { status: 'exchanging', answerSealed: { not: null }, leaseUntil: { lt: now } }
  const rows = await db.attempt.findMany({ where: abandoned, ...oldestFirst, select: { id: true, userId: true, fence: true } })
  const taken: Hold[] = []
  for (const { id, userId, fence } of rows) {
    if (isAtWork(id)) continue
    const data = { leaseUntil: leaseEnd(now), fence: fence + 1 }
    const { count } = await db.attempt.updateMany({ where: { ...abandoned, id, userId, fence }, data })
    if (count === 1) taken.push({ id, userId: userId as UserId, fence: fence + 1 })
  }
  return taken
}

/** What became of the attempt that a spool entry belongs to. `isHeld`: its process is at work. Null when the database knows no such attempt. */
export async function findSpooled(id: string, now: Date) {
  const row = await db.attempt.findUnique({
    where: { id },
    select: { id: true, userId: true, status: true, fence: true, leaseUntil: true },
  })
  if (!row) return null
  const { leaseUntil, userId, ...rest } = row
  return { ...rest, userId: userId as UserId, isHeld: row.status === 'exchanging' && leaseUntil !== null && leaseUntil >= now }
}

export type Spooled = NonNullable<Awaited<ReturnType<typeof findSpooled>>>

/**
 * Takes an attempt over for an answer that lay in the spool, or at another `place`: one whose process has gone, also where another instance, which did not know of the
 * answer, has ended it as unknown. One caller gets it; the answer and the client secret stand beside the attempt then, as keepAnswer leaves them.
 */
export async function adoptAnswer(
  { userId, id, fence, status }: Spooled,
  sealed: string,
  now: Date,
  place = spoolPlace(id),
): Promise<Hold | null> {
  const vault = await openVault(userId)
  const { clientSecret, ...answer } = JSON.parse(vault.open(sealed, place)) as { clientSecret: string }
  const data = {
    status: 'exchanging',
    failure: null,
    failureDetail: null,
    endedAt: null,
    clientSecretSealed: vault.seal(clientSecret, attemptPlace(id, 'clientSecret')),
    answerSealed: vault.seal(JSON.stringify(answer), attemptPlace(id, 'answer')),
    fence: fence + 1,
    leaseUntil: leaseEnd(now),
  }
  // Its process may have come back since.
  const isSilent = status === 'exchanging' ? { leaseUntil: { lt: now } } : {}
  const { count } = await db.attempt.updateMany({ where: { userId, id, fence, status, ...isSilent }, data })
  return count === 1 ? { userId, id, fence: fence + 1 } : null
}
