import 'server-only'
import type { UserId } from '../accounts/user-id'
import { db } from '../db'
import { living } from '../deletion'
import { VaultError } from '../vault/seal'
import { openVault } from '../vault/vault-store'
import { clientSecretPlace, visible, type AppRegistration } from './store'

// What is read at once is read while nobody else is answered: a few milliseconds' worth.
const atATime = 50

/** The registrations of a user by their ids, `atATime` of them in each piece. */
async function* someIds(userId: UserId) {
  const rows = await db.appRegistration.findMany({ where: { userId, ...living }, select: { id: true } })
  for (let start = 0; start < rows.length; start += atATime)
    yield { userId, ...living, id: { in: rows.slice(start, start + atATime).map(({ id }) => id) } }
}

/** All registrations of a user with their client secrets, some at a time. A secret that does not open is null, and `tellDamage` hears of it. */
export async function* openAllRegistrations(userId: UserId, tellDamage: (error: VaultError) => void) {
  const vault = await openVault(userId)
  const open = (id: string, sealed: string) => {
    try {
      return vault.open(sealed, clientSecretPlace(id))
    } catch (error) {
      if (!(error instanceof VaultError)) throw error
      tellDamage(error)
      return null
    }
  }
  for await (const where of someIds(userId)) {
    const rows = await db.appRegistration.findMany({ where, select: { ...visible, clientSecretSealed: true } })
    yield rows.map(({ clientSecretSealed, ...row }) => ({ ...row, clientSecret: open(row.id, clientSecretSealed) }))
  }
}

/** All registrations of a user, some at a time. */
export async function* readAllRegistrations(userId: UserId): AsyncGenerator<AppRegistration[]> {
  for await (const where of someIds(userId)) yield await db.appRegistration.findMany({ where, select: visible })
}
