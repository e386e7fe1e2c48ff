'use client'

import { useActionState } from 'react'
import { FailureNotice } from './failure-notice'
import { emptyExchangeState, type ExchangeState } from './preauthenticate-state'
import { SubmitButton } from './ui/submit-button'
import { TextAreaField } from './ui/text-area-field'
import { useOwnSubmit } from './use-own-submit'

type Props = {
  action: (state: ExchangeState, formData: FormData) => Promise<ExchangeState>
  redirectUri: string
  attemptId?: string
}

/** The form Exchange Code. What was pasted stays in the field; the server never sends it back, for it holds the code. */
export function ExchangeCodeForm({ action, redirectUri, attemptId }: Props) {
  const [{ failure }, submit, isPending] = useActionState(action, emptyExchangeState)
  const send = useOwnSubmit(submit, isPending)
  return (
    <form action={submit} onSubmit={send} noValidate className="grid gap-[18px]" aria-label="Exchange Code">
      {attemptId && <input type="hidden" name="attemptId" value={attemptId} />}
      <TextAreaField
        label="Code Return URL"
        name="codeReturnUrl"
        mono
        rows={4}
        required
        autoComplete="off"
        placeholder={`${redirectUri}?code=…&state=…`}
        hint="The whole address of the page you land on after Allow. The code in it lives three minutes and works once."
      />
      {failure && <FailureNotice failure={failure} />}
      <div className="flex flex-wrap items-center justify-end gap-2.5">
        {/* Without an attempt the next step is Preauthenticate, and one button leads on a page. */}
        <SubmitButton variant={attemptId ? 'primary' : 'secondary'} pendingLabel="Exchanging…" isPending={isPending}>
          Exchange
        </SubmitButton>
      </div>
    </form>
  )
}
