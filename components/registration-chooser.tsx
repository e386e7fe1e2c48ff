'use client'

import { useTranslations } from '@/lib/i18n/use-translations'
import { useRouter } from 'next/navigation'
import { Button } from './ui/button'
import { SelectField } from './ui/select-field'

type Props = { registrations: { id: string; name: string; place: string }[]; chosenId: string }

/** A stored registration in place of typing. A plain GET form; with JavaScript the choice alone is enough. */
export function RegistrationChooser({ registrations, chosenId }: Props) {
  const t = useTranslations('preauthenticate.chooser')
  const router = useRouter()
  return (
    <form action="/preauthenticate" method="get" className="flex items-end gap-2.5">
      <div className="min-w-0 flex-1">
        <SelectField
          label={t('label')}
          name="app"
          defaultValue={chosenId}
          onChange={({ target }) => router.push(target.value ? `/preauthenticate?app=${target.value}` : '/preauthenticate')}
        >
          <option value="">{t('new')}</option>
          {registrations.map(({ id, name, place }) => (
            <option key={id} value={id} translate="no">
              {`${name} · ${place}`}
            </option>
          ))}
        </SelectField>
      </div>
      <noscript>
        <Button type="submit">{t('use')}</Button>
      </noscript>
    </form>
  )
}
