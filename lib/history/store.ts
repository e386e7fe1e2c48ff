import 'server-only'
import { randomUUID } from 'node:crypto'
import type { UserId } from '../accounts/user-id'
import { db, isUniqueViolation, skip } from '../db'
import { open, seal } from '../vault/seal'
import { readCursor, renderCursor } from './cursor'
import { buildSearchKey, canBeInName } from './search-key'

export const secretFields = ['refreshToken', 'xml', 'encryptStatement'] as const
export type SecretField = (typeof secretFields)[number]

export type NewSettingsFile = {
  name: string
  nameKey: string
  platform: string
  country: string
  appName: string
  clientId: string
  redirectUri: string
  authorisedBy: string | null
  authorisedUser: string | null
  companies: { code: string; name: string }[]
  proofFailure: string | null
} & Record<SecretField, string>

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
  createdAt: true,
} as const

const pageSize = 25
const place = (user: string, row: string, column: SecretField) => ({ table: 'SettingsFile', row, column, user })

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

/** One field in plain text, as it was given out. Null when there is no such file of this user. */
export async function openSettingsField(userId: UserId, id: string, field: SecretField): Promise<string | null> {
  const row = await db.settingsFile.findFirst({
    where: { userId, id },
    select: { refreshTokenSealed: true, xmlSealed: true, encryptStatementSealed: true },
  })
  return row && open(row[`${field}Sealed`], place(userId, id, field))
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

/** The last settings file that was made with a client ID: a new authorisation of the same user ends its token. */
export const findLatestOfClient = (userId: UserId, clientId: string) =>
  db.settingsFile.findFirst({
    where: { userId, clientId },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    select: { name: true, authorisedBy: true, createdAt: true },
  })

async function insert(userId: UserId, attemptId: string, attemptDone: object, file: NewSettingsFile, now: Date): Promise<string> {
  const { refreshToken, xml, encryptStatement, companies, ...columns } = file
  const id = randomUUID()
  const newest = await db.settingsFile.aggregate({ where: { userId, nameKey: file.nameKey }, _max: { version: true } })
  const data = {
    id,
    userId,
    attemptId,
    ...columns,
    searchKey: buildSearchKey(file.nameKey),
    version: (newest._max.version ?? 0) + 1,
    companies: JSON.stringify(companies),
    refreshTokenSealed: seal(refreshToken, place(userId, id, 'refreshToken')),
    xmlSealed: seal(xml, place(userId, id, 'xml')),
    encryptStatementSealed: seal(encryptStatement, place(userId, id, 'encryptStatement')),
    createdAt: now,
  }
  await db.$transaction([
    db.settingsFile.create({ data, select: { id: true } }),
    db.attempt.update({ where: { id: attemptId, userId, status: 'exchanging' }, data: attemptDone, select: { id: true } }),
  ])
  return id
}

/**
 * Puts the file into the history and ends its attempt, in one transaction. A name that exists gets the next version.
 * Saving the same attempt again answers with the file that stands already.
 * @param attemptDone the attempt's columns from lib/attempts/store.ts, doneAttempt
 */
export async function saveSettingsFile(
  userId: UserId,
  attemptId: string,
  attemptDone: object,
  file: NewSettingsFile,
  now: Date,
): Promise<string> {
  for (let race = 0; ; race++) {
    const saved = await db.settingsFile.findFirst({ where: { userId, attemptId }, select: { id: true } })
    if (saved) return saved.id
    try {
      return await insert(userId, attemptId, attemptDone, file, now)
    } catch (error) {
      // Another file of that name was saved in this moment: it took the version number.
      if (!isUniqueViolation(error) || race >= 10) throw error
    }
  }
}

/** The attempt stays, without its file. @returns whether there was one */
export async function deleteSettingsFile(userId: UserId, id: string): Promise<boolean> {
  return (await db.settingsFile.deleteMany({ where: { userId, id } })).count === 1
}
