import type { Metadata } from 'next'
import { getTranslations } from '@/lib/i18n/translations'
import { redirect } from 'next/navigation'
import { readReturnTo } from '@/app/request-origin'
import { ClientMessages } from '@/components/client-messages'
import { LogInForm } from '@/components/log-in-form'
import { OtherDoor } from '@/components/shell/other-door'
import { Notice } from '@/components/ui/notice'
import { getUser } from '@/lib/accounts/require-user'
import { isSignUpOpen } from '@/lib/accounts/user-store'
import { emptyFormState } from '@/lib/form-state'
import { logInAction } from './actions'

export const generateMetadata = async (): Promise<Metadata> => ({ title: (await getTranslations('entrance.logIn'))('title') })

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export default async function LogInPage({ searchParams }: Props) {
  const { returnTo: given, reason } = await searchParams
  const returnTo = readReturnTo(typeof given === 'string' ? given : '')
  if (await getUser()) redirect(returnTo)
  const t = await getTranslations('entrance')
  return (
    <ClientMessages namespaces={['entrance']}>
      <h1 className="text-title">{t('logIn.title')}</h1>
      {reason === 'callback' && (
        <Notice tone="warn" title={t('logIn.callbackTitle')}>
          <p>{t('logIn.callback')}</p>
        </Notice>
      )}
      <LogInForm action={logInAction} initial={emptyFormState} returnTo={returnTo} />
      {(await isSignUpOpen()) && <OtherDoor question={t('logIn.noAccount')} href="/sign-up" label={t('signUp.title')} />}
    </ClientMessages>
  )
}
