import 'server-only'
import type { UserId } from '../accounts/user-id'
import { db, type Write } from '../db'

/** Whether a password alone does not open the account. Recovery codes are no factor: they stand in for one that was lost. */
export async function hasSecondFactor(userId: UserId): Promise<boolean> {
  const passkeys = await db.passkey.count({ where: { userId }, take: 1 })
  return passkeys > 0 || (await db.totp.count({ where: { userId }, take: 1 })) > 0
}

/**
 * The writes that take every factor of a user's away, recovery codes included: for lib/db.ts, commit, beside the entry that tells of it.
 * @param userId no UserId: it is an administrator who asks, about somebody else
 */
export const factorRemovals = (userId: string): Write[] => [
  db.passkey.deleteMany({ where: { userId } }),
  db.totp.deleteMany({ where: { userId } }),
  db.recoveryCode.deleteMany({ where: { userId } }),
]

/** All of them at once, or none. */
export const deleteFactors = async (userId: string): Promise<void> => {
  await db.$transaction(factorRemovals(userId))
}
