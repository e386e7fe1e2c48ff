import 'server-only'
import type { UserId } from '../accounts/user-id'
import { db } from '../db'
import { living, undoable } from '../deletion'
import { openVault } from '../vault/vault-store'
import { cursorAfter, historyFilter, historyParts, type HistoryPart, type HistoryQuery } from './query'
import { canBeInName } from './search-key'
import { lifeLimits } from './token-life'

export const secretFields = ['refreshToken', 'xml', 'encryptStatement'] as const
export type SecretField = (typeof secretFields)[number]

export const visible = {
  id: true,
  attemptId: true,
  name: true,
  nameKey: true,
  version: true,
  platform: true,
  country: true,
  appName: true,
  clientId: true,
  redirectUri: true,
  authorisedBy: true,
  authorisedUser: true,
  companies: true,
  proofFailure: true,
  supersededAt: true,
  backedUpAt: true,
  createdAt: true,
} as const

const pageSize = 25
export const fileNameOf = (name: string) => `settings-${name}.xml`
export const settingsFilePlace = (row: string, column: SecretField) => ({ table: 'SettingsFile', row, column })

type Row = NonNullable<Awaited<ReturnType<typeof findRow>>>
const findRow = (userId: UserId, id: string) => db.settingsFile.findFirst({ where: { userId, id, ...living }, select: visible })
export const summary = (row: Row) => ({
  ...row,
  fileName: fileNameOf(row.name),
  companies: JSON.parse(row.companies) as { code: string; name: string }[],
})

export type SettingsFileSummary = ReturnType<typeof summary>

export async function getSettingsFile(userId: UserId, id: string): Promise<SettingsFileSummary | null> {
  const row = await findRow(userId, id)
  return row && summary(row)
}

type OpenedFile = { name: string; fileName: string; value: string }

/**
 * A file with one field in plain text, as it was given out. Null when there is no such file of this user.
 * @throws {VaultError} when it was damaged, or its key is not at hand
 */
export async function openSettingsFile(userId: UserId, id: string, field: SecretField): Promise<OpenedFile | null> {
  const [row, vault] = await Promise.all([
    db.settingsFile.findFirst({
      where: { userId, id, ...living },
      select: { name: true, refreshTokenSealed: true, xmlSealed: true, encryptStatementSealed: true },
    }),
    openVault(userId),
  ])
  if (!row) return null
  return { name: row.name, fileName: fileNameOf(row.name), value: vault.open(row[`${field}Sealed`], settingsFilePlace(id, field)) }
}

/** The field alone. @throws as openSettingsFile does */
export const openSettingsField = async (userId: UserId, id: string, field: SecretField): Promise<string | null> =>
  (await openSettingsFile(userId, id, field))?.value ?? null

type Wanted = { where: object; orderBy: HistoryPart['orderBy']; take: number }

/** What is looked for among many others is found in an index that holds all that is asked; no row is read but those of the page. */
async function findByIndex(userId: UserId, wanted: Wanted): Promise<Row[]> {
  const found = await db.settingsFile.findMany({ ...wanted, where: { userId, ...wanted.where }, select: { id: true } })
  if (found.length === 0) return []
  const ids = found.map(({ id }) => id)
  // Said plainly, the owner would lure SQLite to the index of all that is theirs.
  const rows = await db.settingsFile.findMany({ where: { id: { in: ids }, NOT: { NOT: { userId } } }, select: visible })
  return rows.sort((one, other) => ids.indexOf(one.id) - ids.indexOf(other.id))
}

/** A page at a time by keyset: a page deep down costs as much as the first. Newest first, unless asked otherwise. */
export async function listSettingsFiles(userId: UserId, query: HistoryQuery = {}, now = new Date()) {
  if (query.search && !canBeInName(query.search)) return { rows: [], nextCursor: null }
  const filter = historyFilter(query, now)
  const rows: (Row & { isDead: boolean })[] = []
  for (const { where, orderBy, isDead = false } of historyParts(query, now)) {
    const take = pageSize + 1 - rows.length
    const wanted = { where: { ...living, AND: [where, ...filter] }, orderBy, take }
    const part = await (filter.length > 0 || query.sort === 'ending'
      ? findByIndex(userId, wanted)
      : db.settingsFile.findMany({ ...wanted, where: { userId, ...wanted.where }, select: visible }))
    rows.push(...part.map((row) => ({ ...row, isDead })))
    if (rows.length > pageSize) break
  }
  const last = rows.length > pageSize ? rows[pageSize - 1] : undefined
  return { rows: rows.slice(0, pageSize).map(summary), nextCursor: last ? cursorAfter(last, query, now, last.isDead) : null }
}

export const isNameTaken = async (userId: UserId, nameKey: string) =>
  (await db.settingsFile.findFirst({ where: { userId, nameKey, ...living }, select: { id: true } })) !== null

/** Which of these files this user has. */
export async function findSettingsFileIds(userId: UserId, ids: string[]): Promise<string[]> {
  if (ids.length === 0) return []
  // As above: it is the ids that are to be sought.
  const rows = await db.settingsFile.findMany({ where: { id: { in: ids }, ...living, NOT: { NOT: { userId } } }, select: { id: true } })
  return rows.map(({ id }) => id)
}

/** The settings files made with a client ID whose tokens may still live: a new authorisation of the same person ends that one's. Newest first. */
export const listLivingOfClient = (userId: UserId, clientId: string, now: Date) =>
  db.settingsFile.findMany({
    where: { userId, clientId, ...living, supersededAt: null, createdAt: { gt: lifeLimits(now).isOver } },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: 3,
    select: { id: true, name: true, authorisedBy: true, createdAt: true },
  })

/** The attempt stays, without its file. @returns whether there was one */
export const deleteSettingsFile = async (userId: UserId, id: string, now = new Date()): Promise<boolean> =>
  (await db.settingsFile.updateMany({ where: { userId, id, ...living }, data: { deletedAt: now } })).count === 1

/** One whose deletion can still be undone. */
export async function findDeletedFile(userId: UserId, id: string, now: Date) {
  const row = await db.settingsFile.findFirst({ where: { userId, id, ...undoable(now) }, select: visible })
  return row && summary(row)
}

/** Undoes a deletion. @returns whether it still could be */
export const restoreSettingsFile = async (userId: UserId, id: string, now: Date): Promise<boolean> =>
  (await db.settingsFile.updateMany({ where: { userId, id, ...undoable(now) }, data: { deletedAt: null } })).count === 1
