'use client'

import { useTranslations } from '@/lib/i18n/use-translations'
import { useActionState } from 'react'
import type { FormState } from '@/lib/form-state'
import type { FormAction } from './form-action'
import { FieldHelp } from './field-help'
import { FormErrors } from './form-errors'
import { OwnRedirectUri } from './own-redirect-uri'
import { PlatformFields, type PlatformChoice } from './platform-fields'
import { ButtonLink } from './ui/button-link'
import { CheckboxField } from './ui/checkbox-field'
import { registrationFields } from './registration-fields'
import { SubmitButton } from './ui/submit-button'
import { TextField } from './ui/text-field'
import { Tidied } from './tidied'
import { ValueField } from './value-field'
import { useFormAnswer } from './use-form-answer'
import { useTidyValues } from './use-tidy-values'

type Props = {
  action: FormAction
  initial: FormState
  platforms: PlatformChoice[]
  /** Only when editing: which row, and how its stored secret ends. */
  stored?: { id: string; clientSecretLast4: string }
}

export function AppRegistrationForm({ action, initial, platforms, stored }: Props) {
  const t = useTranslations('apps.form')
  const ui = useTranslations('ui')
  const labels = useTranslations('labels')
  const [state, submit] = useActionState(action, initial)
  const { values } = state
  const { errors, changed, onChange } = useFormAnswer(state)
  const tidy = useTidyValues(platforms[0]?.ownRedirectUri ?? '')
  return (
    <form
      action={submit}
      onSubmit={(event) => tidy.lookAll(event.currentTarget)}
      noValidate
      {...tidy.listeners}
      onChange={onChange}
      className="group/app grid gap-[18px]"
    >
      <FormErrors state={state} fields={registrationFields} changed={changed} />
      <input type="hidden" name="asTyped" value={tidy.asTyped} />
      {stored && <input type="hidden" name="id" value={stored.id} />}
      <div className="grid gap-[18px] sm:grid-cols-2">
        <TextField
          label={labels('name')}
          name="name"
          fill="nothing"
          required
          maxLength={64}
          defaultValue={values.name}
          error={errors.name}
          hint={t('nameHint')}
        />
        <PlatformFields platforms={platforms} values={values} errors={errors} />
      </div>
      <ValueField field="clientId" tidy={tidy} defaultValue={values.clientId} error={errors.clientId} hint={t('clientIdHint')} />
      <ValueField
        field="clientSecret"
        tidy={tidy}
        required={!stored}
        error={errors.clientSecret}
        hint={stored ? t('secretStored', { last4: stored.clientSecretLast4 }) : t('secretHint')}
      />
      <CheckboxField
        label={labels('deviating')}
        name="deviating"
        defaultChecked={values.deviating === 'on'}
        error={errors.deviating}
        hint={<FieldHelp field="deviating">{t('deviatingHint')}</FieldHelp>}
      />
      <div className="group-has-[#deviating:checked]/app:hidden">
        <OwnRedirectUri platforms={platforms} />
      </div>
      <div className="hidden group-has-[#deviating:checked]/app:block">
        <TextField
          label={labels('redirectUri')}
          name="redirectUri"
          mono
          inputMode="url"
          fill="nothing"
          defaultValue={values.redirectUri}
          error={errors.redirectUri}
          hint={<FieldHelp field="redirectUri">{t('uriHint')}</FieldHelp>}
        />
      </div>
      <Tidied field="redirectUri" tidy={tidy} />
      <div className="flex flex-wrap items-center justify-end gap-2.5">
        <ButtonLink href="/apps" variant="quiet">
          {ui('cancel')}
        </ButtonLink>
        <SubmitButton pendingLabel={t('saving')}>{t(stored ? 'save' : 'add')}</SubmitButton>
      </div>
    </form>
  )
}
