'use client'

import { useTranslations } from '@/lib/i18n/use-translations'
import { useActionState } from 'react'
import type { FormState } from '@/lib/form-state'
import type { FormAction } from './form-action'
import { FormErrors } from './form-errors'
import { useFormAnswer } from './use-form-answer'
import { SelectField } from './ui/select-field'
import { SubmitButton } from './ui/submit-button'
import { TextField } from './ui/text-field'

type Props = { action: FormAction; initial: FormState; hint: string }

export function InviteForm({ action, initial, hint }: Props) {
  const t = useTranslations('administration')
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
        fill="nothing"
        required
        defaultValue={state.values.email}
        error={errors.email}
        hint={hint}
      />
      <SelectField label={t('role.label')} name="role" hint={t('invite.roleHint')} defaultValue={state.values.role ?? 'user'}>
        <option value="user">{t('role.user')}</option>
        <option value="administrator">{t('role.administrator')}</option>
      </SelectField>
      <SubmitButton pendingLabel={t('invite.pending')}>{t('invite.submit')}</SubmitButton>
    </form>
  )
}
