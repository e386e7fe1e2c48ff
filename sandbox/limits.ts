/**
 * Exact's limits on token calls (facts: "Lives and limits", DOC 2021-07): 200 calls per key, user and day; 10 errors per key, user and hour
 * block the key for an hour, "and the block grows". How it grows is UNKNOWN: here every next block is an hour longer than the last.
 */
export const CALLS_A_DAY = 200
export const ERRORS_AN_HOUR = 10
const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

export type Limits = {
  /** False when the day's calls are used up. A call without a known user counts for the key alone. */
  countCall(clientId: string, userName: string, now: number): boolean
  countError(clientId: string, userName: string, now: number): void
  isBlocked(clientId: string, now: number): boolean
  blockedUntil(clientId: string): number | null
  reset(): void
}

export function createLimits(): Limits {
  const calls = new Map<string, { day: number; count: number }>()
  const errors = new Map<string, number[]>()
  const blocks = new Map<string, { until: number; times: number }>()
  const keyOf = (clientId: string, userName: string) => `${clientId}|${userName}`
  return {
    countCall(clientId, userName, now) {
      const day = Math.floor(now / DAY_MS)
      const last = calls.get(keyOf(clientId, userName))
      const count = last?.day === day ? last.count + 1 : 1
      calls.set(keyOf(clientId, userName), { day, count })
      return count <= CALLS_A_DAY
    },
    countError(clientId, userName, now) {
      const key = keyOf(clientId, userName)
      const recent = [...(errors.get(key) ?? []), now].filter((at) => Math.abs(now - at) < HOUR_MS)
      if (recent.length < ERRORS_AN_HOUR) {
        errors.set(key, recent)
        return
      }
      const times = (blocks.get(clientId)?.times ?? 0) + 1
      blocks.set(clientId, { until: now + times * HOUR_MS, times })
      errors.delete(key)
    },
    isBlocked: (clientId, now) => now < (blocks.get(clientId)?.until ?? -Infinity),
    blockedUntil: (clientId) => blocks.get(clientId)?.until ?? null,
    reset() {
      for (const map of [calls, errors, blocks]) map.clear()
    },
  }
}
