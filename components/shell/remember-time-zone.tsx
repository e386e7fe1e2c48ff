'use client'

import { useRouter } from 'next/navigation'
import { useEffect } from 'react'

/** Tells the server, by a cookie, in which time zone its reader lives. `shows`: the page has times on it, and is drawn anew. */
export function RememberTimeZone({ shows }: { shows: boolean }) {
  const router = useRouter()
  useEffect(() => {
    const { timeZone } = Intl.DateTimeFormat().resolvedOptions()
    const entry = `time-zone=${encodeURIComponent(timeZone)}`
    if (document.cookie.split('; ').includes(entry)) return
    const secure = location.protocol === 'https:' ? '; secure' : ''
    document.cookie = `${entry}; path=/; max-age=31536000; samesite=lax${secure}`
    if (shows) router.refresh()
  }, [router, shows])
  return null
}
