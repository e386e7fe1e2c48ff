'use client'

import { useTranslations } from '@/lib/i18n/use-translations'
import { useActionState } from 'react'
import type { FormState } from '@/lib/form-state'
import type { FormAction } from './form-action'
import { FormErrors } from './form-errors'
import { useFormAnswer } from './use-form-answer'
import { SubmitButton } from './ui/submit-button'
import { TextField } from './ui/text-field'

type Props = { action: FormAction; initial: FormState; hint: string; submitLabel: string; pendingLabel: string }

/** An address, to which something is sent. */
export function EmailForm({ action, initial, hint, submitLabel, pendingLabel }: Props) {
  const labels = useTranslations('labels')
  const [state, submit] = useActionState(action, initial)
  const { errors, changed, onChange } = useFormAnswer(state)
  return (
    <form action={submit} onChange={onChange} noValidate className="grid gap-[18px]">
      <FormErrors state={state} fields={['email']} changed={changed} />
      <TextField
        label={labels('email')}
        name="email"
        type="email"
        fill="email"
        required
        defaultValue={state.values.email}
        error={errors.email}
        hint={hint}
      />
      <SubmitButton pendingLabel={pendingLabel}>{submitLabel}</SubmitButton>
    </form>
  )
}
