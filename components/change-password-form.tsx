'use client'

import { useTranslations } from '@/lib/i18n/use-translations'
import { useActionState } from 'react'
import type { FormState } from '@/lib/form-state'
import type { FormAction } from './form-action'
import { FormErrors } from './form-errors'
import { NewPasswordField } from './new-password-field'
import { useFormAnswer } from './use-form-answer'
import { SubmitButton } from './ui/submit-button'
import { TextField } from './ui/text-field'

export function ChangePasswordForm({ action, initial, email }: { action: FormAction; initial: FormState; email: string }) {
  const t = useTranslations('account')
  const labels = useTranslations('labels')
  const [state, submit] = useActionState(action, initial)
  const { errors, changed, onChange } = useFormAnswer(state)
  return (
    <form action={submit} onChange={onChange} noValidate className="grid max-w-md gap-[18px]">
      <FormErrors state={state} fields={['currentPassword', 'newPassword']} changed={changed} />
      {/* Tells a password manager whose password changes. */}
      <input type="text" name="username" autoComplete="username" defaultValue={email} readOnly hidden />
      <TextField
        label={labels('currentPassword')}
        name="currentPassword"
        type="password"
        fill="currentPassword"
        required
        error={errors.currentPassword}
      />
      <NewPasswordField
        label={labels('newPassword')}
        name="newPassword"
        error={errors.newPassword}
        hint={t('passwordHint')}
        email={email}
      />
      <div>
        <SubmitButton variant="secondary" pendingLabel={t('changing')}>
          {t('changePassword')}
        </SubmitButton>
      </div>
    </form>
  )
}
