import type { BudgetView } from '@/components/budget-line'
import { callsADay, errorsAnHour } from '@/lib/budget/limits'
import { getBudget, type Client } from '@/lib/budget/store'

/** What an app has used of its budget at the provider, as a page shows it. The tenth error would block it: nine may happen. */
export async function getBudgetView(client: Client, now: Date): Promise<BudgetView> {
  const { errors, calls, retryAt } = await getBudget(client, now)
  return { errors, errorsAllowed: errorsAnHour - 1, calls, callsAllowed: callsADay, retryAt: retryAt?.toISOString() ?? null }
}
