import { useFormatter } from 'next-intl'

/** `14:02:10` in the user's time zone. `at`: ISO 8601. */
export function Clock({ at }: { at: string }) {
  const format = useFormatter()
  const time = new Date(at)
  return <time dateTime={at}>{format.dateTime(time, { hour: '2-digit', minute: '2-digit', second: '2-digit' })}</time>
}
