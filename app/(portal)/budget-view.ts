import type { BudgetView } from '@/components/budget-line'
import { callsADay, errorsAnHour, type Budget } from '@/lib/budget/limits'
import { getBudget, getBudgets, type Client } from '@/lib/budget/store'

// The tenth error would block the client ID: nine may happen.
const view = ({ errors, calls, retryAt }: Budget): BudgetView => ({
  errors,
  errorsAllowed: errorsAnHour - 1,
  calls,
  callsAllowed: callsADay,
  retryAt: retryAt?.toISOString() ?? null,
})

/** What an app has used of its budget at the provider, as a page shows it. */
export const getBudgetView = async (client: Client, now: Date) => view(await getBudget(client, now))

/** The same for a list of apps, in its order. */
export const getBudgetViews = async (clients: Client[], now: Date) => (await getBudgets(clients, now)).map(view)
