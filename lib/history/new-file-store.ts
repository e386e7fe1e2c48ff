import 'server-only'
import type { UserId } from '../accounts/user-id'
import { db, type Write } from '../db'
import { openVault } from '../vault/vault-store'
import { buildSearchKey } from './search-key'
import { settingsFilePlace, type SecretField } from './store'

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

/** The file that an attempt has made already, if it has. */
export const findFileOfAttempt = (userId: UserId, attemptId: string) =>
  db.settingsFile.findFirst({ where: { userId, attemptId }, select: { id: true } })

/**
 * The writes that put a file into the history, for lib/db.ts, commit. A name that exists gets the next version. Older files of the same person,
 * app and country are marked: the provider has ended their tokens with this one.
 */
export async function settingsFileWrites(
  userId: UserId,
  attemptId: string,
  id: string,
  file: NewSettingsFile,
  now: Date,
): Promise<Write[]> {
  const { refreshToken, xml, encryptStatement, companies, ...columns } = file
  const [newest, vault] = await Promise.all([
    db.settingsFile.aggregate({ where: { userId, nameKey: file.nameKey }, _max: { version: true } }),
    openVault(userId, now),
  ])
  const data = {
    id,
    userId,
    attemptId,
    ...columns,
    searchKey: buildSearchKey(file.nameKey),
    version: (newest._max.version ?? 0) + 1,
    companies: JSON.stringify(companies),
    refreshTokenSealed: vault.seal(refreshToken, settingsFilePlace(id, 'refreshToken')),
    xmlSealed: vault.seal(xml, settingsFilePlace(id, 'xml')),
    encryptStatementSealed: vault.seal(encryptStatement, settingsFilePlace(id, 'encryptStatement')),
    createdAt: now,
  }
  const { platform, country, clientId, authorisedUser } = file
  const older = { userId, platform, country, clientId, authorisedUser, supersededAt: null, id: { not: id } }
  return [
    db.settingsFile.create({ data, select: { id: true } }),
    ...(authorisedUser === null ? [] : [db.settingsFile.updateMany({ where: older, data: { supersededAt: now } })]),
  ]
}
