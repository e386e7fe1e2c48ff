import { tokenLife, type TokenDates } from '@/lib/history/token-life'
import { useTranslations } from '@/lib/i18n/use-translations'
import { TimeStamp } from './time-stamp'
import { LifeBar, type LifeTone } from './ui/life-bar'
import { Tag } from './ui/tag'

type Props = TokenDates & { now: Date }

/** How old a token is, in words. The portal knows when it was given out, not when it was last used: every word is about that. */
export function useLifeWords({ now, ...dates }: Props): { tone: LifeTone; ratio: number; label: string } {
  const t = useTranslations('history.life')
  const { state, ageDays, daysLeft, ratio } = tokenLife(dates, now)
  if (state === 'over') return { ratio, tone: 'over', label: t('over', { days: ageDays }) }
  if (state === 'ending') return { ratio, tone: 'warn', label: t('ending', { days: daysLeft }) }
  return ageDays === 0 ? { ratio, tone: 'good', label: t('new') } : { ratio, tone: 'plain', label: t('old', { days: ageDays }) }
}

/** How old a token is, or what is known to have happened to it. */
export function TokenLife({ now, ...dates }: Props) {
  const t = useTranslations('history.life')
  const words = useLifeWords({ now, ...dates })
  const { createdAt, supersededAt, backedUpAt } = dates
  if (!supersededAt && !backedUpAt) return <LifeBar {...words} />
  return (
    <span className="inline-grid max-w-44 justify-items-start gap-1">
      <Tag tone={supersededAt ? 'plain' : 'warn'}>{t(supersededAt ? 'superseded' : 'backup')}</Tag>
      <span className="text-sm text-ink-3">
        {supersededAt ? (
          <TimeStamp at={supersededAt} now={now} />
        ) : (
          t.rich('replaced', { time: () => <TimeStamp at={backedUpAt ?? createdAt} now={now} /> })
        )}
      </span>
    </span>
  )
}
