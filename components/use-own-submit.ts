import { startTransition, useEffect, useRef, type FormEvent } from 'react'

/**
 * For a form whose fields must outlive the answer (React empties a form after its action): sends it by hand, and once, however often it is clicked.
 * Without JavaScript the form's `action` is sent by the browser.
 */
export function useOwnSubmit(submit: (form: FormData) => void, isPending: boolean) {
  const isSending = useRef(false)
  useEffect(() => {
    if (!isPending) isSending.current = false
  }, [isPending])
  return (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    if (isSending.current) return
    isSending.current = true
    const form = new FormData(event.currentTarget)
    startTransition(() => submit(form))
  }
}
