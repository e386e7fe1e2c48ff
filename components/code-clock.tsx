'use client'

import { useTranslations } from '@/lib/i18n/use-translations'
import { useEffect, useState } from 'react'

const marks = [0, 30, 60, 120] as const
type Mark = (typeof marks)[number]
const round = 2 * Math.PI * 20

/** The code's three minutes, from when the portal first saw it: it may be a little older. Spoken at 2:00, 1:00, 0:30 and at the end only. */
export function CodeClock({ ageMs, lifeSeconds = 180 }: { ageMs: number; lifeSeconds?: number }) {
  const t = useTranslations('exchange')
  const [left, setLeft] = useState<number | null>(null)
  const [said, setSaid] = useState<Mark | null>(null)
  useEffect(() => {
    const end = Date.now() - ageMs + lifeSeconds * 1000
    let last: Mark | undefined | 'none' = 'none'
    const tick = () => {
      const now = Math.max(0, Math.ceil((end - Date.now()) / 1000))
      const mark = marks.find((one) => now <= one)
      setLeft(now)
      if (last !== 'none' && mark !== undefined && mark !== last) setSaid(mark)
      last = mark
    }
    tick()
    const timer = setInterval(tick, 1000)
    return () => clearInterval(timer)
  }, [ageMs, lifeSeconds])
  if (left === null) return null
  const tone = left > 60 ? 'text-accent' : left > 0 ? 'text-warn' : 'text-bad'
  return (
    <div className="flex items-center gap-3">
      <svg aria-hidden viewBox="0 0 44 44" className={`size-11 flex-none -rotate-90 ${tone}`} fill="none" strokeWidth="4">
        <circle cx="22" cy="22" r="20" className="stroke-line" />
        <circle cx="22" cy="22" r="20" stroke="currentColor" strokeDasharray={`${(round * left) / lifeSeconds} ${round}`} />
      </svg>
      <p className="text-sm text-ink-2">
        <b aria-hidden className={`block font-mono tabular-nums ${tone}`}>
          {`${Math.floor(left / 60)}:${String(left % 60).padStart(2, '0')}`}
        </b>
        <span>{left > 0 ? t('clock.running') : t('clock.over')}</span>
      </p>
      <p role="status" className="sr-only">
        {said !== null && (said === 0 ? t('clock.over') : t('clock.left', { seconds: said }))}
      </p>
    </div>
  )
}
