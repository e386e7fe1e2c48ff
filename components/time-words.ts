// Where this runs decides the time zone: the server's first, the reader's once JavaScript runs (components/local-stamp.tsx).
const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' })
const dayAndYear = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric' })
const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' })
const exact = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeStyle: 'long' })

export const exactWords = (at: Date) => exact.format(at)

/** `today 14:03`, `28 Oct`, `28 Oct 2023`: as short as it can be and still be clear. `withClock`: `28 Oct 14:03`, where a day holds many. */
export function dateWords(at: Date, now: Date, withClock = false): string {
  if (dayAndYear.format(at) === dayAndYear.format(now)) return `today ${clock.format(at)}`
  const words = at.getFullYear() === now.getFullYear() ? day.format(at) : dayAndYear.format(at)
  return withClock ? `${words} ${clock.format(at)}` : words
}
