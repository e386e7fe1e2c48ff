import 'server-only'
import type { UserId } from '../accounts/user-id'
import { db } from '../db'
import { living } from '../deletion'
import { VaultError } from '../vault/seal'
import { openVault } from '../vault/vault-store'
import { clientSecretPlace, visible, type AppRegistration } from './store'

// What is read at once is read while nobody else is answered: a few milliseconds' worth.
const atATime = 50
const some = (userId: UserId, after: string) =>
  ({ where: { userId, ...living, id: { gt: after } }, orderBy: { id: 'asc' }, take: atATime }) as const

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
  for (let after = ''; ;) {
    const rows = await db.appRegistration.findMany({ ...some(userId, after), select: { ...visible, clientSecretSealed: true } })
    yield rows.map(({ clientSecretSealed, ...row }) => ({ ...row, clientSecret: open(row.id, clientSecretSealed) }))
    after = rows.at(-1)?.id ?? ''
    if (rows.length < atATime) return
  }
}

/** All registrations of a user, some at a time. */
export async function* readAllRegistrations(userId: UserId): AsyncGenerator<AppRegistration[]> {
  for (let after = ''; ;) {
    const rows = await db.appRegistration.findMany({ ...some(userId, after), select: visible })
    yield rows
    after = rows.at(-1)?.id ?? ''
    if (rows.length < atATime) return
  }
}
