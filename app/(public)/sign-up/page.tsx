import type { Metadata } from 'next'
import { getTranslations } from '@/lib/i18n/translations'
import { ClientMessages } from '@/components/client-messages'
import { OtherDoor } from '@/components/shell/other-door'
import { SignUpForm } from '@/components/sign-up-form'
import { Notice } from '@/components/ui/notice'
import { isSignUpOpen } from '@/lib/accounts/user-store'
import { emptyFormState } from '@/lib/form-state'
import { signUpAction } from './actions'

export const generateMetadata = async (): Promise<Metadata> => ({ title: (await getTranslations('entrance.signUp'))('title') })

export default async function SignUpPage() {
  const isOpen = await isSignUpOpen()
  const t = await getTranslations('entrance')
  return (
    <ClientMessages namespaces={['entrance']}>
      <h1 className="text-title">{t('signUp.title')}</h1>
      {isOpen ? (
        <SignUpForm action={signUpAction} initial={emptyFormState} />
      ) : (
        <Notice title={t('signUp.closedTitle')}>
          <p>{t('signUp.closed')}</p>
        </Notice>
      )}
      <OtherDoor question={isOpen ? t('signUp.haveAccount') : undefined} href="/login" label={t('logIn.title')} />
    </ClientMessages>
  )
}
