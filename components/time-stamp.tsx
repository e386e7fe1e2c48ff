import { LocalStamp } from './local-stamp'
import { dateWords, exactWords } from './time-words'

/** `withClock`: the time of day, too, where a day holds many. */
export function TimeStamp({ at, now, withClock = false }: { at: Date; now: Date; withClock?: boolean }) {
  const words = dateWords(at, now, withClock)
  return <LocalStamp at={at.toISOString()} now={now.toISOString()} withClock={withClock} words={words} title={exactWords(at)} />
}
