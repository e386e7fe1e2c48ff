/** 200 token calls per key, user and day; 10 errors per key, user and hour block the key (facts/exact-online.md, "Lives and limits"). */
export const callsADay = 200
export const errorsAnHour = 10
export const hourMs = 60 * 60 * 1000
export const dayMs = 24 * hourMs

export type CallOutcome = 'sent' | 'granted' | 'refused' | 'unknown' | 'blocked'
/** `isOurs`: its errors count for whoever asks (lib/budget/store.ts). */
export type Call = { at: Date; outcome: string; isOurs: boolean }

/** `retryAt`: null while there is room, else the time when the next call is safe again. `calls`: of the last 24 hours. */
export type Budget = { errors: number; calls: number; retryAt: Date | null }

/**
 * What is left of a client ID's budget. Errors count for whoever made them and for whoever has the same secret: a stranger with wrong secrets
 * spends nobody's budget but their own, and no user of an app gets past the provider's ten. A call without an answer may have been an error, and
 * counts as one. The day's calls are those of the client ID; they are told, and stop nothing: an app with many users may make more. Pure.
 * @param calls of the last 24 hours, in any order
 */
export function readBudget(calls: Call[], now: Date): Budget {
  const lastHour = calls.filter(({ at, outcome, isOurs }) => isOurs && outcome !== 'granted' && now.getTime() - at.getTime() < hourMs)
  const ends = lastHour.map(({ at }) => at.getTime() + hourMs).sort((a, b) => a - b)
  const blockedUntil = Math.max(0, ...lastHour.filter(({ outcome }) => outcome === 'blocked').map(({ at }) => at.getTime() + hourMs))
  // Room is there again when so many have left the hour that one more is not the tenth.
  const roomAt = ends[ends.length - (errorsAnHour - 1)] ?? 0
  const retryAt = Math.max(blockedUntil, roomAt)
  return { errors: lastHour.length, calls: calls.length, retryAt: retryAt > now.getTime() ? new Date(retryAt) : null }
}
