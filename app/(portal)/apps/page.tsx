import { LayoutGrid } from 'lucide-react'
import { AppTable } from '@/components/app-table'
import { ButtonLink } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { PageHeader } from '@/components/ui/page-header'
import { requireUser } from '@/lib/accounts/require-user'
import { listAppRegistrations } from '@/lib/apps/store'
import { countryName, platformName } from '@/lib/providers/catalogue'
import { getBudgetViews } from '../budget-view'
import { titled } from '../titled'

export const generateMetadata = titled('App registrations')

export default async function AppsPage() {
  const user = await requireUser()
  const apps = await listAppRegistrations(user.id)
  const now = new Date()
  const budgets = await getBudgetViews(apps, now)
  const rows = apps.map(({ id, name, platform, country, clientId, redirectUri, deviating, updatedAt }, index) => ({
    budget: budgets[index],
    id,
    name,
    clientId,
    redirectUri,
    deviating,
    updatedAt,
    place: `${platformName(platform)} · ${countryName(platform, country)}`,
  }))
  const add = (
    <ButtonLink href="/apps/new" variant="primary">
      New app registration
    </ButtonLink>
  )
  return (
    <>
      <PageHeader
        title="App registrations"
        lead="The apps you registered in an App Center, kept here so that you type their values once."
        actions={rows.length > 0 && add}
      />
      {rows.length > 0 ? (
        <AppTable rows={rows} now={now} />
      ) : (
        <EmptyState icon={<LayoutGrid aria-hidden />} title="No app registrations yet" action={add}>
          <p>
            An app registration is what the App Center calls an app: a Client ID, a Client Secret and a Redirect URI. In Exact Online you
            find them under <b>Manage my apps</b>; press <b>Show</b> beside the client secret.
          </p>
          <p>Keep them here, and preauthenticating takes a name and one press.</p>
        </EmptyState>
      )}
    </>
  )
}
