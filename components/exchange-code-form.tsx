'use client'

import { useActionState, type ReactNode } from 'react'
import { FailureNotice } from './failure-notice'
import { PendingExchange } from './pending-exchange'
import { emptyExchangeState, type ExchangeState } from './preauthenticate-state'
import { Card } from './ui/card'
import { SubmitButton } from './ui/submit-button'
import { TextAreaField } from './ui/text-area-field'
import { UnsavedResult } from './unsaved-result'
import { useOwnSubmit } from './use-own-submit'

type Props = {
  action: (state: ExchangeState, formData: FormData) => Promise<ExchangeState>
  redirectUri: string
  attemptId?: string
  lead: string
  /** Beside the title. */
  actions?: ReactNode
}

/**
 * The form Exchange Code, or, in its place, a result that could not be saved yet. What was pasted stays in the field; the server never sends it
 * back, for it holds the code.
 */
export function ExchangeCodeForm({ action, redirectUri, attemptId, lead, actions }: Props) {
  const [{ failure, retryAt, unsaved }, submit, isPending] = useActionState(action, emptyExchangeState)
  const send = useOwnSubmit(submit, isPending)
  if (unsaved) return <UnsavedResult unsaved={unsaved} />
  return (
    <Card title="Exchange Code" lead={lead} actions={actions}>
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
        {failure && !isPending && <FailureNotice failure={failure} retryAt={retryAt} />}
        {isPending && <PendingExchange />}
        <div className="flex flex-wrap items-center justify-end gap-2.5">
          {/* Without an attempt the next step is Preauthenticate, and one button leads on a page. */}
          <SubmitButton variant={attemptId ? 'primary' : 'secondary'} pendingLabel="Exchanging…" isPending={isPending}>
            Exchange
          </SubmitButton>
        </div>
      </form>
    </Card>
  )
}
