import { tokenLife, type TokenDates } from '@/lib/history/token-life'
import { useTranslations } from '@/lib/i18n/use-translations'
import { TimeStamp } from './time-stamp'

/** From when a token was given out to what ended it, or will: only what the portal knows, which is not its use. */
export function LifePicture({ now, ...dates }: TokenDates & { now: Date }) {
  const t = useTranslations('settings.picture')
  const { state, ratio, diesAt } = tokenLife(dates, now)
  const end = dates.supersededAt ?? diesAt
  const filled = Math.round(ratio * 100)
  const fill = state === 'ending' ? 'fill-warn' : state === 'living' ? 'fill-accent' : 'fill-line-strong'
  return (
    <section aria-label={t('label')} className="grid gap-2 text-sm text-ink-2">
      <svg aria-hidden viewBox="0 0 100 4" preserveAspectRatio="none" className="h-2 w-full rounded-full bg-line">
        <rect width={Math.max(1, filled)} height="4" className={fill} />
      </svg>
      <p className="flex flex-wrap justify-between gap-x-4">
        <span>
          <span>{t('issued')}</span> <TimeStamp at={dates.createdAt} now={now} />
        </span>
        <span className={state === 'ending' ? 'font-medium text-warn' : ''}>
          <span>{t(dates.supersededAt ? 'superseded' : state === 'over' ? 'dead' : 'dies')}</span> <TimeStamp at={end} now={now} />
        </span>
      </p>
    </section>
  )
}
