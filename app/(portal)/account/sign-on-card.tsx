import { TimeStamp } from '@/components/time-stamp'
import { Card } from '@/components/ui/card'
import { SubmitButton } from '@/components/ui/submit-button'
import { Verbatim } from '@/components/ui/verbatim'
import type { User } from '@/lib/accounts/require-user'
import { env } from '@/lib/env.js'
import { getTranslations } from '@/lib/i18n/translations'
import { listIdentities } from '@/lib/sign-on/identity-store'
import { linkSignOnAction, unlinkSignOnAction } from './actions'

/** Who the user is at the identity provider, where the portal has one. */
export async function SignOnCard({ user, now }: { user: User; now: Date }) {
  if (!env.SSO_ISSUER) return null
  const [t, identities] = await Promise.all([getTranslations('account'), listIdentities(user.id)])
  const own = identities.filter(({ issuer }) => issuer === env.SSO_ISSUER)
  return (
    <Card title={env.SSO_NAME} lead={t('signOnLead', { name: env.SSO_NAME })}>
      {own.map(({ id, email, createdAt }) => (
        <div key={id} className="flex flex-wrap items-center justify-between gap-2.5 text-md">
          <span className="wrap-anywhere">
            <Verbatim>{email}</Verbatim>{' '}
            <span className="text-ink-3">{t.rich('since', { time: () => <TimeStamp at={createdAt} now={now} /> })}</span>
          </span>
          <form action={unlinkSignOnAction}>
            <input type="hidden" name="id" value={id} />
            <SubmitButton variant="secondary" size="sm">
              {t('unlink')}
            </SubmitButton>
          </form>
        </div>
      ))}
      {own.length === 0 && (
        <form action={linkSignOnAction}>
          <SubmitButton variant="secondary">{t('link', { name: env.SSO_NAME })}</SubmitButton>
        </form>
      )}
    </Card>
  )
}
