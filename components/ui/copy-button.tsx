'use client'

import { Check, Copy } from 'lucide-react'
import { useTranslations } from '@/lib/i18n/use-translations'
import { useEffect, useState } from 'react'
import { Button } from './button'
import { useIsLive } from './use-is-live'

type Props = { value: string; label: string; sourceId?: string }

function selectText(id: string | undefined) {
  const source = id ? document.getElementById(id) : null
  if (source instanceof HTMLInputElement || source instanceof HTMLTextAreaElement) return source.select()
  if (source) getSelection()?.selectAllChildren(source)
}

/** Empty until JavaScript runs, for without it a copy button would be a lie; its place is kept, so nothing jumps. */
export function CopyButton({ value, label, sourceId }: Props) {
  const isLive = useIsLive()
  const t = useTranslations('ui')
  const [said, setSaid] = useState<'copied' | 'pressToCopy' | null>(null)

  useEffect(() => {
    if (said !== 'copied') return
    const timer = setTimeout(() => setSaid(null), 2500)
    return () => clearTimeout(timer)
  }, [said])

  const copy = async () => {
    try {
      await navigator.clipboard.writeText(value)
      setSaid('copied')
    } catch {
      selectText(sourceId)
      setSaid('pressToCopy')
    }
  }

  return (
    <span className="relative inline-flex min-h-8 min-w-[84px] flex-none justify-end">
      {isLive && (
        <Button size="sm" aria-label={label} onClick={copy}>
          {said === 'copied' ? <Check aria-hidden /> : <Copy aria-hidden />}
          <span>{t(said ?? 'copy')}</span>
        </Button>
      )}
      <span role="status" className="sr-only">
        {said && t(said)}
      </span>
    </span>
  )
}
