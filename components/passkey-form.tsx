'use client'

import { CircleAlert, KeyRound } from 'lucide-react'
import { useTranslations } from '@/lib/i18n/use-translations'
import { startTransition, useActionState, useRef } from 'react'
import type { FormState } from '@/lib/form-state'
import type { FormAction } from './form-action'
import { Button, type ButtonVariant } from './ui/button'
import { TextField } from './ui/text-field'
import { useIsLive } from './ui/use-is-live'
import { usePasskey, type BeginCeremony } from './use-passkey'

type Props = {
  begin: BeginCeremony
  action: FormAction
  label: string
  variant?: ButtonVariant
  /** What goes along with the answer. */
  fields?: Record<string, string>
  /** Where a passkey is made: what it is called in the list. */
  suggestedName?: string
}

const initial: FormState = { values: {}, errors: {}, message: null }

/** One press, and the browser asks for the finger, the face or the PIN. Without JavaScript there are no passkeys, and no button that would lie. */
export function PasskeyForm({ begin, action, label, variant = 'secondary', fields = {}, suggestedName }: Props) {
  const t = useTranslations('passkey')
  const labels = useTranslations('labels')
  const isLive = useIsLive()
  const form = useRef<HTMLFormElement>(null)
  const [state, submit, isSending] = useActionState(action, initial)
  const send = (answer: string) => {
    const data = new FormData(form.current ?? undefined)
    data.set('answer', answer)
    startTransition(() => submit(data))
  }
  const { ask, isAsking, problem } = usePasskey(begin, send)
  const busy = isAsking || isSending
  const said = problem ? t(`problem.${problem}`) : (state.message ?? state.errors.form ?? null)
  // The place of the button is kept until JavaScript runs, so nothing jumps.
  if (!isLive)
    return (
      <div className="min-h-[42px] text-md text-ink-2">
        <noscript>{t('needsScript')}</noscript>
      </div>
    )
  return (
    <form
      ref={form}
      className="grid gap-2.5"
      onSubmit={(event) => {
        event.preventDefault()
        void ask()
      }}
    >
      {Object.entries(fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {suggestedName !== undefined && (
        <TextField
          label={labels('passkeyName')}
          name="passkeyName"
          defaultValue={suggestedName}
          maxLength={60}
          fill="nothing"
          hint={t('nameHint')}
          error={state.errors.passkeyName}
        />
      )}
      <Button type="submit" variant={variant} aria-disabled={busy || undefined}>
        <KeyRound aria-hidden />
        <span>{busy ? t('asking') : label}</span>
      </Button>
      {said && (
        <p role="alert" className="flex gap-1.5 text-md font-medium text-bad">
          <CircleAlert aria-hidden className="mt-0.5 size-[18px] flex-none" />
          <span>{said}</span>
        </p>
      )}
    </form>
  )
}
