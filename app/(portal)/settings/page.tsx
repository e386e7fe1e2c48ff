import { FileSearch, History } from 'lucide-react'
import { SettingsTable } from '@/components/settings-table'
import { ButtonLink } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { PageHeader } from '@/components/ui/page-header'
import { SearchField } from '@/components/ui/search-field'
import { requireUser } from '@/lib/accounts/require-user'
import { listSettingsFiles } from '@/lib/history/store'
import { countryName, platformName } from '@/lib/providers/catalogue'
import { settingsNameKey } from '@/lib/settings/name'
import { titled } from '../titled'

export const generateMetadata = titled('Settings history')

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

const one = (value: string | string[] | undefined) => (typeof value === 'string' && value !== '' ? value : undefined)

/** The same search, at another place of the list. */
function pageHref(search: string | undefined, cursor?: string) {
  const query = new URLSearchParams({ ...(search && { q: search }), ...(cursor && { cursor }) }).toString()
  return query ? `/settings?${query}` : '/settings'
}

export default async function SettingsPage({ searchParams }: Props) {
  const user = await requireUser()
  const query = await searchParams
  const search = one(query.q)
  const cursor = one(query.cursor)
  const { rows: files, nextCursor } = await listSettingsFiles(user.id, { search: search && settingsNameKey(search.slice(0, 64)), cursor })
  const rows = files.map(({ platform, country, ...file }) => ({
    ...file,
    place: `${platformName(platform)} · ${countryName(platform, country)}`,
  }))
  const isEmpty = rows.length === 0 && !search && !cursor
  return (
    <>
      <PageHeader
        title="Settings history"
        lead="Every settings file this portal has made for you, newest first. The copies are sealed."
        actions={!isEmpty && <SearchField action="/settings" label="Search by name" defaultValue={search} />}
      />
      {rows.length > 0 && <SettingsTable rows={rows} now={new Date()} />}
      {isEmpty && (
        <EmptyState
          icon={<History aria-hidden />}
          title="No settings files yet"
          action={
            <ButtonLink href="/preauthenticate" variant="primary">
              Preauthenticate
            </ButtonLink>
          }
        >
          <p>
            Preauthenticate an app once, and its <code className="text-sm">settings-&lt;NAME&gt;.xml</code> stands here: to open, to
            download again, and to see how old its token is.
          </p>
        </EmptyState>
      )}
      {rows.length === 0 && !isEmpty && (
        <EmptyState
          icon={<FileSearch aria-hidden />}
          title={search ? `Nothing is called “${search}”` : 'Nothing older than this'}
          action={<ButtonLink href="/settings">Show all settings files</ButtonLink>}
        >
          {search && <p>The search looks at the name of the file only, in any case of letters.</p>}
        </EmptyState>
      )}
      {(cursor || nextCursor) && (
        <nav aria-label="Pages" className="flex justify-between gap-2.5">
          {cursor ? <ButtonLink href={pageHref(search)}>Newest</ButtonLink> : <span />}
          {nextCursor && <ButtonLink href={pageHref(search, nextCursor)}>Older</ButtonLink>}
        </nav>
      )}
    </>
  )
}
