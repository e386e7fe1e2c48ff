import 'server-only'
import { createHash, randomBytes } from 'node:crypto'
import { db } from '../db'
import type { UserId } from './user-id'

/** The absolute life of a log-in. */
export const sessionLifeSeconds = 12 * 60 * 60

export const hashSessionId = (sessionId: string) => createHash('sha256').update(sessionId).digest('hex')
const live = (now: Date) => ({ revokedAt: null, expiresAt: { gt: now } })

/** @returns the session id for the cookie; the database holds its hash alone */
export async function createSession(userId: string, userAgent: string, now: Date): Promise<string> {
  const sessionId = randomBytes(32).toString('base64url')
  const expiresAt = new Date(now.getTime() + sessionLifeSeconds * 1000)
  await db.session.create({
    data: { idHash: hashSessionId(sessionId), userId, userAgent: userAgent.slice(0, 300), createdAt: now, expiresAt },
  })
  return sessionId
}

export const getLiveSession = (sessionId: string, now: Date) =>
  db.session.findFirst({
    where: { idHash: hashSessionId(sessionId), ...live(now) },
    select: {
      idHash: true,
      createdAt: true,
      confirmedAt: true,
      user: { select: { id: true, email: true, createdAt: true, locale: true, timeZone: true, tourEndedAt: true } },
    },
  })

/** The password was given once more in this very log-in. */
export const confirmSession = (userId: UserId, idHash: string, now: Date) =>
  db.session.updateMany({ where: { userId, idHash, ...live(now) }, data: { confirmedAt: now } })

export const revokeSession = (sessionId: string, now: Date) =>
  db.session.updateMany({ where: { idHash: hashSessionId(sessionId), revokedAt: null }, data: { revokedAt: now } })

export const listSessions = (userId: UserId) =>
  db.session.findMany({
    where: { userId, ...live(new Date()) },
    orderBy: { createdAt: 'desc' },
    take: 50,
    select: { idHash: true, createdAt: true, expiresAt: true, userAgent: true },
  })

/** Ends all log-ins of the user but one. */
export const revokeOtherSessions = (userId: UserId, keptIdHash: string, now: Date) =>
  db.session.updateMany({ where: { userId, revokedAt: null, idHash: { not: keptIdHash } }, data: { revokedAt: now } })
