import 'server-only'
import type { UserId } from '../accounts/user-id'
import { db } from '../db'

/** Answers that outlive their attempt, for the operator and for the portal itself: both act for no user in particular. */

const columns = {
  id: true,
  userId: true,
  status: true,
  failure: true,
  fence: true,
  endedAt: true,
  keptUntil: true,
  keptAnswerSealed: true,
} as const

/** The owner comes with the row. Null when nothing is kept of this attempt. */
export async function findKeptAnswer(id: string) {
  const row = await db.attempt.findFirst({ where: { id, keptUntil: { not: null } }, select: columns })
  if (!row?.keptAnswerSealed || !row.keptUntil) return null
  const { userId, keptAnswerSealed: sealed, keptUntil, ...rest } = row
  return { ...rest, userId: userId as UserId, sealed, keptUntil }
}

const mostListed = 500

/** Those that go first come first. */
export const listKeptAnswers = () =>
  db.attempt.findMany({
    where: { keptUntil: { not: null } },
    orderBy: { keptUntil: 'asc' },
    take: mostListed,
    select: { id: true, status: true, failure: true, endedAt: true, keptUntil: true },
  })

export const countKeptAnswers = () => db.attempt.count({ where: { keptUntil: { not: null } } })

/** What has had its time. */
export const forgetKeptAnswers = (now: Date) =>
  db.attempt.updateMany({ where: { keptUntil: { lte: now } }, data: { keptAnswerSealed: null, keptUntil: null } })
