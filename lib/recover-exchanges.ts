import 'server-only'
import { closeStaleAttempts, takeOverAbandoned } from './attempts/exchange-store'
import { getAttempt } from './attempts/store'
import { finishExchange } from './preauthenticate'

/**
 * Brings home what a stopped process left behind: an answer that was kept goes into the history, and an exchange without one ends as unknown.
 * Safe to run on several instances at once.
 */
export async function recoverExchanges(now = new Date()): Promise<void> {
  await closeStaleAttempts(now)
  for (const { userId, id } of await takeOverAbandoned(now)) {
    const attempt = await getAttempt(userId, id)
    // One that can't be finished stays as it is, with its answer, and is tried again.
    if (attempt)
      await finishExchange(userId, attempt).catch((error: Error) => console.error(`Attempt ${id} could not be finished: ${error.name}`))
  }
}
