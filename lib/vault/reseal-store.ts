import 'server-only'
import { db } from '../db'
import { describePlace, VaultError } from './seal'
import { sealedColumns, underKey } from './sealed-columns-store'
import { addDataKey, isDamaged, listDataKeys, openVaultWithKey } from './vault-store'

/** Changing data keys while the portal runs. As lib/vault/rotation-store.ts: conditional writes of one row each, to be killed and begun again. */

const atATime = 100
/** What other processes go on sealing under the older key is looked for so often; after that it waits for the next run, and opens all the same. */
const mostRounds = 4
/**
 * A data key that no longer seals is kept so long for what may still lie in the spool of a stopped machine. By then every refresh token in there has
 * died of itself: 30 days without use (facts/exact-online.md, "Lives and limits").
 */
export const retiredKeptMs = 30 * 24 * 60 * 60 * 1000

const v1Of = (table: string) => ({
  some: { OR: sealedColumns.filter((one) => one.table === table).map(({ column }) => underKey(column, 'v1.')) },
})

const hasOlderKey = (since: Date) => ({ dataKeys: { some: { retiredAt: null, createdAt: { lte: since } } } })
const toReseal = (since: Date) => ({
  OR: [
    hasOlderKey(since),
    { registrations: v1Of('AppRegistration') },
    { attempts: v1Of('Attempt') },
    { settingsFiles: v1Of('SettingsFile') },
    { totps: v1Of('Totp') },
  ],
})

/** Users with a data key of before `since` that still seals. */
export const countUsersWithOlderKeys = (since: Date) => db.user.count({ where: hasOlderKey(since) })

/** These, and users with a secret that has no data key at all. */
export const countUsersToReseal = (since: Date) => db.user.count({ where: toReseal(since) })

/** Some of them, in the order of their ids: each comes once in a round. */
export const listUsersToReseal = async (since: Date, afterId: string) =>
  (
    await db.user.findMany({
      where: { ...toReseal(since), id: { gt: afterId } },
      orderBy: { id: 'asc' },
      take: atATime,
      select: { id: true },
    })
  ).map(({ id }) => id)

/** `unopened`: the places whose cipher text does not open; it stays as it is, and says so to whoever asks for it. */
export type Resealed = { secrets: number; isNewKey: boolean; unopened: string[] }

/**
 * Gives a user a new data key, unless the newest one is younger than `since` and whole, and seals everything of theirs under it. The older ones are retired last:
 * until then they tell that there is something left to do.
 */
export async function resealUser(userId: string, since: Date, now: Date): Promise<Resealed> {
  const [newest] = (await listDataKeys(userId)).filter(({ retiredAt }) => !retiredAt)
  const isNewKey = !newest || newest.createdAt <= since || isDamaged(userId, newest)
  // Younger than what it replaces, also where the clock of the one who made that is ahead of ours: the youngest is the one that seals.
  const youngest = Math.max(since.getTime(), newest?.createdAt.getTime() ?? 0)
  const current = isNewKey ? await addDataKey(userId, new Date(Math.max(now.getTime(), youngest + 1))) : newest
  const resealed: Resealed = { secrets: 0, isNewKey, unopened: [] }
  for (let round = 1; round <= mostRounds; round++) {
    const { secrets, unopened } = await resealOnce(userId, current.id, now)
    resealed.secrets += secrets
    resealed.unopened = unopened
    if (secrets === 0) break
  }
  const older = [{ createdAt: { lt: current.createdAt } }, { createdAt: current.createdAt, id: { gt: current.id } }]
  await db.dataKey.updateMany({ where: { userId, retiredAt: null, OR: older }, data: { retiredAt: now } })
  return resealed
}

async function resealOnce(userId: string, keyId: string, now: Date): Promise<{ secrets: number; unopened: string[] }> {
  const unopened: string[] = []
  let secrets = 0
  for (const { table, column, rows } of sealedColumns) {
    const name = `${column}Sealed`
    // A column that holds nothing is neither under this key nor under another one: SQL leaves it out.
    const elsewhere = { userId, NOT: underKey(column, `v2.${keyId}.`) }
    for (let afterId = ''; ;) {
      const where = { ...elsewhere, id: { gt: afterId } }
      const found = await rows.findMany({ where, orderBy: { id: 'asc' }, take: atATime, select: { id: true, [name]: true } })
      // Opened after the rows were read: it knows every key that they may be under.
      const vault = found.length > 0 ? await openVaultWithKey(userId, now) : null
      for (const { id, [name]: sealed } of found) {
        const place = { table, row: id, column }
        // By another process under a key that is younger still.
        if (!vault || !sealed || sealed.startsWith(`v2.${vault.keyId}.`)) continue
        const plain = openOrNull(() => vault.vault.open(sealed, place))
        if (plain === null) unopened.push(describePlace({ ...place, user: userId }))
        else
          secrets += (await rows.updateMany({ where: { userId, id, [name]: sealed }, data: { [name]: vault.vault.seal(plain, place) } }))
            .count
      }
      afterId = found.at(-1)?.id ?? ''
      if (found.length < atATime) break
    }
  }
  return { secrets, unopened }
}

function openOrNull(open: () => string): string | null {
  try {
    return open()
  } catch (error) {
    if (error instanceof VaultError) return null
    throw error
  }
}

/** Forgets data keys that were retired long ago and that nothing is sealed under any more. @returns how many */
export async function dropRetiredKeys(now: Date): Promise<number> {
  const isOld = { retiredAt: { lt: new Date(now.getTime() - retiredKeptMs) } }
  let dropped = 0
  for (let afterId = ''; ;) {
    const where = { ...isOld, id: { gt: afterId } }
    const old = await db.dataKey.findMany({ where, orderBy: { id: 'asc' }, take: atATime, select: { id: true, userId: true } })
    for (const { id, userId } of old) {
      const counts = await Promise.all(
        sealedColumns.map(({ rows, column }) => rows.count({ where: { userId, ...underKey(column, `v2.${id}.`) } })),
      )
      if (counts.every((count) => count === 0)) dropped += (await db.dataKey.deleteMany({ where: { id, userId, ...isOld } })).count
    }
    if (old.length < atATime) return dropped
    afterId = old.at(-1)?.id ?? ''
  }
}
