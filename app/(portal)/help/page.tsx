import { getTranslations } from '@/lib/i18n/translations'
import { HelpOverview } from '@/components/help/help-overview'
import { HelpResults } from '@/components/help/help-results'
import { searchHelp } from '@/components/help/search'
import { Card } from '@/components/ui/card'
import { PageHeader } from '@/components/ui/page-header'
import { SearchField } from '@/components/ui/search-field'
import { Button } from '@/components/ui/button'
import { requireUser } from '@/lib/accounts/require-user'
import { titled } from '../titled'
import { showTourAction } from './actions'
import { listHelpDocuments } from './documents'

export const generateMetadata = titled((t) => t('help.title'))

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export default async function HelpPage({ searchParams }: Props) {
  await requireUser()
  const { q } = await searchParams
  const query = typeof q === 'string' ? q.slice(0, 200).trim() : ''
  const t = await getTranslations('help')
  return (
    <>
      <PageHeader title={t('title')} lead={t('lead')} />
      <SearchField action="/help" label={t('search.label')} defaultValue={query} placeholder={t('search.placeholder')} />
      <div className="grid max-w-3xl grid-cols-1 gap-8">
        {query ? (
          <HelpResults query={query} hits={searchHelp(await listHelpDocuments(), query)} />
        ) : (
          <>
            <HelpOverview />
            <Card
              title={t('tour.title')}
              lead={t('tour.lead')}
              actions={
                <form action={showTourAction}>
                  <Button type="submit">{t('tour.show')}</Button>
                </form>
              }
            />
          </>
        )}
      </div>
    </>
  )
}
