import { ScrollText } from 'lucide-react'
import { getTranslations } from '@/lib/i18n/translations'
import { ActivityTable } from '@/components/activity-table'
import { activityAbout } from '@/components/activity-words'
import { ButtonLink } from '@/components/ui/button-link'
import { Pager } from '@/components/ui/pager'
import { EmptyState } from '@/components/ui/empty-state'
import { PageHeader } from '@/components/ui/page-header'
import { requireUser } from '@/lib/accounts/require-user'
import { listActivity } from '@/lib/audit/store'
import { titled } from '../../titled'
import { findGone } from './find-gone'

export const generateMetadata = titled((t) => t('activity.title'))

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

/** The number of an entry; anything else begins with the newest. */
function readBefore(value: string | string[] | undefined): number | null {
  return typeof value === 'string' && /^\d{1,9}$/.test(value) ? Number(value) : null
}

export default async function ActivityPage({ searchParams }: Props) {
  const user = await requireUser()
  const before = readBefore((await searchParams).before)
  const [t, account] = await Promise.all([getTranslations('activity'), getTranslations('account')])
  const { rows: entries, before: older } = await listActivity(user.id, before)
  const gone = await findGone(user.id, entries)
  const rows = entries.map((entry) => {
    const about = activityAbout(entry.detail)
    return { ...entry, about: about && (gone.has(about.href ?? '') ? { ...about, href: null } : about) }
  })
  return (
    <>
      <PageHeader
        title={t('title')}
        lead={t.rich('lead', {
          code: (chunks) => (
            <code translate="no" className="text-sm">
              {chunks}
            </code>
          ),
        })}
        actions={<ButtonLink href="/account">{account('title')}</ButtonLink>}
      />
      {rows.length > 0 ? (
        <ActivityTable rows={rows} now={new Date()} />
      ) : (
        <EmptyState
          icon={<ScrollText aria-hidden />}
          title={t(before === null ? 'nothing' : 'nothingOlder')}
          action={before !== null && <ButtonLink href="/account/activity">{t('showNewest')}</ButtonLink>}
        >
          <p>{t('empty')}</p>
        </EmptyState>
      )}
      <Pager
        first={before !== null && { href: '/account/activity' }}
        next={older !== null && { href: `/account/activity?before=${older}` }}
      />
    </>
  )
}
