import 'server-only'
import { createHash, randomBytes, randomUUID } from 'node:crypto'
import type { UserId } from '../accounts/user-id'
import { db } from '../db'
import type { Failure } from '../oauth/failures'
import type { ProviderAddresses } from '../providers/schema'
import { open, seal } from '../vault/seal'

export type AttemptStatus = 'open' | 'exchanging' | 'done' | 'failed' | 'unknown' | 'expired'

/** Time for logging in, a second factor, a colleague on the phone; the code itself lives far shorter. */
export const attemptLifeMs = 30 * 60 * 1000
/** Longer than any token call: whoever is still at it then was killed. */
const exchangeLifeMs = 3 * 60 * 1000

export type NewAttempt = {
  registrationId: string
  settingsName: string
  platform: string
  country: string
  clientId: string
  clientSecret: string
  redirectUri: string
  deviating: boolean
  addresses: ProviderAddresses
}

const visible = {
  id: true,
  settingsName: true,
  platform: true,
  country: true,
  clientId: true,
  redirectUri: true,
  deviating: true,
  registrationId: true,
  authorizeUrl: true,
  tokenUrl: true,
  apiUrl: true,
  stateHash: true,
  status: true,
  failure: true,
  failureDetail: true,
  codeHash: true,
  codeSeenAt: true,
  createdAt: true,
  expiresAt: true,
  returnedAt: true,
  endedAt: true,
  registration: { select: { name: true } },
  settingsFile: { select: { id: true } },
} as const

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')
const place = (user: string, row: string, column: string) => ({ table: 'Attempt', row, column, user })
const forgetSecrets = { clientSecretSealed: null, stateSealed: null, answerSealed: null }

/** @returns the attempt's id and its `state`: 256 random bits (RFC 6749, 10.12), of which the row keeps the hash and a sealed copy */
export async function createAttempt(userId: UserId, { clientSecret, addresses, ...values }: NewAttempt, now: Date) {
  const id = randomUUID()
  const state = randomBytes(32).toString('base64url')
  const { authorizeUrl, tokenUrl, apiUrl } = addresses
  await db.attempt.create({
    data: {
      id,
      userId,
      ...values,
      authorizeUrl,
      tokenUrl,
      apiUrl,
      clientSecretSealed: seal(clientSecret, place(userId, id, 'clientSecret')),
      stateHash: sha256(state),
      stateSealed: seal(state, place(userId, id, 'state')),
      status: 'open',
      createdAt: now,
      expiresAt: new Date(now.getTime() + attemptLifeMs),
    },
    select: { id: true },
  })
  return { id, state }
}

export const getAttempt = (userId: UserId, id: string) => db.attempt.findFirst({ where: { userId, id }, select: visible })

export type Attempt = NonNullable<Awaited<ReturnType<typeof getAttempt>>>

/** The attempt that a `state` belongs to: this user's, whatever became of it. */
export const findAttemptByState = (userId: UserId, state: string) =>
  db.attempt.findFirst({ where: { userId, stateHash: sha256(state) }, select: visible })

export const isStateOf = (attempt: Pick<Attempt, 'stateHash'>) => (state: string) => sha256(state) === attempt.stateHash

/** The newest attempts that still wait for their return URL, for the way back to them. */
export const listOpenAttempts = (userId: UserId, now: Date) =>
  db.attempt.findMany({
    where: { userId, status: 'open', expiresAt: { gt: now } },
    orderBy: { createdAt: 'desc' },
    take: 3,
    select: { id: true, settingsName: true, createdAt: true, deviating: true },
  })

/** The state, to send the browser to the provider once more. Null when the attempt is over. */
export async function openState(userId: UserId, id: string): Promise<string | null> {
  const row = await db.attempt.findFirst({ where: { userId, id, status: 'open' }, select: { stateSealed: true } })
  return row?.stateSealed ? open(row.stateSealed, place(userId, id, 'state')) : null
}

