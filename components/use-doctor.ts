import { useRef, useState } from 'react'
import { applyEdits } from '@/lib/oauth/text-edits'
import type { DoctorAnswer, InspectReturnUrl } from './preauthenticate-state'

const pauseMs = 350
// One more than a return URL may have: enough to be told that it is too long.
const enough = 16_400

/** Asks the doctor about what stands in the field, a moment after the last change; only the newest answer counts. */
export function useDoctor(inspect: InspectReturnUrl, attemptId = '') {
  const [found, setFound] = useState<{ text: string; answer: DoctorAnswer } | null>(null)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const newest = useRef(0)

  const look = (text: string) => {
    clearTimeout(timer.current)
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
    const edits = found?.answer.edits
    if (!field || !edits || field.value !== found.text) return
    field.value = applyEdits(found.text, edits)
    field.focus()
    look(field.value)
  }
  return { found, look, mend }
}
