import { useRouter } from 'next/navigation'
import { useEffect } from 'react'

/** Once an attempt with a deviating redirect URI stands: its provider page in a new tab, and its waiting room in this one. */
export function useOpenedAttempt(id: string | null) {
  const router = useRouter()
  useEffect(() => {
    if (!id) return
    const attempt = `/preauthenticate/${id}`
    // A browser that blocks the new tab loses nothing: the attempt's page offers the same way.
    window.open(`${attempt}/go`, '_blank', 'noopener,noreferrer')
    router.push(attempt)
  }, [id, router])
}
