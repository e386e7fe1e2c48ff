'use client'

import { useTranslations } from '@/lib/i18n/use-translations'
import { useRouter } from 'next/navigation'
import { useEffect, useState } from 'react'
import type { FindPlaces, PlaceGroup } from '../place'
import { CommandDialog } from '../ui/command-dialog'

const pauseMs = 120

/** The command palette: asks the server for what is typed, once somebody pauses. Older answers that come late are dropped. */
export function FindPalette({ find, onClose }: { find: FindPlaces; onClose: () => void }) {
  const t = useTranslations('shell')
  const router = useRouter()
  const [query, setQuery] = useState('')
  const [groups, setGroups] = useState<PlaceGroup[]>([])
  const [emptiness, setEmptiness] = useState('')

  useEffect(() => {
    let isOver = false
    const ask = async () => {
      const form = new FormData()
      form.set('query', query)
      const found = await find(form).catch(() => null)
      if (isOver) return
      setGroups(found ?? [])
      setEmptiness(found ? t('findNothing') : t('findAway'))
    }
    const timer = setTimeout(() => void ask(), query ? pauseMs : 0)
    return () => {
      isOver = true
      clearTimeout(timer)
    }
  }, [query, find, t])

  const choose = ({ href }: { href: string }) => {
    onClose()
    router.push(href)
  }
  const texts = { title: t('findAnything'), placeholder: t('findPlaceholder'), keys: t('findKeys'), close: t('close') }
  return <CommandDialog {...{ texts, groups, query, emptiness, onClose }} onQuery={setQuery} onChoose={choose} />
}
