'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from '@/lib/i18n/use-translations'
import { useActionState, useEffect, useState } from 'react'
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
import { useKnownClientId, type LookUpClientId } from './use-known-client-id'
import { useOwnSubmit } from './use-own-submit'
import { ValueField } from './value-field'
import { useTidyValues } from './use-tidy-values'
import { useIsLive } from './ui/use-is-live'

export type CountryChoice = { code: string; name: string; host: string; takesOwnRedirectUri: boolean }

type Props = {
  action: (state: PreauthenticateState, formData: FormData) => Promise<PreauthenticateState>
  lookUp: LookUpClientId
  platform: { id: string; name: string; ownRedirectUri: string; readyRedirectUris: string[]; countries: CountryChoice[] }
  /** What to begin with: from a stored registration, an earlier attempt, or nothing. `earlier`: what that client ID has made already. */
  start: { name: string; country: string; clientId: string; deviating: boolean; redirectUri: string; earlier: EarlierFile[] }
  /** The stored registration that was chosen: its secret need not be typed. */
  registration: { id: string; clientSecretLast4: string } | null
}

export function PreauthenticateForm({ action, lookUp, platform, start, registration }: Props) {
  const t = useTranslations('preauthenticate')
  const labels = useTranslations('labels')
  const [state, submit, isPending] = useActionState(action, emptyPreauthenticateState)
  const withScript = useIsLive()
  const { values, errors } = state
  // Without JavaScript the page is made anew with the answer: what was sent goes before what the page began with.
  const wasSent = values.platform !== undefined
  const [country, setCountry] = useState(values.country ?? start.country)
  const [deviating, setDeviating] = useState(wasSent ? values.deviating === 'on' : start.deviating)
  const [typedUri, setTypedUri] = useState(deviating && wasSent ? (values.redirectUri ?? '') : start.redirectUri)
  const [isTouched, setTouched] = useState(false)
  const takesOwn = (code: string) => platform.countries.find((known) => known.code === code)?.takesOwnRedirectUri ?? false

  const { known, ask, askSoon } = useKnownClientId(lookUp, { clientId: start.clientId, files: start.earlier })

  const router = useRouter()
  useEffect(() => {
    if (!state.openedId) return
    const attempt = `/preauthenticate/${state.openedId}`
    // A browser that blocks the new tab loses nothing: the attempt's page offers the same way.
    window.open(`${attempt}/go`, '_blank', 'noopener,noreferrer')
    router.push(attempt)
  }, [state.openedId, router])

  const chooseCountry = (code: string) => {
    setCountry(code)
    // Until somebody decides otherwise the box says what works for the country.
    if (!takesOwn(code)) setDeviating(true)
    else if (!isTouched) setDeviating(false)
  }
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
      className="grid gap-[18px]"
    >
      <FormErrors state={state} fields={registrationFields} />
      {withScript && <input type="hidden" name="withScript" value="yes" />}
      <input type="hidden" name="asTyped" value={tidy.asTyped} />
      {registration && <input type="hidden" name="registrationId" value={registration.id} />}
      <SettingsNameField label={labels('name')} start={values.name ?? start.name} error={errors.name} nameTaken={state.nameTaken} />
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
              {countryName} · {host}
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
        deviating={deviating}
        typed={typedUri}
        own={platform.ownRedirectUri}
        ownWorks={takesOwn(country)}
        ready={platform.readyRedirectUris}
        withScript={withScript}
        errors={errors}
        onDeviating={(checked) => {
          setTouched(true)
          setDeviating(checked)
        }}
        onTyped={setTypedUri}
      />
      <Tidied field="redirectUri" tidy={tidy} />
      <div className="flex flex-wrap items-center justify-between gap-2.5">
        <p className="text-sm text-ink-3">{t(deviating ? 'opensTab' : 'leadsBack')}</p>
        <SubmitButton isPending={isPending}>{labels('preauthenticate')}</SubmitButton>
      </div>
    </form>
  )
}
