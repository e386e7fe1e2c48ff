import { useFormatter } from 'next-intl'
import { useTranslations } from '@/lib/i18n/use-translations'

/** `today 14:03`, `28 Oct`, `28 Oct 2023`: as short as it can be and still be clear. `withClock`: the time of day, too, where a day holds many. */
export function TimeStamp({ at, now, withClock = false }: { at: Date; now: Date; withClock?: boolean }) {
  const format = useFormatter()
  const t = useTranslations('ui')
  const year = (time: Date) => format.dateTime(time, { year: 'numeric' })
  const day = (time: Date) => format.dateTime(time, { dateStyle: 'short' })
  const clock = format.dateTime(at, { hour: '2-digit', minute: '2-digit' })
  const date = format.dateTime(at, { day: 'numeric', month: 'short', ...(year(at) !== year(now) && { year: 'numeric' }) })
  const words = day(at) === day(now) ? t('today', { time: clock }) : withClock ? `${date} ${clock}` : date
  return (
    <time dateTime={at.toISOString()} title={format.dateTime(at, { dateStyle: 'long', timeStyle: 'long' })} className="whitespace-nowrap">
      {words}
    </time>
  )
}
