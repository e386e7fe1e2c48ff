import 'server-only'
import { db } from '../db'
import { env } from '../env.js'
import { log } from '../log.mjs'
import { isOpenToOthers } from './key-file'
import { getKeyRing, type KeyRing } from './key-ring'
import { readSeal } from './seal'
import { sealedColumns, underKey } from './sealed-columns-store'
import { isDamaged, rewrapDataKey } from './vault-store'

/**
 * Changing key-encryption keys while the portal runs. Each step is one conditional write of one row, so it can be killed anywhere and begun again, and
 * what another process changes meanwhile is left alone.
 */

const atATime = 100
/** So many data keys are tried at a start: one that was damaged must not keep all the others' owners out. */
const triedAtStart = 20

/** What needs a key-encryption key. `direct`: secrets sealed under it without a data key between, as the first version did. */
export type KeyUse = { keyId: string; dataKeys: number; retired: number; direct: number }

/** Every key-encryption key that something in the database needs, and how much. */
export async function listKeyUse(): Promise<KeyUse[]> {
  const groups = await db.dataKey.groupBy({ by: ['wrappedBy'], _count: { id: true, retiredAt: true }, orderBy: { wrappedBy: 'asc' } })
  const uses = new Map(
    groups.map(({ wrappedBy: keyId, _count }) => [keyId, { keyId, dataKeys: _count.id, retired: _count.retiredAt, direct: 0 }]),
  )
  for (const { rows, column } of sealedColumns) {
    const name = `${column}Sealed`
    // One key after the other: a cipher text tells the key that the next question is about.
    const seen: string[] = []
    for (;;) {
      const others = seen.map((keyId) => ({ NOT: underKey(column, `v1.${keyId}.`) }))
      const [row] = await rows.findMany({ where: { ...underKey(column, 'v1.'), AND: others }, take: 1, select: { id: true, [name]: true } })
      const keyId = readSeal(row?.[name] ?? '')?.keyId
      if (!keyId || seen.includes(keyId)) break
      seen.push(keyId)
      const use = uses.get(keyId) ?? { keyId, dataKeys: 0, retired: 0, direct: 0 }
      uses.set(keyId, { ...use, direct: use.direct + (await rows.count({ where: underKey(column, `v1.${keyId}.`) })) })
    }
  }
  return [...uses.values()]
}

/**
 * @param ring null: there is no key at all
 * @throws naming a key that the database needs and that is not at hand
 */
export async function requireKeys(ring: KeyRing | null = getKeyRing()): Promise<void> {
  for (const { keyId, dataKeys, direct } of await listKeyUse()) {
    const what = [dataKeys && `${dataKeys} data keys`, direct && `${direct} secrets`].filter(Boolean).join(' and ')
    if (!ring?.find(keyId)) throw new Error(`${missing(ring)}: ${what} of this database are under key ${keyId}. ${atHand(ring)}`)
  }
}

/**
 * Whether the keys of all data keys are at hand. For whoever asks every second: one seek of the index for each key there is, however many data keys
 * are under it. Secrets of before there were data keys are not looked for; at the start they were.
 */
export async function hasKeysAtHand(ring: KeyRing = getKeyRing()): Promise<boolean> {
  for (let last = ''; ;) {
    const next = await db.dataKey.findFirst({
      where: { wrappedBy: { gt: last } },
      orderBy: { wrappedBy: 'asc' },
      select: { wrappedBy: true },
    })
    if (!next) return true
    if (!ring.find(next.wrappedBy)) return false
    last = next.wrappedBy
  }
}

/**
 * Looks whether all keys are at hand, and whether they open: a wrong key is found before anybody's code is spent.
 * @throws naming the key that is missing or does not fit
 */
export async function checkKeys(): Promise<void> {
  await requireKeys()
  for (const { wrappedBy: keyId } of await db.dataKey.groupBy({ by: ['wrappedBy'], orderBy: { wrappedBy: 'asc' } })) {
    const rows = await db.dataKey.findMany({ where: { wrappedBy: keyId }, take: triedAtStart })
    const count = rows.filter((row) => isDamaged(row.userId, row)).length
    if (rows.length > 0 && count === rows.length)
      throw new Error(`Key ${keyId} opens none of its data keys: they were changed, or it has another value than the key of this database`)
    if (count > 0) log.error('data keys damaged', { keyId, count })
  }
  if (env.KEY_FILE && isOpenToOthers(env.KEY_FILE)) log.warn('KEY FILE can be read by others')
}

const missing = (ring: KeyRing | null) => {
  if (!env.KEY_FILE) return ring ? 'ENCRYPTION_KEY is not the key of this database' : 'ENCRYPTION_KEY is missing'
  return `KEY_FILE ${env.KEY_FILE} has not all the keys of this database${env.ENCRYPTION_KEY ? ', and ENCRYPTION_KEY is not the missing one' : ''}`
}
const atHand = (ring: KeyRing | null) => `At hand: ${ring?.ids.join(', ') ?? 'none'}`

// Said as two sides of one place, it is found by the index.
function elsewhere() {
  const { id } = getKeyRing().primary
  return { OR: [{ wrappedBy: { lt: id } }, { wrappedBy: { gt: id } }] }
}
export const countElsewhere = () => db.dataKey.count({ where: elsewhere() })

/** What became of some data keys. `damaged`: those that do not open stay as they are. `lastId`: where to go on; null: there are no more. */
export type RewrapStep = { done: number; damaged: string[]; lastId: string | null }

/** Puts data keys under the primary key-encryption key: some, in the order of their ids, so that a round comes to its end whatever others do. */
export async function rewrapSome(afterId: string): Promise<RewrapStep> {
  const rows = await db.dataKey.findMany({ where: { ...elsewhere(), id: { gt: afterId } }, orderBy: { id: 'asc' }, take: atATime })
  const step: RewrapStep = { done: 0, damaged: [], lastId: rows.length === atATime ? (rows.at(-1)?.id ?? null) : null }
  for (const row of rows) {
    if (isDamaged(row.userId, row)) step.damaged.push(`data key ${row.id} of user ${row.userId}, under key ${row.wrappedBy}`)
    else if (await rewrapDataKey(row.userId, row)) step.done++
  }
  return step
}
