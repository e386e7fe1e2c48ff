import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { readReturnTo } from '@/app/request-origin'
import { ClientMessages } from '@/components/client-messages'
import { CodeForm } from '@/components/code-form'
import { PasskeyForm } from '@/components/passkey-form'
import { OtherDoor } from '@/components/shell/other-door'
import { readChallengeCookie } from '@/lib/accounts/challenge-cookie'
import { emptyFormState } from '@/lib/form-state'
import { getTranslations } from '@/lib/i18n/translations'
import { offerFactors } from '@/lib/second-factor'
import { beginPasskeyFactorAction, codeAction, passkeyFactorAction } from './actions'

export const generateMetadata = async (): Promise<Metadata> => ({ title: (await getTranslations('entrance.secondFactor'))('title') })

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

/** The password was right: now what its owner has, and nobody else. */
export default async function SecondFactorPage({ searchParams }: Props) {
  const query = await searchParams
  const returnTo = readReturnTo(typeof query.returnTo === 'string' ? query.returnTo : '')
  const factors = await offerFactors(await readChallengeCookie('second-factor'))
  if (!factors) redirect(`/login?${new URLSearchParams({ problem: 'over', returnTo })}`)
  const t = await getTranslations('entrance.secondFactor')
  return (
    <ClientMessages namespaces={['entrance', 'passkey']}>
      <div className="grid gap-1">
        <h1 className="text-title">{t('title')}</h1>
        <p className="text-md text-ink-2">{t('lead', { email: factors.email })}</p>
      </div>
      {factors.passkeys > 0 && (
        <PasskeyForm
          begin={beginPasskeyFactorAction}
          action={passkeyFactorAction}
          label={t('passkey')}
          variant={factors.totp ? 'secondary' : 'primary'}
          fields={{ returnTo }}
        />
      )}
      <CodeForm
        action={codeAction}
        initial={emptyFormState}
        returnTo={returnTo}
        hint={t(factors.totp ? (factors.recoveryCodes ? 'hintBoth' : 'hintApp') : 'hintRecovery')}
      />
      <OtherDoor question={t('lost')} href="/login" label={t('back')} />
    </ClientMessages>
  )
}
