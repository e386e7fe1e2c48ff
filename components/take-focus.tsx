'use client'

import { useEffect } from 'react'

/** Puts the focus on what is the next thing to press. */
export function TakeFocus({ id }: { id: string }) {
  useEffect(() => document.getElementById(id)?.focus(), [id])
  return null
}
