import 'server-only'
import type { UserId } from '../accounts/user-id'
import { db, type Write } from '../db'
import { env } from '../env.js'
import type { Failure } from '../oauth/failures'
import { openVault, type Vault } from '../vault/vault-store'
import { attemptPlace, type SeenCode } from './store'

// While an exchange runs, its process says so every few seconds. Whoever is silent for longer was killed.
const leaseMs = env.LEASE_SECONDS * 1000
export const leaseEnd = (now: Date) => new Date(now.getTime() + leaseMs)

const forgetSecrets = {
  ...{ clientSecretSealed: null, stateSealed: null, answerSealed: null, leaseUntil: null },
  ...{ keptAnswerSealed: null, keptUntil: null },
}

/**
 * Who holds the attempt. Each holder has a higher number than the one before, and an older one's writes find no row any more. `silentAt`: whoever ends it
 * in the holder's place does so only if the lease was out by then, and there is no answer.
 */
export type Hold = { userId: UserId; id: string; fence: number; silentAt?: Date }
const held = ({ userId, id, fence, silentAt }: Hold) => {
  const isSilent = silentAt && { answerSealed: null, leaseUntil: { lt: silentAt } }
  return { userId, id, fence, status: 'exchanging', ...isSilent }
}
// Of an attempt without a hold it is asked that it be open.
const heldOrOpen = (one: Hold | { id: string }) => ('fence' in one ? held(one) : { id: one.id, status: 'open' })

/** Somebody else has taken the attempt, or it has ended. */
export class HoldLost extends Error {
  override name = 'HoldLost'
}

/** `clientSecret`: what the call needs. `vault`: opened before, so that an answer can be sealed while the database is away. */
export type Claim = { hold: Hold; clientSecret: string; vault: Vault }

/**
 * Takes the attempt for the one exchange, for lib/db.ts, commit: of many callers at once one gets it, the others find it taken and get null.
 * The secret is opened first: where the key does not fit, nothing is begun.
 * @throws {VaultError}
 */
export async function claimWrites(
  userId: UserId,
  id: string,
  seen: SeenCode | undefined,
  now: Date,
): Promise<{ claim: Claim; writes: Write[] } | null> {
  const isOpen = { userId, id, status: 'open', expiresAt: { gt: now } }
  const [row, vault] = await Promise.all([
    db.attempt.findFirst({ where: isOpen, select: { clientSecretSealed: true, fence: true } }),
    openVault(userId, now),
  ])
  if (!row?.clientSecretSealed) return null
  const clientSecret = vault.open(row.clientSecretSealed, attemptPlace(id, 'clientSecret'))
  const fence = row.fence + 1
  const taken = { ...seen, status: 'exchanging', returnedAt: now, leaseUntil: leaseEnd(now), fence }
  const write = db.attempt.update({ where: { ...isOpen, fence: row.fence }, data: taken, select: { id: true } })
  return { claim: { hold: { userId, id, fence }, clientSecret, vault }, writes: [write] }
}

/** Gives an attempt back of which nothing was sent: it waits for its return URL again. */
export const releaseOf = (hold: Hold): Write =>
  db.attempt.updateMany({ where: held(hold), data: { status: 'open', returnedAt: null, leaseUntil: null } })

/** Pushes the lease on until the returned function is called. */
export function keepHold(hold: Hold): () => void {
  const renew = () =>
    db.attempt.updateMany({ where: held(hold), data: { leaseUntil: leaseEnd(new Date()) } }).catch(() => {
      // The database is away: the next push, or the one who takes over, will see.
    })
  const timer = setInterval(renew, leaseMs / 4)
  return () => clearInterval(timer)
}

/** @throws {HoldLost} */
export async function requireHold(one: Hold | { userId: UserId; id: string }): Promise<void> {
  if (!(await db.attempt.findFirst({ where: { ...heldOrOpen(one), userId: one.userId }, select: { id: true } })))
    throw new HoldLost(`Attempt ${one.id} has another holder`)
}

