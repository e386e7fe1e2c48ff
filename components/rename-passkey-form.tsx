'use client'

import { useTranslations } from '@/lib/i18n/use-translations'
import { useActionState } from 'react'
import type { FormState } from '@/lib/form-state'
import type { FormAction } from './form-action'
import { SubmitButton } from './ui/submit-button'
import { TextField } from './ui/text-field'

const initial: FormState = { values: {}, errors: {}, message: null }

export function RenamePasskeyForm({ action, id, name }: { action: FormAction; id: string; name: string }) {
  const t = useTranslations('passkey')
  const labels = useTranslations('labels')
  const [state, submit] = useActionState(action, initial)
  return (
    <form action={submit} noValidate className="flex flex-wrap items-start gap-2.5 pt-2">
      <input type="hidden" name="id" value={id} />
      <div className="min-w-0 flex-1 basis-52 sm:max-w-xs">
        <TextField
          label={labels('passkeyName')}
          name="passkeyName"
          id={`name-${id}`}
          defaultValue={name}
          maxLength={60}
          fill="nothing"
          error={state.errors.passkeyName}
        />
      </div>
      <div className="sm:pt-[27px]">
        <SubmitButton variant="secondary">{t('save')}</SubmitButton>
      </div>
    </form>
  )
}
