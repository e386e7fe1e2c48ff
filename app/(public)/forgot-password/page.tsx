import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { ClientMessages } from '@/components/client-messages'
import { EmailForm } from '@/components/email-form'
import { OtherDoor } from '@/components/shell/other-door'
import { Notice } from '@/components/ui/notice'
import { env } from '@/lib/env.js'
import { emptyFormState } from '@/lib/form-state'
import { getTranslations } from '@/lib/i18n/translations'
import { MailSent } from '../mail-sent'
import { forgotPasswordAction } from './actions'

export const generateMetadata = async (): Promise<Metadata> => ({ title: (await getTranslations('entrance.forgot'))('title') })

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export default async function ForgotPasswordPage({ searchParams }: Props) {
  if (env.AUTH_MODE === 'sso') redirect('/login')
  const { sent, problem } = await searchParams
  const t = await getTranslations('entrance')
  return (
    <ClientMessages namespaces={['entrance']}>
      <h1 className="text-title">{t('forgot.title')}</h1>
      {problem === 'over' && <Notice tone="warn" role="alert" title={t('forgot.over')} />}
      {sent ? (
        <MailSent lead={t('forgot.sent')} />
      ) : (
        <EmailForm
          action={forgotPasswordAction}
          initial={emptyFormState}
          hint={t('forgot.hint')}
          submitLabel={t('forgot.submit')}
          pendingLabel={t('forgot.pending')}
        />
      )}
      <OtherDoor href="/login" label={t('logIn.title')} />
    </ClientMessages>
  )
}
