import 'server-only'
import type { UserId } from '../accounts/user-id'
import { db } from '../db'
import { living } from '../deletion'
import { VaultError } from '../vault/seal'
import { openVault } from '../vault/vault-store'
import { historyParts } from './query'
import { renderCursor } from './cursor'
import { secretFields, settingsFilePlace, summary, visible, type SecretField, type SettingsFileSummary } from './store'

const sealed = { refreshTokenSealed: true, xmlSealed: true, encryptStatementSealed: true } as const
// What is read at once is read while nobody else is answered: a few milliseconds' worth.
const atATime = 50

/** A field that does not open is null. */
export type FileSecrets = Pick<SettingsFileSummary, 'id' | 'name' | 'version'> & Record<SecretField, string | null>

/** Some of a user's files after a place in their history, the oldest first. */
function findSome<Select extends object>(userId: UserId, cursor: string | undefined, select: Select) {
  const [part] = historyParts({ sort: 'oldest', cursor }, new Date())
  return db.settingsFile.findMany({
    where: { userId, ...living, AND: [part?.where ?? {}] },
    orderBy: part?.orderBy,
    take: atATime,
    select: { ...select, id: true, createdAt: true },
  })
}

/** All files of a user, some at a time. */
export async function* readAllFiles(userId: UserId): AsyncGenerator<SettingsFileSummary[]> {
  for (let cursor: string | undefined; ;) {
    const rows = await findSome(userId, cursor, visible)
    yield rows.map(summary)
    const last = rows.at(-1)
    if (!last || rows.length < atATime) return
    cursor = renderCursor(last)
  }
}

/** All that is sealed in a user's files, some files at a time. `tellDamage` hears of what does not open. */
export async function* openAllFiles(userId: UserId, tellDamage: (error: VaultError) => void): AsyncGenerator<FileSecrets[]> {
  for (let cursor: string | undefined; ;) {
    const [rows, vault] = await Promise.all([findSome(userId, cursor, { ...sealed, name: true, version: true }), openVault(userId)])
    const openField = (row: (typeof rows)[number], field: SecretField) => {
      try {
        return vault.open(row[`${field}Sealed`], settingsFilePlace(row.id, field))
      } catch (error) {
        if (!(error instanceof VaultError)) throw error
        tellDamage(error)
        return null
      }
    }
    yield rows.map((row) => ({
      ...{ id: row.id, name: row.name, version: row.version },
      ...(Object.fromEntries(secretFields.map((field) => [field, openField(row, field)])) as Record<SecretField, string | null>),
    }))
    const last = rows.at(-1)
    if (!last || rows.length < atATime) return
    cursor = renderCursor(last)
  }
}
