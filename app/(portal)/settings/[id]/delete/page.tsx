import { notFound } from 'next/navigation'
import { ConfirmDelete } from '@/components/confirm-delete'
import { TimeStamp } from '@/components/time-stamp'
import { PageHeader } from '@/components/ui/page-header'
import { requireUser } from '@/lib/accounts/require-user'
import { getSettingsFile } from '@/lib/history/store'
import { countryName, platformName } from '@/lib/providers/catalogue'
import { titled } from '../../../titled'
import { deleteSettingsFileAction } from '../../actions'

export const generateMetadata = titled('Delete settings file')

export default async function DeleteSettingsFilePage({ params }: { params: Promise<{ id: string }> }) {
  const user = await requireUser()
  const file = await getSettingsFile(user.id, (await params).id)
  if (!file) notFound()
  const place = `${platformName(file.platform)} · ${countryName(file.platform, file.country)}`
  return (
    <>
      <PageHeader title={`Delete ${file.fileName}?`} lead={file.version > 1 ? `${place} · version ${file.version}` : place} />
      <ConfirmDelete id={file.id} action={deleteSettingsFileAction} confirmLabel="Delete settings file" backHref={`/settings/${file.id}`}>
        <p>
          The portal&rsquo;s copy of <b className="text-ink wrap-anywhere">{file.fileName}</b> of{' '}
          <TimeStamp at={file.createdAt} now={new Date()} /> goes for good, with the refresh token in it.
        </p>
        <p>A file you downloaded stays on your machine and goes on working: deleting does not withdraw the access.</p>
      </ConfirmDelete>
    </>
  )
}
