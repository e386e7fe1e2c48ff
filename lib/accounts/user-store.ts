import 'server-only'
import { randomUUID } from 'node:crypto'
import { db, isUniqueViolation, type Write } from '../db'
import type { Locale } from '../i18n/locale-names'
import type { UserId } from './user-id'

export type Role = 'user' | 'administrator'
/** `passwordHash`: null for somebody who comes in by passkey or single sign-on. */
export type NewUser = { email: string; passwordHash: string | null; locale?: Locale | null; role?: Role }

/** 0 or 1: all that anybody needs to know. */
export const countUsers = () => db.user.count({ take: 1 })

const credentials = {
  ...{ id: true, email: true, role: true, passwordHash: true, emailVerifiedAt: true, disabledAt: true, locale: true, timeZone: true },
} as const

/** What is known of an address before anybody is logged in. */
export const findCredentials = (email: string) => db.user.findUnique({ where: { email }, select: credentials })
export const findCredentialsById = (id: string) => db.user.findUnique({ where: { id }, select: credentials })
export type Credentials = NonNullable<Awaited<ReturnType<typeof findCredentials>>>

/**
 * Makes an account whose address is proved: its user followed a link that was sent there, an operator gave it, or a trusted issuer vouches for it.
 * @returns null when the address is taken
 */
export async function createUser(
  { email, passwordHash, locale = null, role = 'user' }: NewUser,
  now: Date,
): Promise<{ id: string } | null> {
  try {
    return await db.user.create({
      data: { id: randomUUID(), email, passwordHash, locale, role, createdAt: now, emailVerifiedAt: now },
      select: { id: true },
    })
  } catch (error) {
    if (isUniqueViolation(error)) return null
    throw error
  }
}

export const hasPassword = async (userId: UserId) => (await db.user.count({ where: { id: userId, passwordHash: { not: null } } })) === 1

export const savePasswordHash = (userId: UserId, passwordHash: string, now: Date) =>
  db.user.update({ where: { id: userId }, data: { passwordHash, passwordChangedAt: now }, select: { id: true } })

/** The same password under stronger parameters: nothing that its user would call a change. Not over one that was changed meanwhile. */
export const renewPasswordHash = (userId: string, oldHash: string, passwordHash: string) =>
  db.user.updateMany({ where: { id: userId, passwordHash: oldHash }, data: { passwordHash } })

/** @returns false when somebody else has the address */
export async function saveEmail(userId: UserId, email: string, now: Date): Promise<boolean> {
  try {
    await db.user.update({ where: { id: userId }, data: { email, emailVerifiedAt: now }, select: { id: true } })
    return true
  } catch (error) {
    if (isUniqueViolation(error)) return false
    throw error
  }
}

/** Its user asks for the account to be deleted at a time, or, with null, takes that back. */
export const saveDeletion = (userId: UserId, deletionAt: Date | null) =>
  db.user.update({ where: { id: userId }, data: { deletionAt }, select: { id: true } })

/** Whose time has come. Acts for nobody: lib/jobs.ts asks. */
export const listDueDeletions = (now: Date) =>
  db.user.findMany({
    where: { deletionAt: { lte: now } },
    orderBy: { deletionAt: 'asc' },
    take: 20,
    select: { email: true, locale: true, timeZone: true },
  })

/** Deletes a user's rows, whose keys were destroyed before: for lib/db.ts, commit, beside the entry that tells of it. */
export const removalOf = (userId: string): Write => db.user.delete({ where: { id: userId }, select: { id: true } })

/** `null` leaves the choice to the browser. */
export const savePreferences = (
  userId: UserId,
  preferences: { locale?: Locale | null; timeZone?: string | null; tourEndedAt?: Date | null },
) => db.user.update({ where: { id: userId }, data: preferences, select: { id: true } })
