import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { ChoosePasswordForm } from '@/components/choose-password-form'
import { ClientMessages } from '@/components/client-messages'
import { emptyFormState } from '@/lib/form-state'
import { getTranslations } from '@/lib/i18n/translations'
import { findResetLink } from '@/lib/recover-password'
import { resetPasswordAction } from './actions'

export const generateMetadata = async (): Promise<Metadata> => ({ title: (await getTranslations('entrance.reset'))('title') })

type Props = { params: Promise<{ token: string }> }

export default async function ResetPasswordPage({ params }: Props) {
  const { token } = await params
  const link = await findResetLink(token)
  if (!link) redirect('/forgot-password?problem=over')
  const t = await getTranslations('entrance.reset')
  return (
    <ClientMessages namespaces={['password']}>
      <div className="grid gap-1">
        <h1 className="text-title">{t('title')}</h1>
        <p className="text-md text-ink-2">{t('lead', { email: link.email })}</p>
      </div>
      <ChoosePasswordForm
        action={resetPasswordAction}
        initial={emptyFormState}
        token={token}
        email={link.email}
        submitLabel={t('submit')}
        pendingLabel={t('pending')}
      />
    </ClientMessages>
  )
}
