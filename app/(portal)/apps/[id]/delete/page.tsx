import { notFound } from 'next/navigation'
import { ConfirmDelete } from '@/components/confirm-delete'
import { PageHeader } from '@/components/ui/page-header'
import { requireUser } from '@/lib/accounts/require-user'
import { getAppRegistration } from '@/lib/apps/store'
import { countryName, platformName } from '@/lib/providers/catalogue'
import { titled } from '../../../titled'
import { deleteAppAction } from '../../actions'

export const generateMetadata = titled('Delete app registration')

export default async function DeleteAppPage({ params }: { params: Promise<{ id: string }> }) {
  const user = await requireUser()
  const app = await getAppRegistration(user.id, (await params).id)
  if (!app) notFound()
  return (
    <>
      <PageHeader title={`Delete ${app.name}?`} lead={`${platformName(app.platform)} · ${countryName(app.platform, app.country)}`} />
      <ConfirmDelete id={app.id} action={deleteAppAction} confirmLabel="Delete app registration" backHref={`/apps/${app.id}`}>
        <p>
          The portal forgets the Client ID, the Client Secret and the Redirect URI of <b className="text-ink">{app.name}</b>. The app itself
          stays as it is in the App Center.
        </p>
        <p>Settings files made with it go on working, and the settings history keeps its copy of each.</p>
      </ConfirmDelete>
    </>
  )
}
