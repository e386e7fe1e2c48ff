import 'server-only'
import { db } from './db'

/** What stands in the database, the same for all instances on it. */
export type Stock = { attempts: { status: string; count: number }[]; tokenCalls: { outcome: string; count: number }[] }

/** Attempts that are under way, and the token calls of the last hour: indexes answer both. */
export async function readStock(now: Date): Promise<Stock> {
  const hourAgo = new Date(now.getTime() - 60 * 60 * 1000)
  const [attempts, tokenCalls] = await Promise.all([
    db.attempt.groupBy({ by: ['status'], where: { status: { in: ['open', 'exchanging'] } }, _count: true }),
    db.tokenCall.groupBy({ by: ['outcome'], where: { at: { gt: hourAgo } }, _count: true }),
  ])
  return {
    attempts: attempts.map(({ status, _count: count }) => ({ status, count })),
    tokenCalls: tokenCalls.map(({ outcome, _count: count }) => ({ outcome, count })),
  }
}
