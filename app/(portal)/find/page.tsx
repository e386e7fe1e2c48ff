import { Search } from 'lucide-react'
import { getTranslations } from '@/lib/i18n/translations'
import Link from 'next/link'
import { EmptyState } from '@/components/ui/empty-state'
import { PageHeader } from '@/components/ui/page-header'
import { SearchField } from '@/components/ui/search-field'
import { requireUser } from '@/lib/accounts/require-user'
import { titled } from '../titled'
import { findPlaces } from './find-places'

export const generateMetadata = titled((t) => t('shell.find'))

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

/** The command palette for whoever has no JavaScript, or prefers a page. */
export default async function FindPage({ searchParams }: Props) {
  const user = await requireUser()
  const { q } = await searchParams
  const query = typeof q === 'string' ? q : ''
  const t = await getTranslations('shell')
  const groups = await findPlaces(user, query)
  return (
    <>
      <PageHeader title={t('find')} lead={t('findLead')} />
      <SearchField action="/find" label={t('findAnything')} placeholder={t('findPlaceholder')} defaultValue={query} />
      {groups.length === 0 && <EmptyState icon={<Search aria-hidden />} title={t('findNothing')} />}
      <div className="grid max-w-3xl gap-6">
        {groups.map(({ label, items }) => (
          <section key={label} aria-label={label} className="grid gap-1.5">
            <h2 className="text-sm font-semibold text-ink-3">{label}</h2>
            <ul className="grid divide-y divide-line overflow-hidden rounded-lg border border-line bg-surface">
              {items.map(({ href, label: name, hint }) => (
                <li key={href}>
                  <Link
                    href={href}
                    prefetch={false}
                    className="flex flex-wrap justify-between gap-x-4 px-4 py-3 no-underline hover:bg-tint"
                  >
                    <span className="min-w-0 font-medium wrap-anywhere">{name}</span>
                    {hint && <span className="text-sm text-ink-3">{hint}</span>}
                  </Link>
                </li>
              ))}
            </ul>
          </section>
        ))}
      </div>
    </>
  )
}
