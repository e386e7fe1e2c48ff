import { Search } from 'lucide-react'
import { AccountTable } from '@/components/account-table'
import { AdministrationTabs } from '@/components/administration-tabs'
import { ButtonLink } from '@/components/ui/button-link'
import { Pager } from '@/components/ui/pager'
import { EmptyState } from '@/components/ui/empty-state'
import { PageHeader } from '@/components/ui/page-header'
import { SearchField } from '@/components/ui/search-field'
import { listAccounts } from '@/lib/accounts/administration-store'
import { requireAdministrator } from '@/lib/accounts/require-user'
import { getTranslations } from '@/lib/i18n/translations'
import { titled } from '../titled'
import { InviteCard, OpenInvitations } from './invitations'
import { OutcomeNotice } from './outcome-notice'
import { typedInvitation } from './typed-invitation'

export const generateMetadata = titled((t) => t('administration.title'))

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

const textOf = (value: string | string[] | undefined) => (typeof value === 'string' ? value.slice(0, 300).trim() : '')
const hrefOf = (parts: Record<string, string>) => {
  const query = new URLSearchParams(Object.entries(parts).filter(([, value]) => value !== '')).toString()
  return query ? `/administration?${query}` : '/administration'
}

export default async function UsersPage({ searchParams }: Props) {
  const user = await requireAdministrator()
  const query = await searchParams
  const [search, start] = [textOf(query.q), textOf(query.after)]
  const now = new Date()
  const { rows, after } = await listAccounts(user, { search, after: start || null }, now)
  const t = await getTranslations('administration')
  return (
    <>
      <PageHeader
        title={t('title')}
        lead={t('users.lead')}
        actions={<SearchField action="/administration" label={t('users.search')} defaultValue={search} />}
      />
      <AdministrationTabs here="users" />
      <OutcomeNotice done={query.done} problem={query.problem} />
      {rows.length > 0 ? (
        <AccountTable rows={rows} ownId={user.id} now={now} />
      ) : (
        <EmptyState
          icon={<Search aria-hidden />}
          title={search ? t('users.nothing', { search }) : t('users.nothingMore')}
          action={<ButtonLink href="/administration">{t('users.all')}</ButtonLink>}
        >
          <p>{t('users.looks')}</p>
        </EmptyState>
      )}
      <Pager
        first={start ? { href: hrefOf({ q: search }), text: t('users.first') } : null}
        next={after ? { href: hrefOf({ q: search, after }), text: t('users.next') } : null}
      />
      <div className="grid max-w-3xl grid-cols-1 gap-4">
        <InviteCard typed={typedInvitation(query)} />
        <OpenInvitations user={user} now={now} />
      </div>
    </>
  )
}
