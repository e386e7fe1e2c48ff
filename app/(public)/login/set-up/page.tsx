import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { readReturnTo } from '@/app/request-origin'
import { ClientMessages } from '@/components/client-messages'
import { PasskeyForm } from '@/components/passkey-form'
import { TotpSetUp } from '@/components/totp-set-up'
import { readChallengeCookie } from '@/lib/accounts/challenge-cookie'
import { env } from '@/lib/env.js'
import { findEnrolling } from '@/lib/enrolment'
import { buildTotpUri, makeTotpSecret, renderQrCode } from '@/lib/factors/totp'
import { getTranslations } from '@/lib/i18n/translations'
import { beginEnrolPasskeyAction, enrolPasskeyAction, enrolTotpAction } from './actions'

export const generateMetadata = async (): Promise<Metadata> => ({ title: (await getTranslations('entrance.setUp'))('title') })

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

/** REQUIRE_MFA: the password was right, and nobody comes in with it alone. */
export default async function SetUpPage({ searchParams }: Props) {
  const query = await searchParams
  const returnTo = readReturnTo(typeof query.returnTo === 'string' ? query.returnTo : '')
  const owner = await findEnrolling(await readChallengeCookie('enrolment'))
  if (!owner) redirect(`/login?${new URLSearchParams({ problem: 'over', returnTo })}`)
  const t = await getTranslations('entrance.setUp')
  const secret = makeTotpSecret()
  const uri = buildTotpUri({ secret, email: owner.email, issuer: env.PORTAL_NAME })
  return (
    <ClientMessages namespaces={['passkey', 'security']}>
      <div className="grid gap-1">
        <h1 className="text-title">{t('title')}</h1>
        <p className="text-md text-ink-2">{t('lead')}</p>
      </div>
      <section className="grid gap-3">
        <h2 className="text-base font-[620]">{t('passkey')}</h2>
        <p className="text-md text-ink-2">{t('passkeyLead')}</p>
        <PasskeyForm
          begin={beginEnrolPasskeyAction}
          action={enrolPasskeyAction}
          label={t('makePasskey')}
          variant="primary"
          fields={{ returnTo }}
          suggestedName={t('passkeyName')}
        />
      </section>
      <section className="grid gap-3 border-t border-line pt-4">
        <h2 className="text-base font-[620]">{t('app')}</h2>
        <TotpSetUp action={enrolTotpAction} secret={secret} qrCode={renderQrCode(uri)} fields={{ returnTo }} />
      </section>
    </ClientMessages>
  )
}
