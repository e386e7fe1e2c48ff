'use client'

import { useEffect, useState } from 'react'

/** `12 s`, ticking; nothing until JavaScript runs. Not read out: a screen reader would speak every second. */
export function Elapsed({ since }: { since: string }) {
  const [seconds, setSeconds] = useState<number | null>(null)
  useEffect(() => {
    const start = new Date(since).getTime()
    // The clocks of server and browser may differ.
    const tick = () => setSeconds(Math.max(0, Math.floor((Date.now() - start) / 1000)))
    const timer = setInterval(tick, 1000)
    tick()
    return () => clearInterval(timer)
  }, [since])
  if (seconds === null) return null
  const words = seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`
  return (
    <span aria-hidden className="tabular-nums">
      {words}
    </span>
  )
}
