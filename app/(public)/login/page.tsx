import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { readReturnTo } from '@/app/request-origin'
import { ClientMessages } from '@/components/client-messages'
import { LogInForm } from '@/components/log-in-form'
import { PasskeyForm } from '@/components/passkey-form'
import { OtherDoor } from '@/components/shell/other-door'
import { Notice } from '@/components/ui/notice'
import { SubmitButton } from '@/components/ui/submit-button'
import { getUser } from '@/lib/accounts/require-user'
import { readOffer } from '@/lib/accounts/sign-up-rule'
import { env } from '@/lib/env.js'
import { emptyFormState } from '@/lib/form-state'
import { getTranslations } from '@/lib/i18n/translations'
import { beginPasskeyAction, logInAction, passkeyLogInAction, signOnAction } from './actions'
import { LogInNotice } from './log-in-notice'

export const generateMetadata = async (): Promise<Metadata> => ({ title: (await getTranslations('entrance.logIn'))('title') })

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export default async function LogInPage({ searchParams }: Props) {
  const query = await searchParams
  const returnTo = readReturnTo(typeof query.returnTo === 'string' ? query.returnTo : '')
  if (await getUser()) redirect(returnTo)
  const t = await getTranslations('entrance')
  const takesPasswords = env.AUTH_MODE !== 'sso'
  return (
    <ClientMessages namespaces={['entrance', 'passkey']}>
      <h1 className="text-title">{t('logIn.title')}</h1>
      <LogInNotice {...query} />
      {takesPasswords && <LogInForm action={logInAction} initial={emptyFormState} returnTo={returnTo} />}
      {takesPasswords && (
        <div className="grid gap-3 border-t border-line pt-4">
          <PasskeyForm begin={beginPasskeyAction} action={passkeyLogInAction} label={t('logIn.passkey')} fields={{ returnTo }} />
        </div>
      )}
      {env.SSO_ISSUER && (
        <form action={signOnAction} className="grid">
          <input type="hidden" name="returnTo" value={returnTo} />
          <SubmitButton variant={takesPasswords ? 'secondary' : 'primary'}>{t('logIn.signOn', { name: env.SSO_NAME })}</SubmitButton>
        </form>
      )}
      {!takesPasswords && <Notice title={t('logIn.onlySignOn', { name: env.SSO_NAME })} />}
      {takesPasswords && <OtherDoor href="/forgot-password" label={t('logIn.forgot')} />}
      {takesPasswords && readOffer(env.SIGN_UP).isOpen && (
        <OtherDoor question={t('logIn.noAccount')} href="/sign-up" label={t('signUp.title')} />
      )}
    </ClientMessages>
  )
}
