import 'server-only'
import { createHash } from 'node:crypto'
import type { UserId } from '../accounts/user-id'
import { db, isUniqueViolation } from '../db'
import type { Person } from './person'
import type { Account, JudgedUserId } from './trust'

// One identity of an issuer for each account: the id is made of both, so of two that are linked at once the primary key takes one.
const identityId = (userId: string, issuer: string) =>
  createHash('sha256')
    .update(JSON.stringify([userId, issuer]))
    .digest('base64url')

/** Whose the identity is. Nobody is logged in yet: this is how they come in. */
export const findIdentity = (issuer: string, subject: string) =>
  db.signOnIdentity.findUnique({ where: { issuer_subject: { issuer, subject } }, select: { id: true, userId: true } })

/** The account with that address, for lib/sign-on/trust.ts. Nobody is logged in yet here, either. */
export async function findAccount(email: string, issuer: string): Promise<Account | null> {
  const identities = { where: { issuer }, select: { id: true }, take: 1 }
  const user = await db.user.findUnique({ where: { email }, select: { id: true, email: true, emailVerifiedAt: true, identities } })
  return (
    user && { userId: user.id, email: user.email, emailVerifiedAt: user.emailVerifiedAt, hasIdentityOfIssuer: user.identities.length > 0 }
  )
}

/**
 * Links the person to the account of whoever is logged in, or as judge allows. Of any number at once one succeeds: the indexes decide.
 * @returns false when the identity is another account's, or the account has another one of the same issuer; true also if it was linked before
 */
export async function linkIdentity(
  userId: UserId | JudgedUserId,
  { issuer, subject, email }: Pick<Person, 'issuer' | 'subject' | 'email'>,
  now: Date,
): Promise<boolean> {
  try {
    const data = { id: identityId(userId, issuer), issuer, subject, userId, email: email ?? '', createdAt: now }
    await db.signOnIdentity.create({ data, select: { id: true } })
    return true
  } catch (error) {
    if (!isUniqueViolation(error)) throw error
    return (await db.signOnIdentity.count({ where: { userId, issuer, subject } })) === 1
  }
}

export const listIdentities = (userId: UserId) =>
  db.signOnIdentity.findMany({
    where: { userId },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    select: { id: true, issuer: true, email: true, createdAt: true, lastUsedAt: true },
  })

/** @returns false when it is not there, or not theirs. Whether there is another way in is for the caller to see to. */
export async function unlinkIdentity(userId: UserId, id: string): Promise<boolean> {
  const { count } = await db.signOnIdentity.deleteMany({ where: { id, userId } })
  return count === 1
}

/** Somebody came in by it. @returns false when it was unlinked in this very moment */
export async function noteIdentityUse(
  userId: UserId | JudgedUserId,
  { issuer, subject }: Pick<Person, 'issuer' | 'subject'>,
  now: Date,
): Promise<boolean> {
  const { count } = await db.signOnIdentity.updateMany({ where: { userId, issuer, subject }, data: { lastUsedAt: now } })
  return count === 1
}
