import { unstable_rethrow } from 'next/navigation'
import { useActionState, useRef, useState, useTransition, type FormEvent } from 'react'
import { emptyExchangeState, type ExchangeState } from './preauthenticate-state'

/**
 * Sends the form Exchange Code by hand, once, however often it is clicked; what was pasted stays, also when the portal does not answer.
 * Without JavaScript the browser sends `submit` itself.
 */
export function useExchange(action: (state: ExchangeState, form: FormData) => Promise<ExchangeState>) {
  const [sent, submit] = useActionState(action, emptyExchangeState)
  const [state, setState] = useState(sent)
  const [isPending, start] = useTransition()
  const isSending = useRef(false)
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    if (isSending.current) return
    isSending.current = true
    const form = new FormData(event.currentTarget)
    start(async () => {
      try {
        const answer = await action(emptyExchangeState, form)
        start(() => setState(answer))
      } catch (error) {
        // A result leads on by a redirect, which is the router's.
        unstable_rethrow(error)
        start(() => setState({ failure: null, isUnanswered: true }))
      }
      isSending.current = false
    })
  }
  return { state, submit, send, isPending }
}
