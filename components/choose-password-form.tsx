'use client'

import { useTranslations } from '@/lib/i18n/use-translations'
import { useActionState } from 'react'
import type { FormState } from '@/lib/form-state'
import type { FormAction } from './form-action'
import { FormErrors } from './form-errors'
import { NewPasswordField } from './new-password-field'
import { useFormAnswer } from './use-form-answer'
import { SubmitButton } from './ui/submit-button'

type Props = { action: FormAction; initial: FormState; token: string; email: string; submitLabel: string; pendingLabel: string }

/** A password for the account that a link belongs to. */
export function ChoosePasswordForm({ action, initial, token, email, submitLabel, pendingLabel }: Props) {
  const t = useTranslations('password')
  const labels = useTranslations('labels')
  const [state, submit] = useActionState(action, initial)
  const { errors, changed, onChange } = useFormAnswer(state)
  return (
    <form action={submit} onChange={onChange} noValidate className="grid gap-[18px]">
      <FormErrors state={state} fields={['password']} changed={changed} />
      <input type="hidden" name="token" value={token} autoComplete="off" />
      {/* Tells a password manager whose password this is. */}
      <input type="text" name="username" autoComplete="username" defaultValue={email} readOnly hidden />
      <NewPasswordField label={labels('password')} name="password" error={errors.password} hint={t('hint')} email={email} />
      <SubmitButton pendingLabel={pendingLabel}>{submitLabel}</SubmitButton>
    </form>
  )
}
