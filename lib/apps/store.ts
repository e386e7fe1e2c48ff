import 'server-only'
import { randomUUID } from 'node:crypto'
import type { UserId } from '../accounts/user-id'
import { db, isUniqueViolation } from '../db'
import { living, undoable } from '../deletion'
import { VaultError } from '../vault/seal'
import { openVault } from '../vault/vault-store'
import type { AppRegistrationValues } from './schema'

export const visible = {
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

export const clientSecretPlace = (id: string) => ({ table: 'AppRegistration', row: id, column: 'clientSecret' })

// Of a short secret four characters would be too many.
const last4 = (secret: string) => (secret.length >= 12 ? secret.slice(-4) : '')

export const listAppRegistrations = (userId: UserId) =>
  db.appRegistration.findMany({ where: { userId, ...living }, orderBy: [{ updatedAt: 'desc' }, { id: 'asc' }], take: 500, select: visible })

export const getAppRegistration = (userId: UserId, id: string) =>
  db.appRegistration.findFirst({ where: { userId, id, ...living }, select: visible })

export type AppRegistration = NonNullable<Awaited<ReturnType<typeof getAppRegistration>>>

/**
 * @returns null when there is none of this user with that id
 * @throws {VaultError} when it can't be opened
 */
export async function openClientSecret(userId: UserId, id: string): Promise<string | null> {
  const row = await db.appRegistration.findFirst({ where: { userId, id, ...living }, select: { clientSecretSealed: true } })
  return row && (await openVault(userId)).open(row.clientSecretSealed, clientSecretPlace(id))
}

/** The secrets of several registrations, by their ids. One that can't be opened is not among them. */
export async function openClientSecrets(userId: UserId, ids: string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const where = { userId, id: { in: ids }, ...living }
  const [rows, vault] = await Promise.all([
    db.appRegistration.findMany({ where, select: { id: true, clientSecretSealed: true } }),
    openVault(userId),
  ])
  const opened = rows.flatMap(({ id, clientSecretSealed }) => {
    try {
      return [[id, vault.open(clientSecretSealed, clientSecretPlace(id))] as const]
    } catch (error) {
      if (!(error instanceof VaultError)) throw error
      return []
    }
  })
  return new Map(opened)
}

/** Finds the registration that a form means without naming it. */
export const findAppRegistration = (userId: UserId, { platform, country, clientId, redirectUri }: AppRegistrationValues) =>
  db.appRegistration.findFirst({ where: { userId, platform, country, clientId, redirectUri, ...living }, select: { id: true, name: true } })

/** The newest registration of a client ID, in whatever country. */
export const findByClientId = (userId: UserId, clientId: string) =>
  db.appRegistration.findFirst({ where: { userId, clientId, ...living }, orderBy: { updatedAt: 'desc' }, select: { id: true, name: true } })

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
    clientSecretSealed: (await openVault(userId)).seal(clientSecret, clientSecretPlace(rowId)),
    clientSecretLast4: last4(clientSecret),
  }
  await forgetTwin(userId, values)
  try {
    if (id) {
      const { count } = await db.appRegistration.updateMany({
        where: { userId, id, ...living },
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

/** A deleted one of the same values would bar the way: whoever saves them again needs no undo. */
const forgetTwin = (userId: UserId, { platform, country, clientId, redirectUri }: Omit<AppRegistrationValues, 'clientSecret'>) =>
  db.appRegistration.deleteMany({ where: { userId, platform, country, clientId, redirectUri, deletedAt: { not: null } } })

/** The settings history keeps its own copy. @returns whether there was one */
export const deleteAppRegistration = async (userId: UserId, id: string, now = new Date()): Promise<boolean> =>
  (await db.appRegistration.updateMany({ where: { userId, id, ...living }, data: { deletedAt: now } })).count === 1

/** One whose deletion can still be undone. */
export const findDeletedRegistration = (userId: UserId, id: string, now: Date) =>
  db.appRegistration.findFirst({ where: { userId, id, ...undoable(now) }, select: { id: true, name: true } })

/** Undoes a deletion. @returns whether it still could be */
export const restoreAppRegistration = async (userId: UserId, id: string, now: Date): Promise<boolean> =>
  (await db.appRegistration.updateMany({ where: { userId, id, ...undoable(now) }, data: { deletedAt: null } })).count === 1
