/** What is deleted is out of sight at once, and can come back for so long. Then start.ts has it forgotten, and its secrets with it. */
export const undoMs = 10 * 60 * 1000

const limit = (now: Date) => new Date(now.getTime() - undoMs)

/** Conditions of a query, for rows with a column `deletedAt`. */
export const living = { deletedAt: null } as const
export const undoable = (now: Date) => ({ deletedAt: { gt: limit(now) } })
export const beyondUndo = (now: Date) => ({ deletedAt: { lte: limit(now) } })
