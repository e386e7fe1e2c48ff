import { LayoutGrid, Search } from 'lucide-react'
import { getTranslations } from '@/lib/i18n/translations'
import { AppTable } from '@/components/app-table'
import { ClientMessages } from '@/components/client-messages'
import { DeletedNotice } from '@/components/deleted-notice'
import { ButtonLink } from '@/components/ui/button-link'
import { Pager } from '@/components/ui/pager'
import { EmptyState } from '@/components/ui/empty-state'
import { SearchField } from '@/components/ui/search-field'
import { PageHeader } from '@/components/ui/page-header'
import { requireUser } from '@/lib/accounts/require-user'
import { findDeletedRegistration, listAppRegistrations } from '@/lib/apps/store'
import { getBudgetViews } from '../budget-view'
import { getPlaceNames } from '../place-names'
import { titled } from '../titled'
import { undoDeleteAppAction } from './actions'

export const generateMetadata = titled((t) => t('apps.title'))

const holds = (text: string, search: string) => text.toLocaleLowerCase().includes(search.toLocaleLowerCase())

/** The same list, at another place of it. */
function pageHref(search: string, after?: string) {
  const query = new URLSearchParams({ ...(search && { q: search }), ...(after && { after }) }).toString()
  return query ? `/apps?${query}` : '/apps'
}

type Props = { searchParams: Promise<{ q?: string | string[]; after?: string | string[]; deleted?: string | string[] }> }

// With fewer the eye is quicker.
const searchFrom = 8
const pageSize = 25

export default async function AppsPage({ searchParams }: Props) {
  const user = await requireUser()
  const { q, after, deleted } = await searchParams
  const search = typeof q === 'string' ? q.slice(0, 200).trim() : ''
  const all = await listAppRegistrations(user.id)
  const found = all.filter(({ name, clientId, redirectUri }) => [name, clientId, redirectUri].some((text) => holds(text, search)))
  // After one that is not there begins the list.
  const from = found.findIndex(({ id }) => id === after) + 1
  const apps = found.slice(from, from + pageSize)
  const older = found.length > from + pageSize ? apps.at(-1)?.id : undefined
  const now = new Date()
  const gone = typeof deleted === 'string' ? await findDeletedRegistration(user.id, deleted, now) : null
  const t = await getTranslations('apps')
  const names = await getPlaceNames()
  const budgets = await getBudgetViews(user.id, apps, now)
  const rows = apps.map(({ id, name, platform, country, clientId, redirectUri, deviating, updatedAt }, index) => ({
    budget: budgets[index],
    id,
    name,
    clientId,
    redirectUri,
    deviating,
    updatedAt,
    place: names.place({ platform, country }),
  }))
  const add = (
    <ButtonLink href="/apps/new" variant="primary">
      {t('new')}
    </ButtonLink>
  )
  return (
    <>
      <PageHeader
        title={t('title')}
        lead={t('lead')}
        actions={
          all.length > 0 && (
            <>
              {(search || all.length >= searchFrom) && <SearchField action="/apps" label={t('search.label')} defaultValue={search} />}
              {add}
            </>
          )
        }
      />
      {gone && <DeletedNotice id={gone.id} name={gone.name} undo={undoDeleteAppAction} />}
      {rows.length > 0 ? (
        <ClientMessages namespaces={['apps', 'preauthenticate']}>
          <AppTable rows={rows} now={now} />
        </ClientMessages>
      ) : all.length > 0 ? (
        <EmptyState
          icon={<Search aria-hidden />}
          title={t('search.nothing', { search })}
          action={<ButtonLink href="/apps">{t('search.all')}</ButtonLink>}
        >
          <p>{t('search.looks')}</p>
        </EmptyState>
      ) : (
        <EmptyState icon={<LayoutGrid aria-hidden />} title={t('emptyTitle')} action={add}>
          <p>{t.rich('empty', { b: (chunks) => <b>{chunks}</b> })}</p>
          <p>{t('emptyWhy')}</p>
        </EmptyState>
      )}
      <Pager first={from > 0 && { href: pageHref(search) }} next={older ? { href: pageHref(search, older) } : null} />
    </>
  )
}
