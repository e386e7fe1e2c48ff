'use client'

import { useTranslations } from '@/lib/i18n/use-translations'
import { useActionState } from 'react'
import type { FormState } from '@/lib/form-state'
import type { FormAction } from './form-action'
import { FormErrors } from './form-errors'
import { useFormAnswer } from './use-form-answer'
import { SubmitButton } from './ui/submit-button'
import { TextField } from './ui/text-field'

export function SignUpForm({ action, initial }: { action: FormAction; initial: FormState }) {
  const t = useTranslations('entrance')
  const labels = useTranslations('labels')
  const [state, submit] = useActionState(action, initial)
  const { errors, changed, onChange } = useFormAnswer(state)
  return (
    <form action={submit} onChange={onChange} noValidate className="grid gap-[18px]">
      <FormErrors state={state} fields={['email', 'password']} changed={changed} />
      <TextField
        label={labels('email')}
        name="email"
        type="email"
        autoComplete="username"
        required
        defaultValue={state.values.email}
        error={errors.email}
        hint={t('signUp.emailHint')}
      />
      <TextField
        label={labels('password')}
        name="password"
        type="password"
        autoComplete="new-password"
        required
        error={errors.password}
        hint={t('signUp.passwordHint')}
      />
      <SubmitButton pendingLabel={t('signUp.pending')}>{t('signUp.submit')}</SubmitButton>
    </form>
  )
}
