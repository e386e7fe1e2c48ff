import 'server-only'
import { activityAbout } from '@/components/activity-words'
import type { UserId } from '@/lib/accounts/user-id'
import { getAppRegistration } from '@/lib/apps/store'
import type { AuditDetail } from '@/lib/audit/schema'
import { findSettingsFileIds } from '@/lib/history/store'

/** The addresses of files and registrations that entries are about and that are not there any more. An attempt stays for good. */
export async function findGone(userId: UserId, entries: { detail: AuditDetail }[]): Promise<Set<string>> {
  const links = new Set(entries.flatMap(({ detail }) => activityAbout(detail)?.href ?? []))
  const idOf = (href: string) => href.split('/').at(-1) ?? ''
  const files = new Set(await findSettingsFileIds(userId, [...links].filter((href) => href.startsWith('/settings/')).map(idOf)))
  const looked = await Promise.all(
    [...links].map(async (href) => {
      const [, place, id = ''] = href.split('/')
      const isThere = place === 'settings' ? files.has(id) : place === 'apps' ? await getAppRegistration(userId, id) : true
      return isThere ? [] : [href]
    }),
  )
  return new Set(looked.flat())
}
