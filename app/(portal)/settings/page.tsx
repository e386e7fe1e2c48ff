import { FileSearch, History } from 'lucide-react'
import { ClientMessages } from '@/components/client-messages'
import { DeletedNotice } from '@/components/deleted-notice'
import { HistoryFilters } from '@/components/history-filters'
import { SettingsTable } from '@/components/settings-table'
import { ButtonLink } from '@/components/ui/button-link'
import { Pager } from '@/components/ui/pager'
import { EmptyState } from '@/components/ui/empty-state'
import { PageHeader } from '@/components/ui/page-header'
import { requireUser } from '@/lib/accounts/require-user'
import { findDeletedFile, listSettingsFiles } from '@/lib/history/store'
import { getAllTranslations } from '@/lib/i18n/translations'
import { countriesOf } from '@/lib/providers/catalogue'
import { settingsNameKey } from '@/lib/settings/name'
import { getPlaceNames } from '../place-names'
import { titled } from '../titled'
import { undoDeleteSettingsFileAction } from './actions'
import { pageHref, readHistoryQuery } from './history-query'

export const generateMetadata = titled((t) => t('shell.settings'))

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export default async function SettingsPage({ searchParams }: Props) {
  const user = await requireUser()
  const query = await searchParams
  const asked = readHistoryQuery(query)
  const gone = typeof query.deleted === 'string' ? await findDeletedFile(user.id, query.deleted, new Date()) : null
  const { search, cursor, ...rest } = asked
  const { rows: files, nextCursor } = await listSettingsFiles(user.id, {
    ...rest,
    search: search && settingsNameKey(search.slice(0, 64)),
    cursor,
  })
  const names = await getPlaceNames()
  const t = await getAllTranslations()
  const rows = files.map((file) => ({ ...file, place: names.place(file) }))
  const isFiltered = Boolean(search || rest.state || rest.country)
  const isEmpty = rows.length === 0 && !isFiltered && !cursor
  const countries = countriesOf('exact-online').map(({ code }) => ({
    code,
    name: names.country({ platform: 'exact-online', country: code }),
  }))
  const nothing = search ? t('settings.nothingCalled', { search }) : t(isFiltered ? 'settings.nothingLike' : 'settings.nothingOlder')
  return (
    <>
      <PageHeader title={t('shell.settings')} lead={t('settings.lead')} />
      {gone && <DeletedNotice id={gone.id} name={gone.fileName} undo={undoDeleteSettingsFileAction} />}
      {!isEmpty && (
        <ClientMessages namespaces={['history']}>
          <HistoryFilters asked={asked} countries={countries} />
          {rows.length > 0 && <SettingsTable rows={rows} now={new Date()} />}
        </ClientMessages>
      )}
      {isEmpty && (
        <EmptyState
          icon={<History aria-hidden />}
          title={t('settings.emptyTitle')}
          action={
            <ButtonLink href="/preauthenticate" variant="primary">
              {t('labels.preauthenticate')}
            </ButtonLink>
          }
        >
          <p>
            {t.rich('settings.empty', {
              code: (chunks) => (
                <code translate="no" className="text-sm">
                  {chunks}
                </code>
              ),
            })}
          </p>
        </EmptyState>
      )}
      {rows.length === 0 && !isEmpty && (
        <EmptyState
          icon={<FileSearch aria-hidden />}
          title={nothing}
          action={<ButtonLink href="/settings">{t('settings.showAll')}</ButtonLink>}
        >
          {search && <p>{t('settings.searchLooks')}</p>}
        </EmptyState>
      )}
      <Pager first={cursor ? { href: pageHref(asked) } : null} next={nextCursor ? { href: pageHref(asked, nextCursor) } : null} />
    </>
  )
}
