import 'server-only'
import { notFound } from 'next/navigation'
import { getAccount, hasOtherAdministrator, type AccountRow } from '@/lib/accounts/administration-store'
import type { Administrator } from '@/lib/accounts/require-user'

/** The account that an address is about, or 404. `isLast`: nobody else could run the portal. */
export async function findAccount(user: Administrator, id: string, now: Date): Promise<{ account: AccountRow; isLast: boolean }> {
  const account = (await getAccount(user, id, now)) ?? notFound()
  const isInOffice = account.role === 'administrator' && !account.disabledAt
  return { account, isLast: isInOffice && !(await hasOtherAdministrator(account.id)) }
}
