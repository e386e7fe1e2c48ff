'use client'

import { useTranslations } from '@/lib/i18n/use-translations'
import { useActionState } from 'react'
import type { FormState } from '@/lib/form-state'
import type { FormAction } from './form-action'
import { Card } from './ui/card'
import { SubmitButton } from './ui/submit-button'
import { TextField } from './ui/text-field'

type Props = {
  action: FormAction
  id: string
  email: string
  /** What was asked for: afterwards the page leads on to it. */
  purpose: 'reveal' | 'download'
  /** Whether somebody was sent here, and goes on typing. */
  isAskedFor: boolean
  fileName: string
}

const initial: FormState = { values: {}, errors: {}, message: null }

/** The password once more, before a secret is given to a browser that was logged in a while ago. Above what it opens. */
export function ConfirmPasswordForm({ action, id, email, purpose, isAskedFor, fileName }: Props) {
  const t = useTranslations('secret')
  const labels = useTranslations('labels')
  const [state, submit] = useActionState(action, initial)
  return (
    <Card id="confirm" title={t('confirmTitle')} lead={t('confirmLead')}>
      {isAskedFor && purpose === 'download' && (
        <p role="alert" className="text-md font-medium text-warn">
          {t('confirmTheDownload', { name: fileName })}
        </p>
      )}
      <form action={submit} noValidate className="flex flex-wrap items-start gap-2.5">
        <input type="hidden" name="id" value={id} />
        <input type="hidden" name="purpose" value={purpose} />
        {/* Tells a password manager whose password is asked for. */}
        <input type="text" name="username" autoComplete="username" defaultValue={email} readOnly hidden />
        <div className="min-w-0 flex-1 basis-60 sm:max-w-xs">
          <TextField
            key={state.errors.password}
            label={labels('password')}
            name="password"
            type="password"
            autoComplete="current-password"
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
    </Card>
  )
}
