'use client'

import { historySorts } from '@/lib/history/cursor'
import { tokenStates } from '@/lib/history/token-life'
import { useTranslations } from '@/lib/i18n/use-translations'
import { autofill } from './ui/autofill'
import { Button } from './ui/button'
import { controlClass, FieldFrame } from './ui/field-frame'
import { SelectField } from './ui/select-field'

type Props = {
  asked: { search?: string; sort?: string; state?: string; country?: string }
  countries: { code: string; name: string }[]
}

/** A plain GET: the address is the list, so it can be kept and shared, and the way back works. */
export function HistoryFilters({ asked, countries }: Props) {
  const t = useTranslations('history')
  const ui = useTranslations('ui')
  const filters = [
    { name: 'state', options: tokenStates.map((state) => ({ code: state, name: t(`state.${state}`) })) },
    { name: 'country', options: countries },
  ] as const
  return (
    <form
      action="/settings"
      method="get"
      role="search"
      aria-label={t('filters.label')}
      className="grid grid-cols-2 items-end gap-2.5 md:grid-cols-[minmax(0,2fr)_repeat(3,minmax(0,1fr))_auto]"
    >
      <div className="max-md:col-span-2">
        <FieldFrame id="q" name="q" label={ui('search')}>
          <input
            id="q"
            name="q"
            type="search"
            aria-label={t('searchByName')}
            placeholder={t('searchByName')}
            defaultValue={asked.search}
            maxLength={200}
            {...autofill.nothing}
            className={controlClass({ extra: 'min-h-[42px]' })}
          />
        </FieldFrame>
      </div>
      <SelectField label={t('filters.sort')} name="sort" defaultValue={asked.sort ?? 'newest'}>
        {historySorts.map((sort) => (
          <option key={sort} value={sort}>
            {t(`sort.${sort}`)}
          </option>
        ))}
      </SelectField>
      {filters.map(({ name, options }) => (
        <SelectField key={name} label={t(`filters.${name}`)} name={name} defaultValue={asked[name] ?? ''}>
          <option value="">{t('filters.all')}</option>
          {options.map(({ code, name: words }) => (
            <option key={code} value={code}>
              {words}
            </option>
          ))}
        </SelectField>
      ))}
      <Button type="submit">{ui('search')}</Button>
    </form>
  )
}
