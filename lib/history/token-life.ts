/** `supersededAt`: the same person allowed the same app again. `backedUpAt`: the row came back from a backup of that time. */
export type TokenDates = { createdAt: Date; supersededAt: Date | null; backedUpAt: Date | null }

/** `ending`: dies within a week if it was never used. `over`: dead if it was never used. `backup`: may have been replaced since. */
export const tokenStates = ['living', 'ending', 'over', 'superseded', 'backup'] as const
export type TokenState = (typeof tokenStates)[number]

const dayMs = 24 * 60 * 60 * 1000
// An unused refresh token dies after 30 days (facts/exact-online.md, "Lives and limits").
const idleDays = 30
const warnDays = 7

/** Tokens issued before it are dead if they were never used; those before `isEnding` will be within a week. Pure. */
export const lifeLimits = (now: Date) => ({
  isOver: new Date(now.getTime() - idleDays * dayMs),
  isEnding: new Date(now.getTime() - (idleDays - warnDays) * dayMs),
})

/**
 * How a token stands. The portal knows when it was given out and what ended it, not when it was last used: `diesAt` is for one that never was. Pure.
 */
export function tokenLife({ createdAt, supersededAt, backedUpAt }: TokenDates, now: Date) {
  const ageDays = Math.max(0, Math.floor((now.getTime() - createdAt.getTime()) / dayMs))
  const { isOver, isEnding } = lifeLimits(now)
  const byAge = createdAt <= isOver ? 'over' : createdAt <= isEnding ? 'ending' : 'living'
  const state: TokenState = supersededAt ? 'superseded' : backedUpAt ? 'backup' : byAge
  const lived = (supersededAt ?? now).getTime() - createdAt.getTime()
  return {
    state,
    ageDays,
    daysLeft: Math.max(0, idleDays - ageDays),
    diesAt: new Date(createdAt.getTime() + idleDays * dayMs),
    ratio: Math.min(1, Math.max(0, lived / (idleDays * dayMs))),
  }
}
