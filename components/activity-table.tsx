import Link from 'next/link'
import type { AuditDetail } from '@/lib/audit/schema'
import { activityWords, isWarning } from './activity-words'
import { TimeStamp } from './time-stamp'
import { type Column, DataTable } from './ui/data-table'
import { Tag } from './ui/tag'
import { UserAgent } from './user-agent'

/** `about`: without `href` where it is not there any more. */
export type ActivityRow = {
  sequence: number
  at: Date
  kind: string
  detail: AuditDetail
  about: { name: string; href: string | null } | null
  address: string
  userAgent: string
}

const byPortal = <span className="text-ink-3">the portal itself</span>

const columns = (now: Date): Column<ActivityRow>[] => [
  {
    key: 'what',
    header: 'What',
    cell: ({ kind, detail, about }) => (
      <span className="grid justify-items-start gap-0.5">
        {isWarning(kind) ? (
          <Tag tone="warn">{activityWords(kind, detail)}</Tag>
        ) : (
          <span className="font-medium">{activityWords(kind, detail)}</span>
        )}
        {about?.href ? (
          <Link
            href={about.href}
            prefetch={false}
            className="inline-block min-h-6 text-ink-2 underline underline-offset-2 hover:no-underline"
          >
            {about.name}
          </Link>
        ) : (
          about && <span className="text-ink-3">{about.name}</span>
        )}
      </span>
    ),
  },
  { key: 'when', header: 'When', cell: ({ at }) => <TimeStamp at={at} now={now} withClock /> },
  {
    key: 'address',
    header: 'Address',
    cell: ({ address }) => (address ? <span className="font-mono text-xs wrap-anywhere">{address}</span> : byPortal),
  },
  {
    key: 'device',
    header: 'Device',
    cell: ({ userAgent }) => (userAgent ? <UserAgent text={userAgent} /> : <span className="text-ink-3">–</span>),
  },
]

export function ActivityTable({ rows, now }: { rows: ActivityRow[]; now: Date }) {
  return <DataTable caption="Activity, newest first" columns={columns(now)} rows={rows} rowKey={({ sequence }) => String(sequence)} />
}
