'use client'

import { useTranslations } from '@/lib/i18n/use-translations'
import { useActionState } from 'react'
import type { FormState } from '@/lib/form-state'
import type { FormAction } from './form-action'
import { SubmitButton } from './ui/submit-button'
import { TextField } from './ui/text-field'

type Props = {
  action: FormAction
  email: string
  /** Whether somebody was sent here, and goes on typing. */
  isAskedFor: boolean
  /** What goes along: where it leads afterwards. */
  fields: Record<string, string>
}

const initial: FormState = { values: {}, errors: {}, message: null }

/** The password once more, in a browser that was logged in a while ago. */
export function ConfirmPasswordForm({ action, email, isAskedFor, fields }: Props) {
  const t = useTranslations('secret')
  const labels = useTranslations('labels')
  const [state, submit] = useActionState(action, initial)
  return (
    <form action={submit} noValidate className="flex flex-wrap items-start gap-2.5">
      {Object.entries(fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {/* Tells a password manager whose password is asked for. */}
      <input type="text" name="username" autoComplete="username" defaultValue={email} readOnly hidden />
      <div className="min-w-0 flex-1 basis-60 sm:max-w-xs">
        <TextField
          key={state.errors.password}
          label={labels('password')}
          name="password"
          type="password"
          fill="currentPassword"
          required
          autoFocus={isAskedFor || Boolean(state.errors.password)}
          error={state.errors.password}
        />
      </div>
      <div className="sm:pt-[27px]">
        <SubmitButton variant="secondary" pendingLabel={t('confirming')}>
          {t('confirm')}
        </SubmitButton>
      </div>
    </form>
  )
}
