import 'server-only'
import { randomInt } from 'node:crypto'
import { db, isUniqueViolation } from '../db'

/** One thing at a time, on whichever instance. Whoever falls silent has it no longer. */
export type Lease = {
  /** @returns false when somebody else has it by now */
  renew(now: Date): Promise<boolean>
  end(): Promise<unknown>
}

/** @returns null while somebody else has it */
export async function takeLease(name: string, lifeMs: number, now: Date): Promise<Lease | null> {
  const key = `lease ${name}`
  const holder = randomInt(1, 2 ** 31)
  const until = (from: Date) => {
    const end = new Date(from.getTime() + lifeMs)
    return { blockedUntil: end, windowEndsAt: end }
  }
  const isMine = { key, count: holder }
  const lease: Lease = {
    renew: async (at) => (await db.rateLimit.updateMany({ where: isMine, data: until(at) })).count === 1,
    end: () => db.rateLimit.deleteMany({ where: isMine }),
  }
  const isTaken = await db.rateLimit.updateMany({ where: { key, blockedUntil: { lt: now } }, data: { count: holder, ...until(now) } })
  if (isTaken.count === 1) return lease
  try {
    await db.rateLimit.create({ data: { ...isMine, ...until(now) } })
    return lease
  } catch (error) {
    if (isUniqueViolation(error)) return null
    throw error
  }
}
