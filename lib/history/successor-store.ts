import 'server-only'
import type { UserId } from '../accounts/user-id'
import { db } from '../db'
import { living } from '../deletion'
import { fileNameOf, type SettingsFileSummary } from './store'

const shown = {
  id: true,
  name: true,
  version: true,
  platform: true,
  country: true,
  clientId: true,
  authorisedUser: true,
  createdAt: true,
} as const

/** The file that ended the token of another one. */
export type Successor = { id: string; fileName: string; version: number }

/** By the id of the superseded file: the one whose making superseded it, if it is still there. A file is marked with the moment of that one. */
export async function findSuccessors(userId: UserId, files: SettingsFileSummary[]): Promise<Map<string, Successor>> {
  const moments = files.flatMap(({ supersededAt }) => supersededAt ?? [])
  if (moments.length === 0) return new Map()
  const rows = await db.settingsFile.findMany({ where: { userId, ...living, createdAt: { in: moments } }, select: shown })
  const chain = ({
    platform,
    country,
    clientId,
    authorisedUser,
  }: Pick<SettingsFileSummary, 'platform' | 'country' | 'clientId' | 'authorisedUser'>) =>
    JSON.stringify([platform, country, clientId, authorisedUser])
  const pairs = files.flatMap((file) => {
    const isNext = (row: (typeof rows)[number]) =>
      row.id !== file.id && row.createdAt.getTime() === file.supersededAt?.getTime() && chain(row) === chain(file)
    const next = rows.find(isNext)
    return next ? [[file.id, { id: next.id, fileName: fileNameOf(next.name), version: next.version }] as const] : []
  })
  return new Map(pairs)
}
