import 'server-only'
import type { UserId } from '../accounts/user-id'
import { db, skip } from '../db'
import { openVault } from '../vault/vault-store'
import { readCursor, renderCursor } from './cursor'
import { buildSearchKey, canBeInName } from './search-key'

export const secretFields = ['refreshToken', 'xml', 'encryptStatement'] as const
export type SecretField = (typeof secretFields)[number]

const visible = {
  id: true,
  attemptId: true,
  name: true,
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
// An unused refresh token dies after 30 days (facts/exact-online.md, "Lives and limits").
const idleLifeMs = 30 * 24 * 60 * 60 * 1000
export const settingsFilePlace = (row: string, column: SecretField) => ({ table: 'SettingsFile', row, column })

type Row = Awaited<ReturnType<typeof findRow>>
const findRow = (userId: UserId, id: string) => db.settingsFile.findFirst({ where: { userId, id }, select: visible })
const summary = (row: NonNullable<Row>) => ({
  ...row,
  fileName: `settings-${row.name}.xml`,
  companies: JSON.parse(row.companies) as { code: string; name: string }[],
})

export type SettingsFileSummary = ReturnType<typeof summary>

export async function getSettingsFile(userId: UserId, id: string): Promise<SettingsFileSummary | null> {
  const row = await findRow(userId, id)
  return row && summary(row)
}

/**
 * One field in plain text, as it was given out. Null when there is no such file of this user.
 * @throws {VaultError} when it was damaged, or its key is not at hand
 */
export async function openSettingsField(userId: UserId, id: string, field: SecretField): Promise<string | null> {
  const row = await db.settingsFile.findFirst({
    where: { userId, id },
    select: { refreshTokenSealed: true, xmlSealed: true, encryptStatementSealed: true },
  })
  return row && (await openVault(userId)).open(row[`${field}Sealed`], settingsFilePlace(id, field))
}

/** Newest first, a page at a time by keyset: a page deep down costs as much as the first. `search`: a key made by settingsNameKey. */
export async function listSettingsFiles(userId: UserId, { search, cursor }: { search?: string; cursor?: string } = {}) {
  if (search && !canBeInName(search)) return { rows: [], nextCursor: null }
  const after = readCursor(cursor)
  const rows = await db.settingsFile.findMany({
    where: {
      userId,
      searchKey: search ? { contains: buildSearchKey(search) } : skip,
      OR: after ? [{ createdAt: { lt: after.createdAt } }, { createdAt: after.createdAt, id: { lt: after.id } }] : skip,
    },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: pageSize + 1,
    select: visible,
  })
  const last = rows.length > pageSize ? rows[pageSize - 1] : undefined
  return { rows: rows.slice(0, pageSize).map(summary), nextCursor: last ? renderCursor(last) : null }
}

export const isNameTaken = async (userId: UserId, nameKey: string) =>
  (await db.settingsFile.findFirst({ where: { userId, nameKey }, select: { id: true } })) !== null

/** The settings files made with a client ID whose tokens may still live: a new authorisation of the same person ends that one's. Newest first. */
export const listLivingOfClient = (userId: UserId, clientId: string, now: Date) =>
  db.settingsFile.findMany({
    where: { userId, clientId, supersededAt: null, createdAt: { gt: new Date(now.getTime() - idleLifeMs) } },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: 3,
    select: { id: true, name: true, authorisedBy: true, createdAt: true },
  })

/** The attempt stays, without its file. @returns whether there was one */
export async function deleteSettingsFile(userId: UserId, id: string): Promise<boolean> {
  return (await db.settingsFile.deleteMany({ where: { userId, id } })).count === 1
}
