import type { Metadata } from 'next'
import { ClientMessages } from '@/components/client-messages'
import { EmailForm } from '@/components/email-form'
import { OtherDoor } from '@/components/shell/other-door'
import { Notice } from '@/components/ui/notice'
import { readOffer } from '@/lib/accounts/sign-up-rule'
import { env } from '@/lib/env.js'
import { emptyFormState } from '@/lib/form-state'
import { getTranslations } from '@/lib/i18n/translations'
import { MailSent } from '../mail-sent'
import { signUpAction } from './actions'

export const generateMetadata = async (): Promise<Metadata> => ({ title: (await getTranslations('entrance.signUp'))('title') })

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export default async function SignUpPage({ searchParams }: Props) {
  const { sent, problem } = await searchParams
  const offer = readOffer(env.SIGN_UP)
  const isOpen = offer.isOpen && env.AUTH_MODE !== 'sso'
  const t = await getTranslations('entrance')
  const hint = offer.isOpen && offer.domains ? t('signUp.domainHint', { domains: offer.domains.join(', ') }) : t('signUp.emailHint')
  return (
    <ClientMessages namespaces={['entrance']}>
      <h1 className="text-title">{t('signUp.title')}</h1>
      {problem === 'over' && <Notice tone="warn" role="alert" title={t('signUp.over')} />}
      {sent ? (
        <MailSent lead={t('signUp.sent')} />
      ) : isOpen ? (
        <EmailForm
          action={signUpAction}
          initial={emptyFormState}
          hint={hint}
          submitLabel={t('signUp.submit')}
          pendingLabel={t('signUp.pending')}
        />
      ) : (
        <Notice title={t('signUp.closedTitle')}>
          <p>{t(offer.isOpen || !offer.isByInvitation ? 'signUp.closed' : 'signUp.byInvitation')}</p>
        </Notice>
      )}
      <OtherDoor question={isOpen ? t('signUp.haveAccount') : undefined} href="/login" label={t('logIn.title')} />
    </ClientMessages>
  )
}
