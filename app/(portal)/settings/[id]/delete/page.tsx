import { getTranslations } from '@/lib/i18n/translations'
import { notFound } from 'next/navigation'
import { ConfirmDelete } from '@/components/confirm-delete'
import { TimeStamp } from '@/components/time-stamp'
import { PageHeader } from '@/components/ui/page-header'
import { requireUser } from '@/lib/accounts/require-user'
import { getSettingsFile } from '@/lib/history/store'
import { getPlaceNames } from '../../../place-names'
import { titled } from '../../../titled'
import { deleteSettingsFileAction } from '../../actions'

export const generateMetadata = titled((t) => t('settings.deleteTitle'))

export default async function DeleteSettingsFilePage({ params }: { params: Promise<{ id: string }> }) {
  const user = await requireUser()
  const file = await getSettingsFile(user.id, (await params).id)
  if (!file) notFound()
  const [t, history] = await Promise.all([getTranslations('settings'), getTranslations('history')])
  const place = (await getPlaceNames()).place(file)
  return (
    <>
      <PageHeader
        title={t('deleteQuestion', { name: file.fileName })}
        lead={file.version > 1 ? `${place} · ${history('version', { version: file.version })}` : place}
      />
      <ConfirmDelete id={file.id} action={deleteSettingsFileAction} confirmLabel={t('deleteTitle')} backHref={`/settings/${file.id}`}>
        <p>
          {t.rich('deleteWhat', {
            name: file.fileName,
            b: (chunks) => <b className="text-ink wrap-anywhere">{chunks}</b>,
            time: () => <TimeStamp at={file.createdAt} now={new Date()} />,
          })}
        </p>
        <p>{t('deleteKeeps')}</p>
      </ConfirmDelete>
    </>
  )
}
