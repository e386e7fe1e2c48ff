import { useRef, useState } from 'react'
import { applyMending } from '@/lib/oauth/mending'
import type { DoctorAnswer, InspectReturnUrl } from './preauthenticate-state'

const pauseMs = 350
// One more than a return URL may have: enough to be told that it is too long.
const enough = 16_400

/** Asks the doctor about what stands in the field, a moment after the last change; only the newest answer counts. `mended`: what was changed last. */
export function useDoctor(inspect: InspectReturnUrl, attemptId = '') {
  const [found, setFound] = useState<{ text: string; answer: DoctorAnswer } | null>(null)
  const [mended, setMended] = useState<string[]>([])
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const newest = useRef(0)

  const look = (text: string, changes: string[] = []) => {
    clearTimeout(timer.current)
    setMended(changes)
    const mine = ++newest.current
    if (!text.trim()) return setFound(null)
    timer.current = setTimeout(async () => {
      const form = new FormData()
      form.set('attemptId', attemptId)
      form.set('codeReturnUrl', text.slice(0, enough))
      const answer = await inspect(form).catch(() => null)
      if (mine === newest.current) setFound(answer && { text, answer })
    }, pauseMs)
  }

  /** Puts the mended text into the field; whoever pressed the button goes on there. */
  const mend = (field: HTMLTextAreaElement | null) => {
    const mending = found?.answer.mending
    if (!field || !mending || field.value !== found.text) return
    field.value = applyMending(found.text, mending)
    field.focus()
    look(field.value, found.answer.changes)
  }
  return { found, look, mend, mended }
}
