import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { ChoosePasswordForm } from '@/components/choose-password-form'
import { ClientMessages } from '@/components/client-messages'
import { env } from '@/lib/env.js'
import { emptyFormState } from '@/lib/form-state'
import { getTranslations } from '@/lib/i18n/translations'
import { findJoinLink } from '@/lib/join'
import { joinAction } from './actions'

export const generateMetadata = async (): Promise<Metadata> => ({ title: (await getTranslations('entrance.join'))('title') })

type Props = { params: Promise<{ token: string }> }

export default async function JoinPage({ params }: Props) {
  const { token } = await params
  const link = await findJoinLink(token)
  if (!link || env.AUTH_MODE === 'sso') redirect('/sign-up?problem=over')
  const t = await getTranslations('entrance.join')
  return (
    <ClientMessages namespaces={['password']}>
      <div className="grid gap-1">
        <h1 className="text-title">{t('title')}</h1>
        <p className="text-md text-ink-2">{t('lead', { email: link.email })}</p>
      </div>
      <ChoosePasswordForm
        action={joinAction}
        initial={emptyFormState}
        token={token}
        email={link.email}
        submitLabel={t('submit')}
        pendingLabel={t('pending')}
      />
    </ClientMessages>
  )
}
