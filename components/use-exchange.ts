import { unstable_rethrow } from 'next/navigation'
import { useActionState, useState, useTransition } from 'react'
import { emptyExchangeState, type ExchangeState } from './preauthenticate-state'
import { useOwnSubmit } from './use-own-submit'

/**
 * Sends the form Exchange Code by hand: what was pasted stays, also when the portal does not answer, which an action's own state can't tell.
 * Without JavaScript the browser sends `submit` itself.
 */
export function useExchange(action: (state: ExchangeState, form: FormData) => Promise<ExchangeState>) {
  const [sent, submit] = useActionState(action, emptyExchangeState)
  const [state, setState] = useState(sent)
  const [isPending, start] = useTransition()
  const ask = (form: FormData) =>
    start(async () => {
      try {
        const answer = await action(emptyExchangeState, form)
        start(() => setState(answer))
      } catch (error) {
        // A result leads on by a redirect, which is the router's.
        unstable_rethrow(error)
        start(() => setState({ failure: null, isUnanswered: true }))
      }
    })
  /** What was answered is about a text that is there no more. */
  const forget = () => setState(emptyExchangeState)
  return { state, forget, submit, send: useOwnSubmit(ask, isPending), isPending }
}
