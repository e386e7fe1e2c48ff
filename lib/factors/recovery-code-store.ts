import 'server-only'
import type { UserId } from '../accounts/user-id'
import { db } from '../db'
import { hashRecoveryCode, makeRecoveryCodes, readRecoveryCode } from './recovery-codes'

/**
 * Makes a new set; the older one is worth nothing from then on.
 * @returns the codes: there is no other moment to see them
 */
export async function replaceRecoveryCodes(userId: UserId, now: Date): Promise<string[]> {
  const codes = makeRecoveryCodes()
  const data = codes.map((code) => ({ codeHash: hashRecoveryCode(readRecoveryCode(code) ?? ''), userId, createdAt: now }))
  await db.$transaction([
    // Changes nothing, and makes a second press wait for the first: otherwise neither would see the set of the other, and both would hold.
    db.user.updateMany({ where: { id: userId }, data: { id: userId } }),
    db.recoveryCode.deleteMany({ where: { userId } }),
    db.recoveryCode.createMany({ data }),
  ])
  return codes
}

/** Takes a code, which is good once. @param text as it was typed @returns whether it was one of this user's, and not used yet */
export async function takeRecoveryCode(userId: UserId, text: string, now: Date): Promise<boolean> {
  const code = readRecoveryCode(text)
  if (!code) return false
  const unused = { userId, codeHash: hashRecoveryCode(code), usedAt: null }
  return (await db.recoveryCode.updateMany({ where: unused, data: { usedAt: now } })).count === 1
}

/** `createdAt`: of the set; null where there is none. */
export async function countRecoveryCodes(userId: UserId): Promise<{ left: number; createdAt: Date | null }> {
  const rows = await db.recoveryCode.findMany({ where: { userId }, select: { usedAt: true, createdAt: true } })
  return { left: rows.filter(({ usedAt }) => usedAt === null).length, createdAt: rows[0]?.createdAt ?? null }
}

/** @returns whether there were any */
export const deleteRecoveryCodes = async (userId: UserId): Promise<boolean> =>
  (await db.recoveryCode.deleteMany({ where: { userId } })).count > 0
