import 'server-only'
import { randomUUID } from 'node:crypto'
import { db, isUniqueViolation, type Write } from '../db'
import { env } from '../env.js'
import type { Locale } from '../i18n/locale-names'
import type { UserId } from './user-id'

/** Sign-up is open until the first account exists, and afterwards only by SIGN_UP=open. */
export async function isSignUpOpen(): Promise<boolean> {
  return env.SIGN_UP === 'open' || (await countUsers()) === 0
}

/** 0 or 1: all that anybody needs to know. */
export const countUsers = () => db.user.count({ take: 1 })

export const findCredentials = (email: string) => db.user.findUnique({ where: { email }, select: { id: true, passwordHash: true } })

/**
 * @param byOperator made at the console, where sign-up need not be open
 * @returns null when the address is taken, or sign-up closed in this very moment
 */
export async function createUser(
  email: string,
  passwordHash: string,
  now: Date,
  { byOperator = false } = {},
): Promise<{ id: string } | null> {
  const isFirst = (await countUsers()) === 0
  if (!isFirst && !byOperator && env.SIGN_UP !== 'open') return null
  try {
    // `founder` is unique: of two first sign-ups at once, one is refused by the index.
    return await db.user.create({
      data: { id: randomUUID(), email, passwordHash, founder: isFirst || null, createdAt: now },
      select: { id: true },
    })
  } catch (error) {
    if (isUniqueViolation(error))
      return isFirst && (byOperator || env.SIGN_UP === 'open') ? createUser(email, passwordHash, now, { byOperator }) : null
    throw error
  }
}

export const getPasswordHash = (userId: UserId) => db.user.findUnique({ where: { id: userId }, select: { passwordHash: true } })

export const savePasswordHash = (userId: UserId, passwordHash: string) =>
  db.user.update({ where: { id: userId }, data: { passwordHash }, select: { id: true } })

/** Deletes a user's rows, whose keys were destroyed before: for lib/db.ts, commit, beside the entry that tells of it. */
export const removalOf = (userId: string): Write => db.user.delete({ where: { id: userId }, select: { id: true } })

/** `null` leaves the choice to the browser. */
export const savePreferences = (
  userId: UserId,
  preferences: { locale?: Locale | null; timeZone?: string | null; tourEndedAt?: Date | null },
) => db.user.update({ where: { id: userId }, data: preferences, select: { id: true } })
