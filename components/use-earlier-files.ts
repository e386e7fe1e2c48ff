import { useEffect, useRef, useState } from 'react'
import type { EarlierFile } from './earlier-files'

export type FindEarlierFiles = (formData: FormData) => Promise<EarlierFile[]>

const pauseMs = 500

/** Asks, once somebody pauses or leaves the field, which files of theirs the typed client ID has made. A question that fails is no hindrance. */
export function useEarlierFiles(find: FindEarlierFiles, start: { clientId: string; files: EarlierFile[] }) {
  const [files, setFiles] = useState(start.files)
  const asked = useRef(start.clientId)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => () => clearTimeout(timer.current), [])

  const ask = (typed: string) => {
    clearTimeout(timer.current)
    const clientId = typed.trim()
    if (clientId === asked.current) return
    asked.current = clientId
    if (!clientId) return setFiles([])
    const form = new FormData()
    form.set('clientId', clientId)
    void find(form).then(
      (found) => asked.current === clientId && setFiles(found),
      () => {},
    )
  }
  const askSoon = (typed: string) => {
    clearTimeout(timer.current)
    timer.current = setTimeout(() => ask(typed), pauseMs)
  }
  return { files, ask, askSoon }
}
