import { ScrollText } from 'lucide-react'
import { ActivityTable } from '@/components/activity-table'
import { activityAbout } from '@/components/activity-words'
import { ButtonLink } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { PageHeader } from '@/components/ui/page-header'
import { requireUser } from '@/lib/accounts/require-user'
import { listActivity } from '@/lib/audit/store'
import { titled } from '../../titled'
import { findGone } from './find-gone'

export const generateMetadata = titled('Activity')

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

/** The number of an entry; anything else begins with the newest. */
function readBefore(value: string | string[] | undefined): number | null {
  return typeof value === 'string' && /^\d{1,9}$/.test(value) ? Number(value) : null
}

export default async function ActivityPage({ searchParams }: Props) {
  const user = await requireUser()
  const before = readBefore((await searchParams).before)
  const { rows: entries, before: older } = await listActivity(user.id, before)
  const gone = await findGone(user.id, entries)
  const rows = entries.map((entry) => {
    const about = activityAbout(entry.detail)
    return { ...entry, about: about && (gone.has(about.href ?? '') ? { ...about, href: null } : about) }
  })
  return (
    <>
      <PageHeader
        title="Activity"
        lead={
          <>
            What happened in your account, newest first. Each entry carries the fingerprint of the one before it, so one that is changed or
            missing shows; the operator verifies that with <code className="text-sm">npm run audit:verify</code>.
          </>
        }
        actions={<ButtonLink href="/account">Account</ButtonLink>}
      />
      {rows.length > 0 ? (
        <ActivityTable rows={rows} now={new Date()} />
      ) : (
        <EmptyState
          icon={<ScrollText aria-hidden />}
          title={before === null ? 'Nothing yet' : 'Nothing older than this'}
          action={before !== null && <ButtonLink href="/account/activity">Show the newest</ButtonLink>}
        >
          <p>Log-ins, authorisations, and whoever revealed, copied or downloaded a secret: each stands here from the moment it happens.</p>
        </EmptyState>
      )}
      {(before !== null || older !== null) && (
        <nav aria-label="Pages" className="flex justify-between gap-2.5">
          {before === null ? <span /> : <ButtonLink href="/account/activity">Newest</ButtonLink>}
          {older !== null && <ButtonLink href={`/account/activity?before=${older}`}>Older</ButtonLink>}
        </nav>
      )}
    </>
  )
}
