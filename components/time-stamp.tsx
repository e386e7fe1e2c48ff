import { useFormatter } from 'next-intl'
import { useTranslations } from '@/lib/i18n/use-translations'

const dayMs = 24 * 60 * 60 * 1000

/** `today 14:03`, `28 Oct`, `28 Oct 2023`: as short as it can be and still be clear. `withClock`: the time of day, too, where a day holds many. */
export function TimeStamp({ at, now, withClock = false }: { at: Date; now: Date; withClock?: boolean }) {
  const format = useFormatter()
  const t = useTranslations('ui')
  const year = (time: Date) => format.dateTime(time, { year: 'numeric' })
  const day = (time: Date) => format.dateTime(time, { dateStyle: 'short' })
  const clock = () => format.dateTime(at, { hour: '2-digit', minute: '2-digit' })
  const date = () => format.dateTime(at, { day: 'numeric', month: 'short', ...(year(at) !== year(now) && { year: 'numeric' }) })
  // Formatting is most of what a row costs: two times that lie days apart need none to be told apart.
  const isToday = Math.abs(now.getTime() - at.getTime()) < 2 * dayMs && day(at) === day(now)
  const words = isToday ? t('today', { time: clock() }) : withClock ? `${date()} ${clock()}` : date()
  return (
    // A browser may write a date a little differently than the server: what the server wrote stays.
    <time
      suppressHydrationWarning
      dateTime={at.toISOString()}
      title={format.dateTime(at, { dateStyle: 'long', timeStyle: 'long' })}
      className="whitespace-nowrap"
    >
      {words}
    </time>
  )
}