/**
 * Remembers when a code was first seen, so that one that has lain about is told from a fresh one without asking the provider.
 * @returns the time at which this very code was first seen
 */
export async function noteCode(userId: UserId, attempt: Attempt, code: string, now: Date): Promise<Date> {
  const codeHash = sha256(code)
  if (attempt.codeHash === codeHash && attempt.codeSeenAt) return attempt.codeSeenAt
  await db.attempt.updateMany({ where: { userId, id: attempt.id, status: 'open' }, data: { codeHash, codeSeenAt: now } })
  return now
}

/** Takes the attempt for the one exchange: of many callers at once exactly one gets its secrets, the others get null. */
export async function claimAttempt(userId: UserId, id: string, now: Date): Promise<{ clientSecret: string; state: string } | null> {
  const { count } = await db.attempt.updateMany({
    where: { userId, id, status: 'open', expiresAt: { gt: now } },
    data: { status: 'exchanging', returnedAt: now },
  })
  if (count !== 1) return null
  const row = await db.attempt.findFirstOrThrow({ where: { userId, id }, select: { clientSecretSealed: true, stateSealed: true } })
  if (!row.clientSecretSealed || !row.stateSealed) throw new Error('An attempt under way has lost its secrets')
  return {
    clientSecret: open(row.clientSecretSealed, place(userId, id, 'clientSecret')),
    state: open(row.stateSealed, place(userId, id, 'state')),
  }
}

/** Puts the provider's answer on disk before anybody looks into it: a token that arrived is not lost. */
export async function keepAnswer(userId: UserId, id: string, answer: unknown): Promise<void> {
  const answerSealed = seal(JSON.stringify(answer), place(userId, id, 'answer'))
  const { count } = await db.attempt.updateMany({ where: { userId, id, status: 'exchanging' }, data: { answerSealed } })
  if (count !== 1) throw new Error('The attempt under way has gone')
}

/** What keepAnswer kept, with the client secret that the settings file needs. Null when the attempt is not between answer and history. */
export async function openAnswer<Answer>(userId: UserId, id: string): Promise<{ answer: Answer; clientSecret: string } | null> {
  const row = await db.attempt.findFirst({
    where: { userId, id, status: 'exchanging' },
    select: { answerSealed: true, clientSecretSealed: true },
  })
  if (!row?.answerSealed || !row.clientSecretSealed) return null
  const clientSecret = open(row.clientSecretSealed, place(userId, id, 'clientSecret'))
  return { answer: JSON.parse(open(row.answerSealed, place(userId, id, 'answer'))) as Answer, clientSecret }
}

/** Ends an attempt that is open or under way; one that has ended already stays as it is. */
export async function endAttempt(
  userId: UserId,
  id: string,
  status: 'failed' | 'unknown',
  failure: Failure,
  detail: string | null,
  now: Date,
): Promise<void> {
  await db.attempt.updateMany({
    where: { userId, id, status: { in: ['open', 'exchanging'] } },
    data: { ...forgetSecrets, status, failure, failureDetail: detail, endedAt: now },
  })
}

/** Closes what nobody will close any more: attempts past their time, and exchanges that were cut off before an answer was kept. */
export async function closeStaleAttempts(userId: UserId, now: Date): Promise<void> {
  const ended = { ...forgetSecrets, endedAt: now }
  await db.attempt.updateMany({
    where: { userId, status: 'open', expiresAt: { lte: now } },
    data: { ...ended, status: 'expired', failure: 'attempt-expired' },
  })
  await db.attempt.updateMany({
    where: { userId, status: 'exchanging', answerSealed: null, returnedAt: { lt: new Date(now.getTime() - exchangeLifeMs) } },
    data: { ...ended, status: 'unknown', failure: 'attempt-interrupted' },
  })
}

/** The part of an attempt's row that changes when its settings stand in the history; saveSettingsFile commits both at once. */
export const doneAttempt = (now: Date) => ({ ...forgetSecrets, status: 'done', endedAt: now })
