import type { BudgetView } from '@/components/budget-line'
import { callsADay, errorsAnHour, type Budget } from '@/lib/budget/limits'
import type { UserId } from '@/lib/accounts/user-id'
import { openClientSecrets } from '@/lib/apps/store'
import { getBudgets, type Client } from '@/lib/budget/store'

// The tenth error would block the client ID: nine may happen.
const view = ({ errors, calls, retryAt }: Budget): BudgetView => ({
  errors,
  errorsAllowed: errorsAnHour - 1,
  calls,
  callsAllowed: callsADay,
  retryAt: retryAt?.toISOString() ?? null,
})

/** A registration that is stored: of the errors of others only those with its secret count. */
type StoredClient = Client & { id: string }

/** What apps have used of their budget at the provider, as a page shows it, in their order. */
export async function getBudgetViews(owner: UserId, apps: StoredClient[], now: Date): Promise<BudgetView[]> {
  const ids = apps.map(({ id }) => id)
  // A page is drawn without, where no secret can be opened: whoever needs it is told then.
  const secrets = await openClientSecrets(owner, ids).catch(() => new Map<string, string>())
  const callers = apps.map((app) => ({ ...app, owner, clientSecret: secrets.get(app.id) ?? null }))
  return (await getBudgets(callers, now)).map(view)
}

/** The same for one app. */
export const getBudgetView = async (owner: UserId, app: StoredClient, now: Date) => (await getBudgetViews(owner, [app], now))[0] ?? null
