'use client'

import { useTranslations } from '@/lib/i18n/use-translations'
import { useActionState } from 'react'
import { EarlierFiles, type EarlierFile } from './earlier-files'
import { FormErrors } from './form-errors'
import { emptyPreauthenticateState, type PreauthenticateState } from './preauthenticate-state'
import { RedirectUriFields } from './redirect-uri-fields'
import { SettingsNameField } from './settings-name-field'
import { StoredApp } from './stored-app'
import { SelectField } from './ui/select-field'
import { registrationFields } from './registration-fields'
import { SubmitButton } from './ui/submit-button'
import { Tidied } from './tidied'
import { useFormAnswer } from './use-form-answer'
import { useKnownClientId, type LookUpClientId } from './use-known-client-id'
import { useOpenedAttempt } from './use-opened-attempt'
import { useOwnSubmit } from './use-own-submit'
import { useRedirectUri } from './use-redirect-uri'
import { ValueField } from './value-field'
import { useTidyValues } from './use-tidy-values'
import { useIsLive } from './ui/use-is-live'

export type CountryChoice = { code: string; name: string; host: string; takesOwnRedirectUri: boolean }

type Props = {
  action: (state: PreauthenticateState, formData: FormData) => Promise<PreauthenticateState>
  lookUp: LookUpClientId
  platform: { id: string; name: string; ownRedirectUri: string; readyRedirectUris: string[]; countries: CountryChoice[] }
  /**
   * What to begin with: from a stored registration, an earlier attempt, or nothing. `nameTaken`: there is a file
   * of this name, and who begins with it wants a new version. `earlier`: what that client ID has made already.
   */
  start: {
    name: string
    nameTaken: boolean
    country: string
    clientId: string
    deviating: boolean
    redirectUri: string
    earlier: EarlierFile[]
  }
  /** The stored registration that was chosen: its secret need not be typed. */
  registration: { id: string; clientSecretLast4: string } | null
}

export function PreauthenticateForm({ action, lookUp, platform, start, registration }: Props) {
  const t = useTranslations('preauthenticate')
  const labels = useTranslations('labels')
  const [state, submit, isPending] = useActionState(action, emptyPreauthenticateState)
  const withScript = useIsLive()
  const { values } = state
  const { errors, changed, onChange } = useFormAnswer(state)
  // Without JavaScript the page is made anew with the answer: what was sent goes before what the page began with.
  const wasSent = values.platform !== undefined
  const { chooseCountry, ...uri } = useRedirectUri(platform.countries, wasSent ? values : null, start)

  const { known, ask, askSoon } = useKnownClientId(lookUp, { clientId: start.clientId, files: start.earlier })

  useOpenedAttempt(state.openedId)
  const send = useOwnSubmit(submit, isPending)
  const tidy = useTidyValues(platform.ownRedirectUri)

  return (
    <form
      action={submit}
      onSubmit={(event) => {
        // Enter leaves no field.
        tidy.lookAll(event.currentTarget)
        send(event)
      }}
      noValidate
      {...tidy.listeners}
      onChange={onChange}
      className="grid gap-[18px]"
    >
      <FormErrors state={state} fields={registrationFields} changed={changed} />
      {withScript && <input type="hidden" name="withScript" value="yes" />}
      <input type="hidden" name="asTyped" value={tidy.asTyped} />
      {registration && <input type="hidden" name="registrationId" value={registration.id} />}
      <SettingsNameField
        label={labels('name')}
        start={values.name ?? start.name}
        error={errors.name}
        isTaken={wasSent ? state.nameTaken : start.nameTaken}
        isNewVersion={wasSent ? values.newVersion === 'on' : start.nameTaken}
      />
      <div className="grid gap-[18px] sm:grid-cols-2">
        <SelectField label={labels('platform')} name="platform" defaultValue={platform.id}>
          <option value={platform.id}>{platform.name}</option>
        </SelectField>
        <SelectField
          key={withScript ? 'live' : 'plain'}
          label={labels('country')}
          name="country"
          defaultValue={values.country ?? start.country}
          onChange={(event) => chooseCountry(event.target.value)}
          error={errors.country}
        >
          {platform.countries.map(({ code, name: countryName, host }) => (
            <option key={code} value={code}>
              {`${countryName} · ${host}`}
            </option>
          ))}
        </SelectField>
      </div>
      <ValueField
        field="clientId"
        tidy={tidy}
        defaultValue={values.clientId ?? start.clientId}
        error={errors.clientId}
        onChange={(event) => askSoon(event.target.value)}
        onBlur={(event) => ask(event.target.value)}
        hint={t('clientIdHint')}
      />
      {/* There before it speaks, for else it would not be read out; out of the way, gap and all, while it is empty. */}
      <div role="status" className="grid gap-2.5 empty:absolute">
        {known.stored && known.stored.id !== registration?.id && <StoredApp {...known.stored} />}
        <EarlierFiles files={known.files} />
      </div>
      <ValueField
        field="clientSecret"
        tidy={tidy}
        required={!registration}
        placeholder={registration ? `••••••••${registration.clientSecretLast4}` : undefined}
        error={errors.clientSecret}
        hint={t(registration ? 'secretKeepHint' : 'secretHint')}
      />
      <RedirectUriFields
        {...uri}
        own={platform.ownRedirectUri}
        ready={platform.readyRedirectUris}
        withScript={withScript}
        errors={errors}
      />
      <Tidied field="redirectUri" tidy={tidy} />
      <div className="flex flex-wrap items-center justify-between gap-2.5">
        <p className="text-sm text-ink-3">{t(uri.deviating ? 'opensTab' : 'leadsBack')}</p>
        <SubmitButton isPending={isPending}>{labels('preauthenticate')}</SubmitButton>
      </div>
    </form>
  )
}
