import { setTimeout as delay } from 'node:timers/promises'

const waitsMs = [250, 500, 1_000, 2_000, 4_000, 8_000, 8_000]

/**
 * Tries a write again until it stands, for about 24 seconds: for what must not be lost when the database is away for a moment (a restart, a lock).
 * The write must be safe to repeat. @throws the last error
 */
export async function patiently<Result>(write: () => Promise<Result>): Promise<Result> {
  for (const waitMs of waitsMs) {
    try {
      return await write()
    } catch {
      await delay(waitMs)
    }
  }
  return write()
}