/** Puts the provider's answer beside the attempt, so that any instance can bring it home; the spool has it already. */
export async function keepAnswer(hold: Hold, vault: Vault, answer: unknown): Promise<void> {
  const answerSealed = vault.seal(JSON.stringify(answer), attemptPlace(hold.id, 'answer'))
  await db.attempt.updateMany({ where: held(hold), data: { answerSealed, answeredAt: new Date() } })
}

/** What keepAnswer kept, with the client secret that the settings file needs. Null when the attempt is not between answer and history. */
export async function openAnswer<Answer>(hold: Hold): Promise<{ answer: Answer; clientSecret: string } | null> {
  const row = await db.attempt.findFirst({ where: held(hold), select: { answerSealed: true, clientSecretSealed: true } })
  if (!row?.answerSealed || !row.clientSecretSealed) return null
  const vault = await openVault(hold.userId)
  const clientSecret = vault.open(row.clientSecretSealed, attemptPlace(hold.id, 'clientSecret'))
  return { answer: JSON.parse(vault.open(row.answerSealed, attemptPlace(hold.id, 'answer'))) as Answer, clientSecret }
}

/** An answer that outlives its attempt: it may hold a token that nobody has found in it. As the refresh token in it, it is good for 30 days at most. */
export type KeptAnswer = { keptAnswerSealed: string; keptUntil: Date }
const keptMs = 30 * 24 * 60 * 60 * 1000

/** @param until of an answer that was kept before: to be read again makes it no younger */
export async function sealKeptAnswer(userId: UserId, id: string, answer: unknown, until: Date | null, now: Date): Promise<KeptAnswer> {
  const keptAnswerSealed = (await openVault(userId)).seal(JSON.stringify(answer), attemptPlace(id, 'keptAnswer'))
  return { keptAnswerSealed, keptUntil: until ?? new Date(now.getTime() + keptMs) }
}

/** Null when nothing is kept, or not any more. @throws {VaultError} */
export async function openKeptAnswer<Answer>(userId: UserId, id: string): Promise<Answer | null> {
  const row = await db.attempt.findFirst({ where: { userId, id, keptUntil: { not: null } }, select: { keptAnswerSealed: true } })
  if (!row?.keptAnswerSealed) return null
  return JSON.parse((await openVault(userId)).open(row.keptAnswerSealed, attemptPlace(id, 'keptAnswer'))) as Answer
}

export const listOwnKeptAnswers = (userId: UserId) =>
  db.attempt.findMany({ where: { userId, keptUntil: { not: null } }, orderBy: { createdAt: 'asc' }, select: { id: true } })

/** Why an attempt ended. `detail`: the provider's own words, cleaned. */
export type Ending = { status: 'failed' | 'unknown' | 'expired'; failure: Failure; detail?: string | null; kept?: KeptAnswer | null }

/** Ends an attempt. For lib/db.ts, commit: it fails where the row has moved on. */
export const endingOf = (
  one: Hold | { userId: UserId; id: string },
  { status, failure, detail = null, kept = null }: Ending,
  now: Date,
): Write =>
  db.attempt.update({
    where: { ...heldOrOpen(one), userId: one.userId },
    data: { ...forgetSecrets, ...kept, status, failure, failureDetail: detail, endedAt: now },
    select: { id: true },
  })

/** The attempt's part of the transaction that puts its settings into the history. */
export const doneOf = (hold: Hold, now: Date, kept: KeptAnswer | null = null): Write =>
  db.attempt.update({ where: held(hold), data: { ...forgetSecrets, ...kept, status: 'done', endedAt: now }, select: { id: true } })

/** Where an answer in the spool belongs: it opens for this attempt of this user alone. */
export const spoolPlace = (attemptId: string) => ({ table: 'Spool', row: attemptId, column: 'answer' })
