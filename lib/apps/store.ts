import 'server-only'
import { randomUUID } from 'node:crypto'
import type { UserId } from '../accounts/user-id'
import { db, isUniqueViolation } from '../db'
import { openVault } from '../vault/vault-store'
import type { AppRegistrationValues } from './schema'

const visible = {
  id: true,
  name: true,
  platform: true,
  country: true,
  clientId: true,
  clientSecretLast4: true,
  redirectUri: true,
  deviating: true,
  createdAt: true,
  updatedAt: true,
} as const

const place = (id: string) => ({ table: 'AppRegistration', row: id, column: 'clientSecret' })

// Of a short secret four characters would be too many.
const last4 = (secret: string) => (secret.length >= 12 ? secret.slice(-4) : '')

export const listAppRegistrations = (userId: UserId) =>
  db.appRegistration.findMany({ where: { userId }, orderBy: [{ updatedAt: 'desc' }, { id: 'asc' }], take: 500, select: visible })

export const getAppRegistration = (userId: UserId, id: string) => db.appRegistration.findFirst({ where: { userId, id }, select: visible })

export type AppRegistration = NonNullable<Awaited<ReturnType<typeof getAppRegistration>>>

/**
 * @returns null when there is none of this user with that id
 * @throws {VaultError} when it can't be opened
 */
export async function openClientSecret(userId: UserId, id: string): Promise<string | null> {
  const row = await db.appRegistration.findFirst({ where: { userId, id }, select: { clientSecretSealed: true } })
  return row && (await openVault(userId)).open(row.clientSecretSealed, place(id))
}

/** Finds the registration that a form means without naming it. */
export const findAppRegistration = (userId: UserId, { platform, country, clientId, redirectUri }: AppRegistrationValues) =>
  db.appRegistration.findFirst({ where: { userId, platform, country, clientId, redirectUri }, select: { id: true, name: true } })

/** The newest registration of a client ID, in whatever country. */
export const findByClientId = (userId: UserId, clientId: string) =>
  db.appRegistration.findFirst({ where: { userId, clientId }, orderBy: { updatedAt: 'desc' }, select: { id: true, name: true } })

/**
 * Saves a new registration, or over the one with `id`. An empty `clientSecret` keeps the stored one.
 * @returns the id, or why not: `missing` no such registration of this user, `duplicate` another one has the same values
 */
export async function saveAppRegistration(
  userId: UserId,
  { clientSecret, ...values }: AppRegistrationValues & { name: string },
  id: string | null,
  now: Date,
): Promise<{ id: string } | 'missing' | 'duplicate'> {
  const rowId = id ?? randomUUID()
  const secret = clientSecret && {
    clientSecretSealed: (await openVault(userId)).seal(clientSecret, place(rowId)),
    clientSecretLast4: last4(clientSecret),
  }
  try {
    if (id) {
      const { count } = await db.appRegistration.updateMany({
        where: { userId, id },
        data: { ...values, ...(secret || {}), updatedAt: now },
      })
      return count === 1 ? { id } : 'missing'
    }
    if (!secret) return 'missing'
    await db.appRegistration.create({
      data: { id: rowId, userId, ...values, ...secret, createdAt: now, updatedAt: now },
      select: { id: true },
    })
    return { id: rowId }
  } catch (error) {
    if (isUniqueViolation(error)) return 'duplicate'
    throw error
  }
}

/** The settings history keeps its own copy. @returns whether there was one */
export async function deleteAppRegistration(userId: UserId, id: string): Promise<boolean> {
  return (await db.appRegistration.deleteMany({ where: { userId, id } })).count === 1
}
