import { LayoutGrid } from 'lucide-react'
import { getTranslations } from '@/lib/i18n/translations'
import { AppTable } from '@/components/app-table'
import { ButtonLink } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { PageHeader } from '@/components/ui/page-header'
import { requireUser } from '@/lib/accounts/require-user'
import { listAppRegistrations } from '@/lib/apps/store'
import { getBudgetViews } from '../budget-view'
import { getPlaceNames } from '../place-names'
import { titled } from '../titled'

export const generateMetadata = titled((t) => t('apps.title'))

export default async function AppsPage() {
  const user = await requireUser()
  const apps = await listAppRegistrations(user.id)
  const now = new Date()
  const t = await getTranslations('apps')
  const names = await getPlaceNames()
  const budgets = await getBudgetViews(apps, now)
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
      <PageHeader title={t('title')} lead={t('lead')} actions={rows.length > 0 && add} />
      {rows.length > 0 ? (
        <AppTable rows={rows} now={now} />
      ) : (
        <EmptyState icon={<LayoutGrid aria-hidden />} title={t('emptyTitle')} action={add}>
          <p>{t.rich('empty', { b: (chunks) => <b>{chunks}</b> })}</p>
          <p>{t('emptyWhy')}</p>
        </EmptyState>
      )}
    </>
  )
}
