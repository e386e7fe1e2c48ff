import { useTranslations } from '@/lib/i18n/use-translations'
import { Button } from './ui/button'
import { controlClass } from './ui/field-frame'
import { SelectField } from './ui/select-field'
import { FieldFrame } from './ui/field-frame'

const sorts = ['newest', 'oldest', 'name', 'ending'] as const
const states = ['living', 'ending', 'over', 'superseded', 'backup'] as const

type Props = {
  asked: { search?: string; sort?: string; state?: string; country?: string }
  countries: { code: string; name: string }[]
}

/** A plain GET: the address is the list, so it can be kept and shared, and the way back works. */
export function HistoryFilters({ asked, countries }: Props) {
  const t = useTranslations('settings')
  const ui = useTranslations('ui')
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
            className={controlClass({ extra: 'min-h-[42px]' })}
          />
        </FieldFrame>
      </div>
      <SelectField label={t('filters.sort')} name="sort" defaultValue={asked.sort ?? 'newest'}>
        {sorts.map((sort) => (
          <option key={sort} value={sort}>
            {t(`sort.${sort}`)}
          </option>
        ))}
      </SelectField>
      <SelectField label={t('filters.state')} name="state" defaultValue={asked.state ?? ''}>
        <option value="">{t('filters.all')}</option>
        {states.map((state) => (
          <option key={state} value={state}>
            {t(`state.${state}`)}
          </option>
        ))}
      </SelectField>
      <SelectField label={t('filters.country')} name="country" defaultValue={asked.country ?? ''}>
        <option value="">{t('filters.all')}</option>
        {countries.map(({ code, name }) => (
          <option key={code} value={code}>
            {name}
          </option>
        ))}
      </SelectField>
      <Button type="submit">{ui('search')}</Button>
    </form>
  )
}
