import { setTimeout as delay } from 'node:timers/promises'

const waitsMs = [100, 250, 500, 1_000, 2_000, 4_000]

/**
 * Tries a write again until it stands, for about eight seconds: for what must not be lost when the database is away for a moment (a restart, a lock).
 * Whoever waits is told after `patienceMs` at the latest, even of a try that hangs; should it succeed later on, so much the better. The write must be
 * safe to repeat.
 * @param isFinal an error after which another try is pointless
 * @throws the last error
 */
export async function patiently<Result>(
  write: () => Promise<Result>,
  { isFinal = () => false, patienceMs = 12_000 }: { isFinal?: (error: unknown) => boolean; patienceMs?: number } = {},
): Promise<Result> {
  let isOver = false
  async function tryOn(): Promise<Result> {
    for (const waitMs of waitsMs) {
      try {
        return await write()
      } catch (error) {
        if (isOver || isFinal(error)) throw error
        await delay(waitMs)
      }
    }
    return write()
  }
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      isOver = true
      reject(new Error('The write has not come to an end'))
    }, patienceMs)
    tryOn()
      .then(resolve, reject)
      .finally(() => clearTimeout(timer))
  })
}

/** One try, and not for ever: somebody waits for the answer, also where the database has fallen silent. @throws its error, or that there was no end */
export const once = <Result>(work: () => Promise<Result>, patienceMs = 4_000) => patiently(work, { isFinal: () => true, patienceMs })
