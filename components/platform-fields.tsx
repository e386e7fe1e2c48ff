import { useTranslations } from '@/lib/i18n/use-translations'
import type { FormState } from '@/lib/form-state'
import { FieldHelp } from './field-help'
import { SelectField } from './ui/select-field'

export type PlatformChoice = {
  id: string
  name: string
  ownRedirectUri: string
  countries: { code: string; name: string; host: string }[]
}

type Props = { platforms: PlatformChoice[]; values: FormState['values']; errors: FormState['errors'] }

/** With one platform there is nothing to ask: it goes along hidden. With more, the countries stand in groups. */
export function PlatformFields({ platforms, values, errors }: Props) {
  const t = useTranslations('apps.form')
  const labels = useTranslations('labels')
  const [first, ...others] = platforms
  const options = (platform: PlatformChoice) =>
    platform.countries.map(({ code, name, host }) => (
      <option key={code} value={code}>
        {`${name} · ${host}`}
      </option>
    ))
  return (
    <>
      {others.length === 0 ? (
        <input type="hidden" name="platform" value={first?.id ?? ''} />
      ) : (
        <SelectField label={labels('platform')} name="platform" defaultValue={values.platform ?? first?.id} error={errors.platform}>
          {platforms.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </SelectField>
      )}
      <SelectField
        label={labels('country')}
        name="country"
        defaultValue={values.country ?? first?.countries[0]?.code}
        error={errors.country}
        hint={<FieldHelp field="country">{t('countryHint')}</FieldHelp>}
      >
        {others.length === 0 && first
          ? options(first)
          : platforms.map((platform) => (
              <optgroup key={platform.id} label={platform.name}>
                {options(platform)}
              </optgroup>
            ))}
      </SelectField>
    </>
  )
}
