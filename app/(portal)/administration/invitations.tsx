import { RoleTag } from '@/components/account-marks'
import { ClientMessages } from '@/components/client-messages'
import { InviteForm } from '@/components/invite-form'
import { TimeStamp } from '@/components/time-stamp'
import { Card } from '@/components/ui/card'
import { SubmitButton } from '@/components/ui/submit-button'
import { Verbatim } from '@/components/ui/verbatim'
import { listInvitations } from '@/lib/accounts/administration-store'
import type { Administrator } from '@/lib/accounts/require-user'
import { env } from '@/lib/env.js'
import { emptyFormState } from '@/lib/form-state'
import { getTranslations } from '@/lib/i18n/translations'
import { isMailOn } from '@/lib/mail/send-mail'
import { inviteAction, withdrawInvitationAction } from './actions'
import { whyNoInvitations } from './why-no-invitations'

/** `typed`: what stood in the form before its user was asked who they are. */
export async function InviteCard({ typed }: { typed: Record<string, string> }) {
  const t = await getTranslations('administration.invite')
  const why = whyNoInvitations()
  if (why) return <Card title={t('title')} lead={t(why, { name: env.SSO_NAME })} />
  return (
    <Card title={t('title')}>
      <ClientMessages namespaces={['administration']}>
        <InviteForm action={inviteAction} initial={{ ...emptyFormState, values: typed }} hint={t(isMailOn() ? 'hint' : 'hintOff')} />
      </ClientMessages>
    </Card>
  )
}

/** Those that were sent while inviting was allowed stay good, and can be withdrawn, also after that. */
export async function OpenInvitations({ user, now }: { user: Administrator; now: Date }) {
  const invitations = await listInvitations(user, now)
  const t = await getTranslations('administration.invitations')
  if (invitations.length === 0) return whyNoInvitations() ? null : <Card title={t('title')} lead={t('empty')} />
  return (
    <Card title={t('title')}>
      <ul className="divide-y divide-line border-y border-line">
        {invitations.map(({ id, email, role, expiresAt }) => (
          <li key={id} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 py-3 text-md">
            <span className="grid min-w-0 justify-items-start gap-1">
              <Verbatim className="font-medium wrap-anywhere">{email}</Verbatim>
              <span className="flex flex-wrap items-center gap-2 text-ink-3">
                <RoleTag role={role === 'administrator' ? role : 'user'} />
                <span>{t.rich('until', { time: () => <TimeStamp at={expiresAt} now={now} /> })}</span>
              </span>
            </span>
            <form action={withdrawInvitationAction}>
              <input type="hidden" name="id" value={id} />
              <SubmitButton size="sm" variant="secondary" aria-label={t('withdrawName', { email })}>
                {t('withdraw')}
              </SubmitButton>
            </form>
          </li>
        ))}
      </ul>
    </Card>
  )
}
