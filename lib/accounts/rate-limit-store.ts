import 'server-only'
import { db, isUniqueViolation } from '../db'

/**
 * Slows down without ever shutting out: `free` tries, then a wait that doubles with each further one up to `maximumWaitMs`.
 * After `windowMs` without a try the count begins anew.
 */
export type Limit = { free: number; maximumWaitMs: number; windowMs: number }

const waitMs = (count: number, { free, maximumWaitMs }: Limit) =>
  count < free ? 0 : Math.min(1000 * 2 ** Math.min(count - free, 20), maximumWaitMs)

export const getCount = async (key: string, now: Date) => {
  const row = await db.rateLimit.findUnique({ where: { key } })
  return row && row.windowEndsAt > now ? row.count : 0
}

/**
 * Takes one try, before it is known whether it succeeds, so that many at once do not slip through.
 * @returns null when it is granted, otherwise the time from which the next one is
 */
export async function takeTry(key: string, limit: Limit, now: Date): Promise<Date | null> {
  const windowEndsAt = new Date(now.getTime() + limit.windowMs)
  for (let race = 0; race < 20; race++) {
    const row = await db.rateLimit.findUnique({ where: { key } })
    const count = row && row.windowEndsAt > now ? row.count : 0
    if (row && row.windowEndsAt > now && row.blockedUntil > now) return row.blockedUntil
    const next = { count: count + 1, blockedUntil: new Date(now.getTime() + waitMs(count + 1, limit)), windowEndsAt }
    if (row) {
      // Only over the very row that was read: the loser of a race reads again.
      const { count: won } = await db.rateLimit.updateMany({ where: { key, count: row.count, windowEndsAt: row.windowEndsAt }, data: next })
      if (won === 1) return null
    } else {
      try {
        await db.rateLimit.create({ data: { key, ...next } })
        return null
      } catch (error) {
        if (!isUniqueViolation(error)) throw error
      }
    }
  }
  return new Date(now.getTime() + 1000)
}

export const forgiveTries = (keys: string[]) => db.rateLimit.deleteMany({ where: { key: { in: keys } } })

/** Rows whose window has passed mean nothing any more. */
export const deleteStaleCounts = (now: Date) => db.rateLimit.deleteMany({ where: { windowEndsAt: { lt: now } } })
