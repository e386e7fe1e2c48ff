import { useEffect, useRef, useState } from 'react'
import type { EarlierFile } from './earlier-files'

/** `stored`: the newest registration with it. */
export type KnownClientId = { files: EarlierFile[]; stored: { id: string; name: string } | null }
export type LookUpClientId = (formData: FormData) => Promise<KnownClientId>

const pauseMs = 500
const nothing: KnownClientId = { files: [], stored: null }

/** Asks, once somebody pauses or leaves the field, what is known of the typed client ID. A question that fails is no hindrance. */
export function useKnownClientId(lookUp: LookUpClientId, start: { clientId: string; files: EarlierFile[] }) {
  const [known, setKnown] = useState<KnownClientId>({ ...nothing, files: start.files })
  const asked = useRef(start.clientId)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => () => clearTimeout(timer.current), [])

  const ask = (typed: string) => {
    clearTimeout(timer.current)
    const clientId = typed.trim()
    if (clientId === asked.current) return
    asked.current = clientId
    if (!clientId) return setKnown(nothing)
    const form = new FormData()
    form.set('clientId', clientId)
    void lookUp(form).then(
      (found) => asked.current === clientId && setKnown(found),
      () => {},
    )
  }
  const askSoon = (typed: string) => {
    clearTimeout(timer.current)
    timer.current = setTimeout(() => ask(typed), pauseMs)
  }
  return { known, ask, askSoon }
}
