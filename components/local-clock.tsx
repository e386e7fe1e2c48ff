'use client'

import { useIsLive } from './ui/use-is-live'

/** `14:02:10` in the reader's own time zone; in UTC, and saying so, until JavaScript runs. */
export function LocalClock({ at }: { at: string }) {
  const isLive = useIsLive()
  const words = isLive ? new Date(at).toLocaleTimeString('en-GB') : `${at.slice(11, 19)} UTC`
  return <time dateTime={at}>{words}</time>
}
