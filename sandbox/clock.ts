/**
 * The sandbox's own time. Everything that expires asks this clock, never `Date.now()`, so a test moves 30 days in one call.
 * Freezing makes a boundary (569,999 ms against 570,000 ms) exact.
 */
export type Clock = {
  now(): number
  offsetMs(): number
  isFrozen(): boolean
  setOffset(offsetMs: number): void
  advance(byMs: number): void
  freeze(frozen: boolean): void
  reset(): void
}

const HUNDRED_YEARS_MS = 100 * 365 * 86_400_000

export function createClock(): Clock {
  let offsetMs = 0
  let frozenAt: number | null = null
  // Past the ends of `Date` every toISOString() would throw; a century each way is enough for anyone.
  const clamp = (ms: number) => Math.max(-HUNDRED_YEARS_MS, Math.min(HUNDRED_YEARS_MS, Math.trunc(ms)))
  return {
    now: () => (frozenAt ?? Date.now()) + offsetMs,
    offsetMs: () => offsetMs,
    isFrozen: () => frozenAt !== null,
    setOffset: (ms) => {
      offsetMs = clamp(ms)
    },
    advance: (ms) => {
      offsetMs = clamp(offsetMs + ms)
    },
    freeze: (frozen) => {
      frozenAt = frozen ? Date.now() : null
    },
    reset: () => {
      offsetMs = 0
      frozenAt = null
    },
  }
}
