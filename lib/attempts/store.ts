import 'server-only'
import { createHash, randomBytes, randomUUID } from 'node:crypto'
import type { UserId } from '../accounts/user-id'
import { db } from '../db'
import type { ProviderAddresses } from '../providers/schema'
import { openVault } from '../vault/vault-store'

export type AttemptStatus = 'open' | 'exchanging' | 'done' | 'failed' | 'unknown' | 'expired'

/** Time for logging in, a second factor, a colleague on the phone; the code itself lives far shorter. */
export const attemptLifeMs = 30 * 60 * 1000

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
  answeredAt: true,
  endedAt: true,
  keptUntil: true,
  registration: { select: { name: true, deletedAt: true } },
  settingsFile: { select: { id: true, deletedAt: true } },
} as const

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')
export const attemptPlace = (row: string, column: 'clientSecret' | 'state' | 'answer' | 'keptAnswer') => ({ table: 'Attempt', row, column })

/** @returns the attempt's id and its `state`: 256 random bits (RFC 6749, 10.12), of which the row keeps the hash and a sealed copy */
export async function createAttempt(userId: UserId, { clientSecret, addresses, ...values }: NewAttempt, now: Date) {
  const id = randomUUID()
  const state = randomBytes(32).toString('base64url')
  const { authorizeUrl, tokenUrl, apiUrl } = addresses
  const vault = await openVault(userId, now)
  await db.attempt.create({
    data: {
      id,
      userId,
      ...values,
      authorizeUrl,
      tokenUrl,
      apiUrl,
      clientSecretSealed: vault.seal(clientSecret, attemptPlace(id, 'clientSecret')),
      stateHash: sha256(state),
      stateSealed: vault.seal(state, attemptPlace(id, 'state')),
      status: 'open',
      createdAt: now,
      expiresAt: new Date(now.getTime() + attemptLifeMs),
    },
    select: { id: true },
  })
  return { id, state }
}

type Gone = { deletedAt: Date | null }
type Row = { registrationId: string | null; registration: (Gone & { name: string }) | null; settingsFile: (Gone & { id: string }) | null }

/** What was deleted is gone for its attempt, too, though it can still come back. */
const summary = <Read extends Row>({ registrationId, registration, settingsFile, ...row }: Read) => ({
  ...row,
  registrationId: registration?.deletedAt ? null : registrationId,
  registration: registration && !registration.deletedAt ? { name: registration.name } : null,
  settingsFile: settingsFile && !settingsFile.deletedAt ? { id: settingsFile.id } : null,
})

export async function getAttempt(userId: UserId, id: string) {
  const row = await db.attempt.findFirst({ where: { userId, id }, select: visible })
  return row && summary(row)
}

export type Attempt = NonNullable<Awaited<ReturnType<typeof getAttempt>>>

/** The attempt that a `state` belongs to: this user's, whatever became of it. */
export async function findAttemptByState(userId: UserId, state: string): Promise<Attempt | null> {
  const row = await db.attempt.findFirst({ where: { userId, stateHash: sha256(state) }, select: visible })
  return row && summary(row)
}

export const isStateOf = (attempt: Pick<Attempt, 'stateHash'>) => (state: string) => sha256(state) === attempt.stateHash

/** The newest attempts that still wait for their return URL, for the way back to them. */
export const listOpenAttempts = (userId: UserId, now: Date) =>
  db.attempt.findMany({
    // The times say the same twice: the index of `createdAt` is read no further back than an attempt lives.
    where: { userId, status: 'open', expiresAt: { gt: now }, createdAt: { gt: new Date(now.getTime() - attemptLifeMs) } },
    orderBy: { createdAt: 'desc' },
    take: 3,
    select: { id: true, settingsName: true, registrationId: true, createdAt: true, deviating: true },
  })

/** The state, to send the browser to the provider once more. Null when the attempt is over. */
export async function openState(userId: UserId, id: string, now: Date): Promise<string | null> {
  const row = await db.attempt.findFirst({ where: { userId, id, status: 'open', expiresAt: { gt: now } }, select: { stateSealed: true } })
  return row?.stateSealed ? (await openVault(userId, now)).open(row.stateSealed, attemptPlace(id, 'state')) : null
}

/** When a code was first seen; so one that has lain about is told from a fresh one without asking the provider. */
export type SeenCode = { codeHash: string; codeSeenAt: Date }

export function seeCode({ codeHash: known, codeSeenAt }: Attempt, code: string, now: Date): SeenCode {
  const codeHash = sha256(code)
  return { codeHash, codeSeenAt: known === codeHash && codeSeenAt ? codeSeenAt : now }
}

/** Remembers the code of an attempt that goes on waiting. */
export async function noteCode(userId: UserId, attempt: Attempt, seen: SeenCode): Promise<void> {
  if (attempt.codeHash === seen.codeHash && attempt.codeSeenAt) return
  await db.attempt.updateMany({ where: { userId, id: attempt.id, status: 'open' }, data: seen })
}
