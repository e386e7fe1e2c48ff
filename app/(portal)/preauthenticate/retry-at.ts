import 'server-only'
import { getBudget, type Client } from '@/lib/budget/store'
import type { Failure } from '@/lib/oauth/failures'

/** When the next call for an app is safe again, where that is what a failure is about. */
export async function retryAtOf(client: Client, failure: Failure): Promise<string | undefined> {
  if (failure !== 'budget-spent' && failure !== 'rate-limited') return undefined
  return (await getBudget(client, new Date())).retryAt?.toISOString()
}
