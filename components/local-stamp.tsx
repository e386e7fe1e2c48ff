'use client'

import { dateWords, exactWords } from './time-words'
import { useIsLive } from './ui/use-is-live'

type Props = { at: string; now: string; withClock: boolean; words: string; title: string }

/** A time in the reader's own time zone; in the server's, as `words` and `title` have it, until JavaScript runs. */
export function LocalStamp({ at, now, withClock, words, title }: Props) {
  const isLive = useIsLive()
  return (
    <time dateTime={at} title={isLive ? exactWords(new Date(at)) : title} className="whitespace-nowrap">
      {isLive ? dateWords(new Date(at), new Date(now), withClock) : words}
    </time>
  )
}
