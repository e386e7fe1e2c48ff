import { useLocale } from 'next-intl'
import { useTranslations } from '@/lib/i18n/use-translations'
import { localeNames, localeTags, locales } from '@/lib/i18n/locale-names'

type Props = { action: (formData: FormData) => Promise<void> }

/** One button per language, in its own words: found by somebody who can't read the page, with or without JavaScript. */
export function LanguageSwitch({ action }: Props) {
  const t = useTranslations('shell')
  const current = useLocale()
  return (
    <form action={action}>
      <fieldset className="grid w-fit grid-cols-4 gap-0.5 rounded-md bg-sunken p-0.5">
        <legend className="sr-only">{t('language')}</legend>
        {locales.map((locale) => (
          <button
            key={locale}
            name="locale"
            value={locale}
            lang={localeTags[locale]}
            translate="no"
            title={localeNames[locale]}
            aria-label={localeNames[locale]}
            aria-pressed={localeTags[locale] === current}
            className="grid min-h-8 w-11 place-items-center rounded-[6px] border border-transparent text-xs font-semibold uppercase text-ink-3
              hover:text-ink aria-pressed:border-line-strong aria-pressed:bg-surface aria-pressed:text-ink"
          >
            {locale}
          </button>
        ))}
      </fieldset>
    </form>
  )
}
