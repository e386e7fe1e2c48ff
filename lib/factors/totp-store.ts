import 'server-only'
import { randomUUID } from 'node:crypto'
import type { UserId } from '../accounts/user-id'
import { commit, db } from '../db'
import { log } from '../log.mjs'
import { VaultError } from '../vault/seal'
import { openVault } from '../vault/vault-store'
import { findTotpStep } from './totp'

export const totpPlace = (id: string) => ({ table: 'Totp', row: id, column: 'secret' })

/** Whether, and since when, a user's app gives codes for this portal. */
export const getTotp = (userId: UserId) => db.totp.findUnique({ where: { userId }, select: { createdAt: true } })

/**
 * Saves the secret of a user's app, in place of an older one.
 * @param step of the code that has proved that the app has it: that code is spent
 * @throws {VaultError} when nothing can be sealed for this user
 */
export async function saveTotp(userId: UserId, secret: string, step: number, now: Date): Promise<void> {
  const id = randomUUID()
  const secretSealed = (await openVault(userId, now)).seal(secret, totpPlace(id))
  const data = { id, userId, secretSealed, lastStep: step, createdAt: now }
  // Of two at once the second finds the row of the first in its way, and replaces it.
  await commit(async () => ({
    value: undefined,
    writes: [db.totp.deleteMany({ where: { userId } }), db.totp.create({ data, select: { id: true } })],
  }))
}

/** `none`: this user has no such app. `damaged`: the secret does not open; it was not overwritten. `wrong`: also a code that was used already. */
export type TotpCheck = 'right' | 'wrong' | 'none' | 'damaged'

/** Takes a code, which is good once (RFC 6238, section 5.2): the one write that moves the last step on decides, also between instances. */
export async function takeTotpCode(userId: UserId, code: string, now: Date): Promise<TotpCheck> {
  const row = await db.totp.findUnique({ where: { userId }, select: { id: true, secretSealed: true } })
  if (!row) return 'none'
  const secret = await openSecret(userId, row, now)
  if (secret === null) return 'damaged'
  const step = findTotpStep(secret, code, now)
  if (step === null) return 'wrong'
  const { count } = await db.totp.updateMany({ where: { userId, id: row.id, lastStep: { lt: step } }, data: { lastStep: step } })
  return count === 1 ? 'right' : 'wrong'
}

async function openSecret(userId: UserId, { id, secretSealed }: { id: string; secretSealed: string }, now: Date): Promise<string | null> {
  try {
    return (await openVault(userId, now)).open(secretSealed, totpPlace(id))
  } catch (error) {
    if (!(error instanceof VaultError)) throw error
    log.error('secret not opened', { table: 'Totp', row: id, column: 'secretSealed', error })
    return null
  }
}

/** @returns whether there was one */
export const deleteTotp = async (userId: UserId): Promise<boolean> => (await db.totp.deleteMany({ where: { userId } })).count === 1
