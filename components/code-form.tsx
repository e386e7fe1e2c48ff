'use client'

import { useTranslations } from '@/lib/i18n/use-translations'
import { useActionState } from 'react'
import type { FormState } from '@/lib/form-state'
import type { FormAction } from './form-action'
import { FormErrors } from './form-errors'
import { useFormAnswer } from './use-form-answer'
import { SubmitButton } from './ui/submit-button'
import { TextField } from './ui/text-field'

type Props = { action: FormAction; initial: FormState; returnTo: string; hint: string }

/** Six digits of an app, or a recovery code: one field, for nobody should have to tell us which of the two they hold. */
export function CodeForm({ action, initial, returnTo, hint }: Props) {
  const t = useTranslations('entrance')
  const labels = useTranslations('labels')
  const [state, submit] = useActionState(action, initial)
  const { errors, changed, onChange } = useFormAnswer(state)
  return (
    <form action={submit} onChange={onChange} noValidate className="grid gap-[18px]">
      <FormErrors state={state} fields={['code']} changed={changed} />
      <input type="hidden" name="returnTo" value={returnTo} />
      <TextField
        label={labels('code')}
        name="code"
        fill="oneTimeCode"
        autoFocus
        required
        mono
        maxLength={60}
        error={errors.code}
        hint={hint}
      />
      <SubmitButton pendingLabel={t('secondFactor.pending')}>{t('secondFactor.submit')}</SubmitButton>
    </form>
  )
}
