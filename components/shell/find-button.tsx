'use client'

import { Search } from 'lucide-react'
import { useTranslations } from '@/lib/i18n/use-translations'
import dynamic from 'next/dynamic'
import { useEffect, useState, type MouseEvent } from 'react'
import type { FindPlaces } from '../place'

// Fetched when it is first opened: no page pays for it.
const FindPalette = dynamic(() => import('./find-palette').then(({ FindPalette: palette }) => palette), { ssr: false })

const isInDialog = (target: EventTarget | null) => target instanceof Element && target.closest('[role="dialog"]') !== null
const isText = ({ key, ctrlKey, metaKey, altKey }: KeyboardEvent) => key.length === 1 && !ctrlKey && !metaKey && !altKey

/**
 * Opens the command palette, as Ctrl+K and ⌘K do. Nobody has to wait for it: what is typed while it is on its way is its query.
 * Without JavaScript, and with any key held, it is the link to the page that does the same.
 */
export function FindButton({ find }: { find: FindPlaces }) {
  const t = useTranslations('shell')
  const [isOpen, setOpen] = useState(false)
  const [query, setQuery] = useState('')
  const close = () => {
    setOpen(false)
    setQuery('')
  }
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      // Chromium tells of what it fills in by itself as of a key, which has no name.
      if (!event.key) return
      const isShortcut = event.key.toLowerCase() === 'k' && (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey
      const isEarly = isOpen && !isInDialog(event.target) && (isText(event) || event.key === 'Enter')
      if (isShortcut || isEarly) event.preventDefault()
      if (isShortcut) setOpen(true)
      else if (isEarly && isText(event)) setQuery((typed) => typed + event.key)
    }
    addEventListener('keydown', onKey)
    return () => removeEventListener('keydown', onKey)
  }, [isOpen])
  const open = (event: MouseEvent) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return
    event.preventDefault()
    setOpen(true)
  }
  return (
    <>
      <a
        href="/find"
        onClick={open}
        className="flex min-h-9 items-center gap-2.5 rounded-md border border-line bg-surface px-2.5 text-md text-ink-3 no-underline
          hover:border-line-strong hover:text-ink"
      >
        <Search aria-hidden className="size-4" />
        <span className="flex-1">{t('find')}</span>
        <kbd aria-hidden translate="no" className="rounded-sm border border-line px-1.5 font-sans text-xs text-ink-3">
          Ctrl K
        </kbd>
      </a>
      {isOpen && <FindPalette {...{ find, query }} onQuery={setQuery} onClose={close} />}
    </>
  )
}
