import { endAttempts, replaySpool, takeOverExchanges } from '@/lib/recover-exchanges'

/** What an instance that is alone does one after the other. */
export async function recoverExchanges(now: Date): Promise<void> {
  for (const job of [replaySpool, takeOverExchanges, endAttempts]) await job(now)
}
