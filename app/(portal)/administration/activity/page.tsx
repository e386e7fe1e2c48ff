import { ScrollText } from 'lucide-react'
import { AdministrationTabs } from '@/components/administration-tabs'
import { AdministrativeActs } from '@/components/administrative-acts'
import { ButtonLink } from '@/components/ui/button-link'
import { Pager } from '@/components/ui/pager'
import { EmptyState } from '@/components/ui/empty-state'
import { PageHeader } from '@/components/ui/page-header'
import { listAddresses } from '@/lib/accounts/administration-store'
import { requireAdministrator } from '@/lib/accounts/require-user'
import { listAdministrativeActs } from '@/lib/audit/store'
import { getTranslations } from '@/lib/i18n/translations'
import { titled } from '../../titled'

export const generateMetadata = titled((t) => t('administration.log.title'))

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

const here = '/administration/activity'

/** The number of an entry; anything else begins with the newest. */
function readBefore(value: string | string[] | undefined): number | null {
  return typeof value === 'string' && /^\d{1,9}$/.test(value) ? Number(value) : null
}

export default async function AdministrativeActsPage({ searchParams }: Props) {
  const user = await requireAdministrator()
  const before = readBefore((await searchParams).before)
  const { rows, before: older } = await listAdministrativeActs(user, before)
  const people = rows.flatMap(({ detail }) => [detail.by, detail.user]).filter((id) => id !== undefined)
  const addresses = await listAddresses(user, [...new Set(people)])
  const t = await getTranslations('administration.log')
  return (
    <>
      <PageHeader
        title={t('title')}
        lead={t.rich('lead', {
          code: (chunks) => (
            <code translate="no" className="text-sm">
              {chunks}
            </code>
          ),
        })}
      />
      <AdministrationTabs here="activity" />
      {rows.length > 0 ? (
        <AdministrativeActs rows={rows} addresses={addresses} now={new Date()} />
      ) : (
        <EmptyState
          icon={<ScrollText aria-hidden />}
          title={t(before === null ? 'nothing' : 'nothingOlder')}
          action={before !== null && <ButtonLink href={here}>{t('showNewest')}</ButtonLink>}
        >
          <p>{t('empty')}</p>
        </EmptyState>
      )}
      <Pager first={before !== null && { href: here }} next={older !== null && { href: `${here}?before=${older}` }} />
    </>
  )
}
