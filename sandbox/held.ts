/**
 * Answers that wait until they are let go (`POST /control/release`), so that a test can do something between a call and its answer
 * without counting on time.
 */
export type Held = {
  /** Settles when it is let go. */
  hold(clientId: string): Promise<void>
  /** @returns how many were let go; without a client ID all of them */
  release(clientId?: string): number
  count(): number
}

export function createHeld(): Held {
  const waiting = new Set<{ clientId: string; letGo: () => void }>()
  return {
    hold: (clientId) => new Promise((resolve) => waiting.add({ clientId, letGo: resolve })),
    release(clientId) {
      const chosen = [...waiting].filter((one) => clientId === undefined || one.clientId === clientId)
      for (const one of chosen) {
        waiting.delete(one)
        one.letGo()
      }
      return chosen.length
    },
    count: () => waiting.size,
  }
}
