import { useTranslations } from '@/lib/i18n/use-translations'
import { Button } from './ui/button'
import { autofill } from './ui/autofill'
import { controlClass } from './ui/field-frame'

type Props = { action: (formData: FormData) => Promise<void>; chosen: string | null }

/** In whose time the portal tells what happened: the browser's, or one that the account keeps. */
export function TimeZoneForm({ action, chosen }: Props) {
  const t = useTranslations('account')
  return (
    <form action={action} className="flex flex-wrap gap-2">
      <select
        {...autofill.nothing}
        name="timeZone"
        aria-label={t('timeZone')}
        defaultValue={chosen ?? ''}
        className={controlClass({ extra: 'min-h-9 sm:w-72' })}
      >
        <option value="">{t('timeZoneBrowser')}</option>
        {Intl.supportedValuesOf('timeZone').map((zone) => (
          <option key={zone}>{zone}</option>
        ))}
      </select>
      <Button type="submit" size="sm">
        {t('saveTimeZone')}
      </Button>
    </form>
  )
}
