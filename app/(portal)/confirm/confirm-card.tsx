import type { ReactNode } from 'react'
import { ConfirmPasswordForm } from '@/components/confirm-password-form'
import { PasskeyForm } from '@/components/passkey-form'
import { Card } from '@/components/ui/card'
import { SubmitButton } from '@/components/ui/submit-button'
import type { User } from '@/lib/accounts/require-user'
import { findWaysToConfirm } from '@/lib/confirm-identity'
import { env } from '@/lib/env.js'
import { getTranslations } from '@/lib/i18n/translations'
import { beginConfirmPasskeyAction, confirmPasskeyAction, confirmPasswordAction, confirmSignOnAction } from './actions'

type Props = { user: User; returnTo: string; isAskedFor: boolean; title?: ReactNode; children?: ReactNode }

/** Who they are, once more, by whatever the account has. `isAskedFor`: somebody was sent here, and goes on typing. Its texts: `secret`, `passkey`. */
export async function ConfirmCard({ user, returnTo, isAskedFor, title, children }: Props) {
  const [t, ways] = await Promise.all([getTranslations('secret'), findWaysToConfirm(user)])
  const fields = { returnTo }
  return (
    <Card id="confirm" title={title === undefined ? t('confirmTitle') : title} lead={title === undefined ? t('confirmLead') : undefined}>
      {children}
      {ways.password && <ConfirmPasswordForm action={confirmPasswordAction} email={user.email} isAskedFor={isAskedFor} fields={fields} />}
      {ways.passkey && (
        <div className="max-w-sm">
          <PasskeyForm begin={beginConfirmPasskeyAction} action={confirmPasskeyAction} label={t('confirmByPasskey')} fields={fields} />
        </div>
      )}
      {ways.signOn && env.SSO_ISSUER && (
        <form action={confirmSignOnAction} className="max-w-sm">
          <input type="hidden" name="returnTo" value={returnTo} />
          <SubmitButton variant="secondary">{t('confirmBySignOn', { name: env.SSO_NAME })}</SubmitButton>
        </form>
      )}
      {!ways.password && !ways.passkey && !ways.signOn && <p className="text-md text-ink-2">{t('confirmByLogIn')}</p>}
    </Card>
  )
}
