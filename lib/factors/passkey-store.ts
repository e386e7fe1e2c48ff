import 'server-only'
import { z } from 'zod'
import type { UserId } from '../accounts/user-id'
import { db, isUniqueViolation } from '../db'
import type { NewPasskey } from './passkeys'

/** Nobody has so many devices; more would only fill the database. */
export const mostPasskeys = 20

const visible = { id: true, name: true, transports: true, backedUp: true, createdAt: true, lastUsedAt: true } as const
const known = { id: true, userId: true, name: true, publicKey: true } as const

const transportsSchema = z.array(z.string())

/** In the order in which they were made. */
export async function listPasskeys(userId: UserId) {
  const rows = await db.passkey.findMany({ where: { userId }, orderBy: [{ createdAt: 'asc' }, { id: 'asc' }], select: visible })
  return rows.map((row) => ({ ...row, transports: transportsSchema.parse(JSON.parse(row.transports)) }))
}

export type Passkey = Awaited<ReturnType<typeof listPasskeys>>[number]

/** @returns why it was not saved: `exists`, with this or any other user; `too-many`, as many as one user may have */
export async function savePasskey(
  userId: UserId,
  { id, publicKey, counter, transports, backedUp }: NewPasskey,
  name: string,
  now: Date,
): Promise<'saved' | 'exists' | 'too-many'> {
  const data = { id, userId, name, publicKey, counter, transports: JSON.stringify(transports), backedUp, createdAt: now }
  try {
    await db.passkey.create({ data, select: { id: true } })
  } catch (error) {
    if (isUniqueViolation(error)) return 'exists'
    throw error
  }
  // Counted afterwards: of several at once the last one to be written sees all the others, so that too many never stay.
  if ((await db.passkey.count({ where: { userId } })) <= mostPasskeys) return 'saved'
  await deletePasskey(userId, id)
  return 'too-many'
}

/** @returns whether there is such a passkey of this user */
export const renamePasskey = async (userId: UserId, id: string, name: string): Promise<boolean> =>
  (await db.passkey.updateMany({ where: { userId, id }, data: { name } })).count === 1

/** @returns whether there was one */
export const deletePasskey = async (userId: UserId, id: string): Promise<boolean> =>
  (await db.passkey.deleteMany({ where: { userId, id } })).count === 1

/** Whose a passkey is. No owner is named, for nobody is logged in yet: it is the answer that proves who asks (readPasskeyAnswer). */
export const findPasskey = (id: string) => db.passkey.findUnique({ where: { id }, select: known })

/** The same where it is known who asks. */
export const findOwnPasskey = (userId: UserId, id: string) => db.passkey.findFirst({ where: { userId, id }, select: known })

/**
 * Notes that a passkey has answered. An authenticator that counts must have counted on since (WebAuthn Level 3, section 6.1.1): of two that have the
 * same key, the copy or its model comes too late. One that does not count says 0 for ever.
 * @returns false, and nothing is written, when it has not: the answer is not to be taken
 */
export async function notePasskeyUse(userId: UserId, id: string, newCounter: bigint, backedUp: boolean, now: Date): Promise<boolean> {
  const counter = newCounter === 0n ? 0n : { lt: newCounter }
  const data = { counter: newCounter, backedUp, lastUsedAt: now }
  return (await db.passkey.updateMany({ where: { userId, id, counter }, data })).count === 1
}
