'use client'

import { useEffect, useState } from 'react'
import { useTranslations } from '@/lib/i18n/use-translations'
import { ExchangeProgress } from './exchange-progress'

const patienceMs = 1000

/** Where the exchange stands that this very form has begun. Not for the blink of an eye in which a slip of the hand is found. */
export function PendingExchange() {
  const t = useTranslations('exchange.progress')
  const [begun] = useState(() => new Date().toISOString())
  const [isLong, setLong] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setLong(true), patienceMs)
    return () => clearTimeout(timer)
  }, [])
  if (!isLong) return null
  return (
    <div className="grid gap-4 rounded-md border border-line bg-sunken px-4 py-3.5">
      <ExchangeProgress since={begun} />
      <p className="text-sm text-ink-3">{t('patience')}</p>
    </div>
  )
}
