import { useRouter } from 'next/navigation'
import { startTransition, useActionState, useEffect, useState, type RefObject } from 'react'
import { maskedState, type RevealState } from './reveal-state'

/** Opens a field: the server's answer is its value, or why not; or masks it again. */
export type RevealAction = (state: RevealState, formData: FormData) => Promise<RevealState>

/** One field of a result: what it shows, and how it is copied. Every copy is asked of the server, which notes it, whether it is revealed or not. */
export function useSecret(action: RevealAction, { id, field }: { id: string; field: string }, area: RefObject<HTMLTextAreaElement | null>) {
  const [state, submit, isPending] = useActionState(action, maskedState)
  const [said, setSaid] = useState<'copied' | 'blocked' | null>(null)
  const router = useRouter()

  const ask = (purpose: string) => {
    const form = new FormData()
    for (const [name, value] of Object.entries({ id, field, purpose })) form.set(name, value)
    return form
  }
  const leadToPassword = () => {
    const password = document.getElementById('password')
    if (password) password.focus()
    else router.replace(`/settings/${id}?confirm=reveal`, { scroll: false })
  }
  useEffect(() => {
    if (state.problem === 'stale') leadToPassword()
    // eslint-disable-next-line react-hooks/exhaustive-deps -- once for each answer
  }, [state])

  const copy = async () => {
    let refused = false
    const asked = action(maskedState, ask('copy')).then((answer) => {
      if (answer.value !== null) return new Blob([answer.value], { type: 'text/plain' })
      refused = true
      throw new Error(answer.problem ?? 'nothing to copy')
    })
    try {
      // The promise goes to the clipboard as it is: Safari forbids writing once a click lies an await behind.
      await navigator.clipboard.write([new ClipboardItem({ 'text/plain': asked })])
      setSaid('copied')
    } catch {
      await asked.catch(() => {})
      // What was refused is said in the field itself; what only the clipboard refused can be copied by hand.
      if (state.value === null) startTransition(() => submit(ask('reveal')))
      area.current?.select()
      if (!refused) setSaid('blocked')
    }
    setTimeout(() => setSaid(null), 4000)
  }
  /** Somebody copies by hand what is revealed. */
  const noteCopy = () => {
    if (state.value !== null) void action(maskedState, ask('copy')).catch(() => {})
  }
  return { state, submit, isPending, said, copy, noteCopy }
}
