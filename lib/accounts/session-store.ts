import 'server-only'
import { createHash, randomBytes } from 'node:crypto'
import { commit, db, skip } from '../db'
import { env } from '../env.js'
import { strongMethods, type Method } from './methods'
import type { UserId } from './user-id'

/** The absolute life of a log-in. */
export const sessionLifeSeconds = Math.round(env.SESSION_HOURS * 60 * 60)
const idleMs = env.SESSION_IDLE_MINUTES * 60_000
// Often enough for a list of sessions and for the idle end, and seldom enough to cost nothing.
const seenEveryMs = Math.min(60_000, idleMs / 4)

// Long enough to ask what a log-in was that somebody does not remember; the audit trail tells of each for ever.
const keptMs = 30 * 24 * 60 * 60 * 1000

/** From where and how somebody comes in. `address`: as the front door saw it. */
export type Arrival = { method: Method; address: string; userAgent: string }

export const hashSessionId = (sessionId: string) => createHash('sha256').update(sessionId).digest('hex')
const newSessionId = () => randomBytes(32).toString('base64url')

/** A log-in that has not been ended, by nobody and by no clock, of an account that is not shut. */
const live = (now: Date) => ({
  revokedAt: null,
  expiresAt: { gt: now },
  lastSeenAt: { gt: new Date(now.getTime() - idleMs) },
  user: { disabledAt: null },
  // A setting that has become stricter counts at once.
  method: env.AUTH_MODE === 'sso' ? 'sign-on' : env.REQUIRE_MFA === 'on' ? { in: strongMethods } : skip,
})

/**
 * A log-in takes along those of its user that have been over for a month: the last one always stays, and tells when they were last seen.
 * @returns the session id for the cookie; the database holds its hash alone
 */
export async function createSession(userId: string, { method, address, userAgent }: Arrival, now: Date): Promise<string> {
  const sessionId = newSessionId()
  const expiresAt = new Date(now.getTime() + sessionLifeSeconds * 1000)
  await db.session.create({
    data: {
      ...{ idHash: hashSessionId(sessionId), userId, method, address, userAgent: userAgent.slice(0, 300) },
      ...{ createdAt: now, lastSeenAt: now, expiresAt },
    },
    select: { idHash: true },
  })
  await db.session.deleteMany({ where: { userId, expiresAt: { lt: new Date(now.getTime() - keptMs) } } })
  return sessionId
}

export const getLiveSession = (sessionId: string, now: Date) =>
  db.session.findFirst({
    where: { idHash: hashSessionId(sessionId), ...live(now) },
    select: {
      idHash: true,
      method: true,
      createdAt: true,
      confirmedAt: true,
      lastSeenAt: true,
      address: true,
      user: {
        select: { id: true, email: true, role: true, createdAt: true, deletionAt: true, locale: true, timeZone: true, tourEndedAt: true },
      },
    },
  })

type Seen = { idHash: string; lastSeenAt: Date; address: string }

/** Notes that a session is in use, at most once a minute, and from where. */
export async function noteSeen({ idHash, lastSeenAt, address }: Seen, from: string, now: Date): Promise<void> {
  if (now.getTime() - lastSeenAt.getTime() < seenEveryMs && address === from) return
  await db.session.updateMany({ where: { idHash, revokedAt: null }, data: { lastSeenAt: now, address: from } })
}

/**
 * Its user proved once more who they are: the log-in goes on under a new id, with the end that it had (OWASP ASVS 5.0, 7.2.4).
 * @returns the new session id; null when the log-in has ended meanwhile, or goes on under another id already
 */
export async function renewSession(userId: UserId, idHash: string, now: Date): Promise<string | null> {
  const old = await db.session.findFirst({ where: { userId, idHash, ...live(now) } })
  if (!old) return null
  const sessionId = newSessionId()
  const row = { ...old, idHash: hashSessionId(sessionId), confirmedAt: now, lastSeenAt: now }
  return commit(async () => {
    const isThere = (await db.session.count({ where: { userId, idHash, revokedAt: null } })) === 1
    if (!isThere) return { value: null, writes: [] }
    const end = db.session.update({ where: { idHash, userId, revokedAt: null }, data: { revokedAt: now }, select: { idHash: true } })
    return { value: sessionId, writes: [end, db.session.create({ data: row, select: { idHash: true } })] }
  })
}

export const revokeSession = (sessionId: string, now: Date) =>
  db.session.updateMany({ where: { idHash: hashSessionId(sessionId), revokedAt: null }, data: { revokedAt: now } })

export const listSessions = (userId: UserId) =>
  db.session.findMany({
    where: { userId, ...live(new Date()) },
    orderBy: { lastSeenAt: 'desc' },
    take: 50,
    select: { idHash: true, method: true, createdAt: true, lastSeenAt: true, expiresAt: true, address: true, userAgent: true },
  })

/** Ends one log-in of the user's. False: it is not theirs, or has ended. */
export const revokeOwnSession = async (userId: UserId, idHash: string, now: Date) =>
  (await db.session.updateMany({ where: { userId, idHash, revokedAt: null }, data: { revokedAt: now } })).count === 1

// Those that have had their time need no other end, and there may be thousands.
const unended = (userId: UserId, now: Date) => ({ userId, revokedAt: null, expiresAt: { gt: now } })

/** Ends all log-ins of the user but one. */
export const revokeOtherSessions = (userId: UserId, keptIdHash: string, now: Date) =>
  db.session.updateMany({ where: { ...unended(userId, now), idHash: { not: keptIdHash } }, data: { revokedAt: now } })

/** Ends all log-ins of the user. */
export const revokeAllSessions = (userId: UserId, now: Date) =>
  db.session.updateMany({ where: unended(userId, now), data: { revokedAt: now } })
