import { Search } from 'lucide-react'
import { useTranslations } from '@/lib/i18n/use-translations'
import { autofill } from './autofill'
import { Button } from './button'
import { controlClass } from './field-frame'

type Props = { action: string; label: string; name?: string; defaultValue?: string; placeholder?: string }

/** A plain GET: the address is the search, so it can be kept and shared. */
export function SearchField({ action, label, name = 'q', defaultValue, placeholder = label }: Props) {
  const t = useTranslations('ui')
  return (
    <form action={action} method="get" role="search" className="flex w-full min-w-0 gap-2 sm:w-auto">
      <div className="relative min-w-0 flex-1 sm:w-60 sm:flex-none">
        <Search aria-hidden className="pointer-events-none absolute left-3 top-1/2 size-4 -translate-y-1/2 text-ink-3" />
        <input
          type="search"
          name={name}
          aria-label={label}
          defaultValue={defaultValue}
          placeholder={placeholder}
          maxLength={200}
          {...autofill.nothing}
          className={controlClass({ extra: 'min-h-[42px] pl-9' })}
        />
      </div>
      <Button type="submit">{t('search')}</Button>
    </form>
  )
}
