'use client'

import { useTranslations } from 'next-intl'
import { useActionState } from 'react'
import type { FormState } from '@/lib/form-state'
import type { FormAction } from './form-action'
import { FormErrors } from './form-errors'
import { OwnRedirectUri } from './own-redirect-uri'
import { PlatformFields, type PlatformChoice } from './platform-fields'
import { ButtonLink } from './ui/button'
import { CheckboxField } from './ui/checkbox-field'
import { registrationFields } from './registration-fields'
import { SubmitButton } from './ui/submit-button'
import { TextField } from './ui/text-field'

type Props = {
  action: FormAction
  initial: FormState
  platforms: PlatformChoice[]
  /** Only when editing: which row, and how its stored secret ends. */
  stored?: { id: string; clientSecretLast4: string }
}

export function AppRegistrationForm({ action, initial, platforms, stored }: Props) {
  const labels = useTranslations('labels')
  const [state, submit] = useActionState(action, initial)
  const { values, errors } = state
  return (
    <form action={submit} noValidate className="group/app grid gap-[18px]">
      <FormErrors state={state} fields={registrationFields} />
      {stored && <input type="hidden" name="id" value={stored.id} />}
      <div className="grid gap-[18px] sm:grid-cols-2">
        <TextField
          label={labels('name')}
          name="name"
          required
          maxLength={64}
          defaultValue={values.name}
          error={errors.name}
          hint="Your own name for this app, to find it by."
        />
        <PlatformFields platforms={platforms} values={values} errors={errors} />
      </div>
      <TextField
        label={labels('clientId')}
        name="clientId"
        mono
        required
        autoComplete="off"
        defaultValue={values.clientId}
        error={errors.clientId}
        hint="Stands in the App Center, under Manage my apps."
      />
      <TextField
        label={labels('clientSecret')}
        name="clientSecret"
        type="password"
        mono
        required={!stored}
        autoComplete="off"
        error={errors.clientSecret}
        hint={
          stored
            ? `Stored sealed; it ends in ••••${stored.clientSecretLast4}. Leave this blank to keep it with the same Client ID.`
            : 'Appears in the App Center after a press on Show. Stored encrypted; it goes into your settings files, and is shown nowhere else.'
        }
      />
      <CheckboxField
        label={labels('deviating')}
        name="deviating"
        defaultChecked={values.deviating === 'on'}
        error={errors.deviating}
        hint="The app is registered with another address than this portal's. You paste the return URL by hand after Allow."
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
          autoComplete="off"
          defaultValue={values.redirectUri}
          error={errors.redirectUri}
          hint="Letter for letter as the App Center shows it."
        />
      </div>
      <div className="flex flex-wrap items-center justify-end gap-2.5">
        <ButtonLink href="/apps" variant="quiet">
          Cancel
        </ButtonLink>
        <SubmitButton pendingLabel="Saving…">{stored ? 'Save' : 'Add app registration'}</SubmitButton>
      </div>
    </form>
  )
}
