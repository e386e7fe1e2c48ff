import 'server-only'
import type { UserId } from '@/lib/accounts/user-id'
import type { Client } from '@/lib/budget/store'
import type { Failure } from '@/lib/oauth/failures'
import { getBudgetView } from '../budget-view'

/** When the next call for an app is safe again, where that is what a failure is about. */
export async function retryAtOf(
  owner: UserId,
  { registrationId, ...client }: Client & { registrationId: string | null },
  failure: Failure,
): Promise<string | undefined> {
  if (failure !== 'budget-spent' && failure !== 'rate-limited') return undefined
  const { platform, country, clientId } = client
  return (await getBudgetView(owner, { platform, country, clientId, id: registrationId ?? '' }, new Date()))?.retryAt ?? undefined
}
