import { cookies } from 'next/headers'
import { ChangePasswordForm } from '@/components/change-password-form'
import { ClientMessages } from '@/components/client-messages'
import { SessionList } from '@/components/session-list'
import { LanguageSwitch } from '@/components/shell/language-switch'
import { readTheme } from '@/components/shell/theme'
import { ThemeSwitch } from '@/components/shell/theme-switch'
import { TimeStamp } from '@/components/time-stamp'
import { TimeZoneForm } from '@/components/time-zone-form'
import { Button } from '@/components/ui/button'
import { ButtonLink } from '@/components/ui/button-link'
import { Card } from '@/components/ui/card'
import { DefinitionList } from '@/components/ui/definition-list'
import { PageHeader } from '@/components/ui/page-header'
import { SubmitButton } from '@/components/ui/submit-button'
import { requireUser } from '@/lib/accounts/require-user'
import { listSessions } from '@/lib/accounts/session-store'
import { hasPassword } from '@/lib/accounts/user-store'
import { env } from '@/lib/env.js'
import { emptyFormState } from '@/lib/form-state'
import { getTranslations } from '@/lib/i18n/translations'
import { setLanguageAction } from '../../(public)/language-actions'
import { setThemeAction } from '../../theme-actions'
import { titled } from '../titled'
import { AccountNotice } from './account-notice'
import { endOtherSessionsAction, endSessionAction, logOutAction, setTimeZoneAction } from './actions'
import { changePasswordAction } from './password/actions'
import { SecondFactors } from './second-factors'
import { SignOnCard } from './sign-on-card'

export const generateMetadata = titled((t) => t('account.title'))

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export default async function AccountPage({ searchParams }: Props) {
  const user = await requireUser()
  const [sessions, takesPassword] = await Promise.all([listSessions(user.id), hasPassword(user.id)])
  const query = await searchParams
  const theme = readTheme((await cookies()).get('theme')?.value)
  const now = new Date()
  const t = await getTranslations('account')
  const shell = await getTranslations('shell')
  const labels = await getTranslations('labels')
  return (
    <>
      <PageHeader
        title={t('title')}
        actions={
          <form action={logOutAction}>
            <Button type="submit">{shell('logOut')}</Button>
          </form>
        }
      />
      <AccountNotice {...query} deletionAt={user.deletionAt} />
      <div className="grid max-w-3xl grid-cols-1 gap-4">
        <Card title={t('you')} actions={<ButtonLink href="/account/email">{t('changeEmail')}</ButtonLink>}>
          <DefinitionList
            items={[
              { term: labels('email'), detail: user.email },
              { term: t('memberSince'), detail: <TimeStamp at={user.createdAt} now={now} /> },
              { term: shell('language'), detail: <LanguageSwitch action={setLanguageAction} /> },
              { term: shell('theme'), detail: <ThemeSwitch theme={theme} action={setThemeAction} /> },
              { term: t('timeZone'), detail: <TimeZoneForm action={setTimeZoneAction} chosen={user.timeZone} /> },
            ]}
          />
        </Card>
        <Card
          title={t('activity')}
          lead={t('activityLead')}
          actions={<ButtonLink href="/account/activity">{t('showActivity')}</ButtonLink>}
        />
        {env.AUTH_MODE !== 'sso' && <SecondFactors user={user} />}
        <SignOnCard user={user} now={now} />
        {env.AUTH_MODE !== 'sso' && takesPassword && (
          <Card title={t('password')}>
            <ClientMessages namespaces={['account', 'password']}>
              <ChangePasswordForm action={changePasswordAction} initial={emptyFormState} email={user.email} />
            </ClientMessages>
          </Card>
        )}
        <Card id="sessions" title={t('sessions')} lead={t('sessionsLead')}>
          <SessionList sessions={sessions} currentIdHash={user.sessionIdHash} now={now} end={endSessionAction} />
          {sessions.length > 1 && (
            <form action={endOtherSessionsAction}>
              <SubmitButton variant="secondary" pendingLabel={t('ending')}>
                {t('endOthers')}
              </SubmitButton>
            </form>
          )}
        </Card>
        {user.role === 'administrator' && (
          <div className="md:hidden">
            <Card
              title={shell('administration')}
              lead={t('administrationLead')}
              actions={<ButtonLink href="/administration">{t('administrationOpen')}</ButtonLink>}
            />
          </div>
        )}
        <Card title={t('leave')} lead={t('leaveLead')} actions={<ButtonLink href="/account/leave">{t('leaveOpen')}</ButtonLink>} />
      </div>
    </>
  )
}
