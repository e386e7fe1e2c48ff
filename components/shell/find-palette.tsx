'use client'

import { useTranslations } from '@/lib/i18n/use-translations'
import { useRouter } from 'next/navigation'
import { useEffect, useEffectEvent, useRef, useState } from 'react'
import type { FindPlaces, PlaceGroup } from '../place'
import { CommandDialog } from '../ui/command-dialog'

const pauseMs = 120

type Props = { find: FindPlaces; query: string; onQuery: (query: string) => void; onClose: () => void }

/**
 * The command palette: asks the server for what is typed, once somebody pauses. Older answers that come late are dropped, and Enter before
 * the answer goes to the first of what is to come, never to something that was listed for an earlier query.
 */
export function FindPalette({ find, query, onQuery, onClose }: Props) {
  const t = useTranslations('shell')
  const router = useRouter()
  const [answer, setAnswer] = useState<{ query: string; groups: PlaceGroup[] | null }>()
  const isHurried = useRef(false)
  const isCurrent = answer?.query === query

  const choose = ({ href }: { href: string }) => {
    onClose()
    router.push(href)
  }
  const receive = useEffectEvent((groups: PlaceGroup[] | null) => {
    const first = groups?.[0]?.items[0]
    if (isHurried.current && first) return choose(first)
    isHurried.current = false
    setAnswer({ query, groups })
  })
  useEffect(() => {
    let isOver = false
    const ask = async () => {
      const form = new FormData()
      form.set('query', query)
      const groups = await find(form).catch(() => null)
      if (!isOver) receive(groups)
    }
    const timer = setTimeout(() => void ask(), query ? pauseMs : 0)
    return () => {
      isOver = true
      clearTimeout(timer)
    }
  }, [query, find])
  const changeQuery = (typed: string) => {
    isHurried.current = false
    onQuery(typed)
  }

  const texts = { title: t('findAnything'), placeholder: t('findPlaceholder'), keys: t('findKeys'), close: t('close') }
  const groups = answer?.groups ?? []
  const emptiness = answer ? t(answer.groups ? 'findNothing' : 'findAway') : ''
  return (
    <CommandDialog
      {...{ texts, groups, query, emptiness, onClose }}
      onQuery={changeQuery}
      onChoose={choose}
      onEarlyEnter={isCurrent ? undefined : () => (isHurried.current = true)}
    />
  )
}
