import { Monitor, Moon, Sun } from 'lucide-react'
import { type Theme, themes } from './theme'

const looks = {
  system: { label: 'System', icon: Monitor },
  light: { label: 'Light', icon: Sun },
  dark: { label: 'Dark', icon: Moon },
} satisfies Record<Theme, { label: string; icon: typeof Sun }>

type Props = { theme: Theme; action: (formData: FormData) => Promise<void> }

/** Three buttons of one form: each theme one press away, with or without JavaScript. */
export function ThemeSwitch({ theme, action }: Props) {
  return (
    <form action={action}>
      <fieldset className="grid w-fit grid-cols-3 gap-0.5 rounded-md bg-sunken p-0.5">
        <legend className="sr-only">Theme</legend>
        {themes.map((name) => {
          const { label, icon: Icon } = looks[name]
          return (
            <button
              key={name}
              name="theme"
              value={name}
              title={label}
              aria-label={label}
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
