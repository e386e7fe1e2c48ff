import Link from 'next/link'
import type { AuditDetail } from '@/lib/audit/schema'
import { useTranslations } from '@/lib/i18n/use-translations'
import { activityWords, isWarning, type ActivityAbout } from './activity-words'
import { TimeStamp } from './time-stamp'
import { type Column, DataTable } from './ui/data-table'
import { Tag } from './ui/tag'
import { Verbatim } from './ui/verbatim'
import { UserAgent } from './user-agent'

/** `about`: without `href` where it is not there any more. */
export type ActivityRow = {
  sequence: number
  at: Date
  kind: string
  detail: AuditDetail
  about: ActivityAbout | null
  address: string
  userAgent: string
}

type Words = Parameters<typeof activityWords>[2]

const columns = (now: Date, words: Words): Column<ActivityRow>[] => [
  {
    key: 'what',
    header: words.t('columns.what'),
    cell: ({ kind, detail, about }) => (
      <span className="grid justify-items-start gap-0.5">
        {isWarning(kind) ? (
          <Tag tone="warn">{activityWords(kind, detail, words)}</Tag>
        ) : (
          <span className="font-medium">{activityWords(kind, detail, words)}</span>
        )}
        {about?.href ? (
          <Link
            href={about.href}
            prefetch={false}
            translate={about.name ? 'no' : undefined}
            className="inline-block min-h-6 text-ink-2 underline underline-offset-2 hover:no-underline"
          >
            {about.name ?? words.t(`about.${about.what}`)}
          </Link>
        ) : (
          about && (
            <span translate={about.name ? 'no' : undefined} className="text-ink-3">
              {about.name ?? words.t(`about.${about.what}`)}
            </span>
          )
        )}
      </span>
    ),
  },
  { key: 'when', header: words.t('columns.when'), cell: ({ at }) => <TimeStamp at={at} now={now} withClock /> },
  {
    key: 'address',
    header: words.t('columns.address'),
    cell: ({ address }) =>
      address ? (
        <Verbatim className="font-mono text-xs wrap-anywhere">{address}</Verbatim>
      ) : (
        <span className="text-ink-3">{words.t('byPortal')}</span>
      ),
  },
  {
    key: 'device',
    header: words.t('columns.device'),
    cell: ({ userAgent }) => (userAgent ? <UserAgent text={userAgent} /> : <span className="text-ink-3">–</span>),
  },
]

export function ActivityTable({ rows, now }: { rows: ActivityRow[]; now: Date }) {
  const words = { t: useTranslations('activity'), labels: useTranslations('labels'), failures: useTranslations('failures') }
  return <DataTable caption={words.t('caption')} columns={columns(now, words)} rows={rows} rowKey={({ sequence }) => String(sequence)} />
}
