import { Monitor, Moon, Sun } from 'lucide-react'
import { useTranslations } from '@/lib/i18n/use-translations'
import { type Theme, themes } from './theme'

const icons = { system: Monitor, light: Sun, dark: Moon } satisfies Record<Theme, typeof Sun>

type Props = { theme: Theme; action: (formData: FormData) => Promise<void> }

/** Three buttons of one form: each theme one press away, with or without JavaScript. */
export function ThemeSwitch({ theme, action }: Props) {
  const t = useTranslations('shell')
  return (
    <form action={action}>
      <fieldset className="grid w-fit grid-cols-3 gap-0.5 rounded-md bg-sunken p-0.5">
        <legend className="sr-only">{t('theme')}</legend>
        {themes.map((name) => {
          const Icon = icons[name]
          return (
            <button
              key={name}
              name="theme"
              value={name}
              title={t(name)}
              aria-label={t(name)}
              aria-pressed={name === theme}
              className="grid min-h-8 w-11 place-items-center rounded-[6px] border border-transparent text-ink-3 hover:text-ink
                aria-pressed:border-line-strong aria-pressed:bg-surface aria-pressed:text-ink"
            >
              <Icon aria-hidden className="size-4" />
            </button>
          )
        })}
      </fieldset>
    </form>
  )
}
