import { useTranslations } from '@/lib/i18n/use-translations'
import { TimeStamp } from './time-stamp'
import { Tag } from './ui/tag'
import { UserAgent } from './user-agent'

type Session = { idHash: string; createdAt: Date; userAgent: string }

export function SessionList({ sessions, currentIdHash, now }: { sessions: Session[]; currentIdHash: string; now: Date }) {
  const t = useTranslations('account')
  return (
    <ul className="divide-y divide-line border-y border-line">
      {sessions.map(({ idHash, createdAt, userAgent }) => (
        <li key={idHash} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 py-3 text-md">
          <span className="flex flex-wrap items-center gap-2 font-medium">
            <UserAgent text={userAgent} />
            {idHash === currentIdHash && <Tag tone="good">{t('thisOne')}</Tag>}
          </span>
          <span className="text-ink-3">{t.rich('since', { time: () => <TimeStamp at={createdAt} now={now} /> })}</span>
        </li>
      ))}
    </ul>
  )
}
