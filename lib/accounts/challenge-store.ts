import 'server-only'
import { createHash, randomBytes } from 'node:crypto'
import { db } from '../db'

/**
 * What one request begins and a later one ends. `second-factor`: the password was right, the rest is awaited. `enrolment`: it was right, and a second
 * factor must be set up first. `passkey`: a passkey is awaited to come in. `own-passkey`: of who is logged in, to add one or to confirm. `totp`: an
 * app's secret that is being set up. `sign-on`: an identity provider is awaited.
 */
export const challengeKinds = ['second-factor', 'enrolment', 'passkey', 'own-passkey', 'totp', 'sign-on'] as const
export type ChallengeKind = (typeof challengeKinds)[number]
/** `id`: what the browser's cookie holds. `detail`: whatever must come back. */
export type Challenge = { id: string; userId: string | null; detail: Record<string, unknown>; tries: number }

export const challengeLifeMs = 10 * 60_000

const hash = (id: string) => createHash('sha256').update(`challenge|${id}`).digest('hex')
const awaited = (id: string, kind: ChallengeKind, now: Date) => ({ idHash: hash(id), kind, expiresAt: { gt: now } })

/** @returns the id for the browser's cookie; the database holds its hash alone */
export async function beginChallenge(kind: ChallengeKind, userId: string | null, detail: Challenge['detail'], now: Date): Promise<string> {
  const id = randomBytes(32).toString('base64url')
  const expiresAt = new Date(now.getTime() + challengeLifeMs)
  await db.challenge.create({
    data: { idHash: hash(id), kind, userId, detail: JSON.stringify(detail), createdAt: now, expiresAt },
    select: { idHash: true },
  })
  return id
}

export async function findChallenge(id: string, kind: ChallengeKind, now: Date): Promise<Challenge | null> {
  const row = await db.challenge.findFirst({ where: awaited(id, kind, now), select: { userId: true, detail: true, tries: true } })
  return row && { ...row, id, detail: JSON.parse(row.detail) as Challenge['detail'] }
}

/** Ends a challenge. Of many who take the same one, one gets it: the others are told null. */
export async function takeChallenge(id: string, kind: ChallengeKind, now: Date): Promise<Challenge | null> {
  const found = await findChallenge(id, kind, now)
  if (!found) return null
  return (await db.challenge.deleteMany({ where: awaited(id, kind, now) })).count === 1 ? found : null
}

/** Something more that must come back, in the place of what was kept before. */
export const keepDetail = (id: string, kind: ChallengeKind, detail: Challenge['detail'], now: Date) =>
  db.challenge.updateMany({ where: awaited(id, kind, now), data: { detail: JSON.stringify(detail) } })

/** Counts a try before it is known whether it succeeds. False: there were so many that the challenge is over. */
export async function countTry(id: string, kind: ChallengeKind, most: number, now: Date): Promise<boolean> {
  const { count } = await db.challenge.updateMany({
    where: { ...awaited(id, kind, now), tries: { lt: most } },
    data: { tries: { increment: 1 } },
  })
  return count === 1
}

/** Of a user whose password or factors have changed: what was begun before leads nowhere any more. */
export const dropChallenges = (userId: string) => db.challenge.deleteMany({ where: { userId } })

export const deleteStaleChallenges = (now: Date) => db.challenge.deleteMany({ where: { expiresAt: { lt: now } } })
