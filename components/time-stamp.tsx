const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' })
const dayAndYear = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric' })
const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' })
const exact = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeStyle: 'long' })

/** `today 14:03`, `28 Oct`, `28 Oct 2023`: as short as it can be and still be clear. */
export function dateWords(at: Date, now: Date) {
  if (dayAndYear.format(at) === dayAndYear.format(now)) return `today ${clock.format(at)}`
  return at.getFullYear() === now.getFullYear() ? day.format(at) : dayAndYear.format(at)
}

export function TimeStamp({ at, now }: { at: Date; now: Date }) {
  return (
    <time dateTime={at.toISOString()} title={exact.format(at)} className="whitespace-nowrap">
      {dateWords(at, now)}
    </time>
  )
}
