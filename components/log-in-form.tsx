'use client'

import { useTranslations } from '@/lib/i18n/use-translations'
import { useActionState } from 'react'
import type { FormState } from '@/lib/form-state'
import type { FormAction } from './form-action'
import { FormErrors } from './form-errors'
import { useFormAnswer } from './use-form-answer'
import { SubmitButton } from './ui/submit-button'
import { TextField } from './ui/text-field'

export function LogInForm({ action, initial, returnTo }: { action: FormAction; initial: FormState; returnTo?: string }) {
  const t = useTranslations('entrance')
  const labels = useTranslations('labels')
  const [state, submit] = useActionState(action, initial)
  const { errors, changed, onChange } = useFormAnswer(state)
  return (
    <form action={submit} onChange={onChange} noValidate className="grid gap-[18px]">
      <FormErrors state={state} fields={['email', 'password']} changed={changed} />
      {returnTo && <input type="hidden" name="returnTo" value={returnTo} />}
      <TextField
        label={labels('email')}
        name="email"
        type="email"
        fill="username"
        required
        defaultValue={state.values.email}
        error={errors.email}
      />
      <TextField label={labels('password')} name="password" type="password" fill="currentPassword" required error={errors.password} />
      <SubmitButton pendingLabel={t('logIn.pending')}>{t('logIn.submit')}</SubmitButton>
    </form>
  )
}
