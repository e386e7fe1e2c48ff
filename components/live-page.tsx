'use client'

import { useRouter } from 'next/navigation'
import { useEffect, useTransition } from 'react'

const pauseMs = 1500

/** Looks again by itself, one look after the other, until what is waited for leads away or draws another page. */
export function LivePage() {
  const router = useRouter()
  const [isLooking, look] = useTransition()
  useEffect(() => {
    if (isLooking) return
    const timer = setTimeout(() => look(() => router.refresh()), pauseMs)
    return () => clearTimeout(timer)
  }, [isLooking, router])
  return null
}
