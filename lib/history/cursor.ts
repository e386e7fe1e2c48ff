/** How the history is ordered. `name`: A to Z, a name's versions in their order. `ending`: what dies first comes first, then what is dead. */
export const historySorts = ['newest', 'oldest', 'name', 'ending'] as const
export type HistorySort = (typeof historySorts)[number]

// Longer than any cursor: none.
const bounded = (text = '') => (text.length > 1_300 ? '' : text)

/** The place of a row in the history by time, ties by id. */
export type Cursor = { createdAt: Date; id: string }

export const renderCursor = ({ createdAt, id }: Cursor) => `${createdAt.getTime()}.${id}`

/** @returns null for anything that renderCursor did not make: the list then begins at its top */
export function readCursor(text: string | undefined): Cursor | null {
  const [, time, id] = /^(\d{1,15})\.([0-9a-f-]{36})$/.exec(bounded(text)) ?? []
  return time && id ? { createdAt: new Date(Number(time)), id } : null
}

/** The place of a row by name: no two rows of one user have the same. */
export type NameCursor = { nameKey: string; version: number }

export const renderNameCursor = ({ nameKey, version }: NameCursor) => `${version}.${nameKey}`

/** @returns null for anything that renderNameCursor did not make */
export function readNameCursor(text: string | undefined): NameCursor | null {
  const [, version, nameKey] = /^(\d{1,9})\.([^\0]{1,1200})$/s.exec(bounded(text)) ?? []
  return version && nameKey ? { nameKey, version: Number(version) } : null
}

/**
 * The place of a row where the living come first, the oldest of them at the top, and then the dead, the newest at the top. It holds the moment at
 * which the first page was read: a token that dies between two pages stays where it was.
 */
export type LifeCursor = Cursor & { asOf: Date; isDead: boolean }

export const renderLifeCursor = ({ asOf, isDead, ...place }: LifeCursor) => `${asOf.getTime()}.${isDead ? 'd' : 'l'}.${renderCursor(place)}`

/** @returns null for anything that renderLifeCursor did not make */
export function readLifeCursor(text: string | undefined): LifeCursor | null {
  const [, asOf, part, rest] = /^(\d{1,15})\.([dl])\.(.+)$/.exec(bounded(text)) ?? []
  const place = readCursor(rest)
  return asOf && place ? { ...place, asOf: new Date(Number(asOf)), isDead: part === 'd' } : null
}
