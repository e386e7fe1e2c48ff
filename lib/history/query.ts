import type { HistorySort } from './cursor'
import { readCursor, readLifeCursor, readNameCursor, renderCursor, renderLifeCursor, renderNameCursor } from './cursor'
import { buildSearchKey } from './search-key'
import { lifeLimits, type TokenState } from './token-life'

/** `search`: a key made by settingsNameKey. `state`: `living` are all that may live, those of `ending` among them. */
export type HistoryQuery = {
  search?: string
  platform?: string
  country?: string
  state?: TokenState
  sort?: HistorySort
  cursor?: string
}

type Where = Record<string, unknown>
/** A run of rows in one order; a list is one of them, or several one after the other. */
export type HistoryPart = { where: Where; orderBy: Record<string, 'asc' | 'desc'>[]; isDead?: boolean }
export type PlaceInHistory = { id: string; createdAt: Date; nameKey: string; version: number }

const unended = { supersededAt: null, backedUpAt: null }

function stateWhere(state: TokenState, now: Date): Where {
  const { isOver, isEnding } = lifeLimits(now)
  if (state === 'superseded') return { supersededAt: { not: null } }
  if (state === 'backup') return { supersededAt: null, backedUpAt: { not: null } }
  if (state === 'over') return { ...unended, createdAt: { lte: isOver } }
  return { ...unended, createdAt: state === 'ending' ? { gt: isOver, lte: isEnding } : { gt: isOver } }
}

/** Which rows are asked for, wherever in the list. Pure. */
export function historyFilter({ search, platform, country, state, sort }: HistoryQuery, now: Date): Where[] {
  return [
    ...(search ? [{ searchKey: { contains: buildSearchKey(search) } }] : []),
    ...(platform ? [{ platform }] : []),
    ...(country ? [{ country }] : []),
    // In the order of names the time must not lure a database to the index of times: it would have to sort what it finds there.
    ...(state ? [sort === 'name' ? { NOT: { NOT: stateWhere(state, now) } } : stateWhere(state, now)] : []),
  ]
}

// A database reads an index up to a place when it is told so in one comparison; the second part only breaks ties.
const byTime = (order: 'asc' | 'desc', after: { createdAt: Date; id: string } | null): HistoryPart => {
  const [to, beyond] = order === 'asc' ? (['gte', 'gt'] as const) : (['lte', 'lt'] as const)
  const { createdAt, id } = after ?? {}
  return {
    where: after ? { createdAt: { [to]: createdAt }, OR: [{ createdAt: { [beyond]: createdAt } }, { id: { [beyond]: id } }] } : {},
    orderBy: [{ createdAt: order }, { id: order }],
  }
}

function byName(cursor: string | undefined): HistoryPart {
  const after = readNameCursor(cursor)
  const where = after && { nameKey: { gte: after.nameKey }, OR: [{ nameKey: { gt: after.nameKey } }, { version: { gt: after.version } }] }
  return { where: where ?? {}, orderBy: [{ nameKey: 'asc' }, { version: 'asc' }] }
}

/** What dies first comes first; what is dead, or may be, comes after. */
function byEnd(cursor: string | undefined, now: Date): HistoryPart[] {
  const after = readLifeCursor(cursor)
  const { isOver } = lifeLimits(after?.asOf ?? now)
  const living = byTime('asc', after?.isDead ? null : after)
  const dead = byTime('desc', after?.isDead ? after : null)
  const hasEnded = { OR: [{ supersededAt: { not: null } }, { backedUpAt: { not: null } }, { createdAt: { lte: isOver } }] }
  const parts: HistoryPart[] = [
    { ...living, where: { AND: [{ ...unended, createdAt: { gt: isOver } }, living.where] } },
    { ...dead, where: { AND: [hasEnded, dead.where] }, isDead: true },
  ]
  return after?.isDead ? parts.slice(1) : parts
}

/** The runs of rows from the cursor on, in the order asked for. A cursor of another order counts for none. Pure. */
export function historyParts({ sort = 'newest', cursor }: HistoryQuery, now: Date): HistoryPart[] {
  if (sort === 'name') return [byName(cursor)]
  if (sort === 'ending') return byEnd(cursor, now)
  return [byTime(sort === 'oldest' ? 'asc' : 'desc', readCursor(cursor))]
}

/** The cursor that goes on after a row. Pure. */
export function cursorAfter(row: PlaceInHistory, { sort, cursor }: HistoryQuery, now: Date, isDead: boolean): string {
  if (sort === 'name') return renderNameCursor(row)
  if (sort === 'ending') return renderLifeCursor({ ...row, isDead, asOf: readLifeCursor(cursor)?.asOf ?? now })
  return renderCursor(row)
}
