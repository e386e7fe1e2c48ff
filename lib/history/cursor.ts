/** The place of a row in the history: newest first, ties by id. */
export type Cursor = { createdAt: Date; id: string }

export const renderCursor = ({ createdAt, id }: Cursor) => `${createdAt.getTime()}.${id}`

/** @returns null for anything that renderCursor did not make: the list then begins at its top */
export function readCursor(text: string | undefined): Cursor | null {
  const [, time, id] = /^(\d{1,15})\.([0-9a-f-]{36})$/.exec(text ?? '') ?? []
  return time && id ? { createdAt: new Date(Number(time)), id } : null
}
