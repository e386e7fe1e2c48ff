import { ClientMessages } from '@/components/client-messages'
import { TimeStamp } from '@/components/time-stamp'
import { TotpSetUp } from '@/components/totp-set-up'
import { Card } from '@/components/ui/card'
import { PageHeader } from '@/components/ui/page-header'
import { SubmitButton } from '@/components/ui/submit-button'
import { requireUser } from '@/lib/accounts/require-user'
import { env } from '@/lib/env.js'
import { getTotp } from '@/lib/factors/totp-store'
import { buildTotpUri, makeTotpSecret, renderQrCode } from '@/lib/factors/totp'
import { getTranslations } from '@/lib/i18n/translations'
import { requireFresh } from '../../require-fresh'
import { titled } from '../../titled'
import { addTotpAction, removeTotpAction } from './actions'

export const generateMetadata = titled((t) => t('security.totp.title'))

export default async function AuthenticatorPage() {
  const user = await requireUser()
  requireFresh(user, '/account/authenticator')
  const totp = await getTotp(user.id)
  const t = await getTranslations('security')
  const secret = makeTotpSecret()
  return (
    <ClientMessages namespaces={['security']}>
      <PageHeader title={t('totp.title')} lead={t('totp.lead')} />
      <div className="grid max-w-2xl gap-4">
        {totp && (
          <Card title={t('totp.there')}>
            <p className="text-md text-ink-2">{t.rich('totp.since', { time: () => <TimeStamp at={totp.createdAt} now={new Date()} /> })}</p>
            <form action={removeTotpAction}>
              <SubmitButton variant="danger" pendingLabel={t('removing')}>
                {t('totp.remove')}
              </SubmitButton>
            </form>
          </Card>
        )}
        <Card title={totp ? t('totp.replace') : undefined}>
          <TotpSetUp
            action={addTotpAction}
            secret={secret}
            qrCode={renderQrCode(buildTotpUri({ secret, email: user.email, issuer: env.PORTAL_NAME }))}
          />
        </Card>
      </div>
    </ClientMessages>
  )
}
