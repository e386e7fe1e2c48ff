import { getTranslations } from '@/lib/i18n/translations'
import { notFound } from 'next/navigation'
import type { ReactNode } from 'react'
import { ConfirmDelete } from '@/components/confirm-delete'
import { PageHeader } from '@/components/ui/page-header'
import { requireUser } from '@/lib/accounts/require-user'
import { getAppRegistration } from '@/lib/apps/store'
import { getPlaceNames } from '../../../place-names'
import { titled } from '../../../titled'
import { deleteAppAction } from '../../actions'

export const generateMetadata = titled((t) => t('apps.deleteTitle'))

export default async function DeleteAppPage({ params }: { params: Promise<{ id: string }> }) {
  const user = await requireUser()
  const app = await getAppRegistration(user.id, (await params).id)
  if (!app) notFound()
  const t = await getTranslations('apps')
  const b = { name: app.name, b: (chunks: ReactNode) => <b className="text-ink">{chunks}</b> }
  return (
    <>
      <PageHeader title={t('deleteQuestion', { name: app.name })} lead={(await getPlaceNames()).place(app)} />
      <ConfirmDelete id={app.id} action={deleteAppAction} confirmLabel={t('deleteTitle')} backHref={`/apps/${app.id}`}>
        <p>{t.rich('deleteWhat', b)}</p>
        <p>{t('deleteKeeps')}</p>
      </ConfirmDelete>
    </>
  )
}
