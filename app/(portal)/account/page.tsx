import { getTranslations } from '@/lib/i18n/translations'
import { cookies } from 'next/headers'
import { ClientMessages } from '@/components/client-messages'
import { ChangePasswordForm } from '@/components/change-password-form'
import { SessionList } from '@/components/session-list'
import { LanguageSwitch } from '@/components/shell/language-switch'
import { readTheme } from '@/components/shell/theme'
import { ThemeSwitch } from '@/components/shell/theme-switch'
import { TimeZoneForm } from '@/components/time-zone-form'
import { TimeStamp } from '@/components/time-stamp'
import { Button, ButtonLink } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { DefinitionList } from '@/components/ui/definition-list'
import { Notice } from '@/components/ui/notice'
import { PageHeader } from '@/components/ui/page-header'
import { SubmitButton } from '@/components/ui/submit-button'
import { requireUser } from '@/lib/accounts/require-user'
import { listSessions } from '@/lib/accounts/session-store'
import { emptyFormState } from '@/lib/form-state'
import { setLanguageAction } from '../../(public)/language-actions'
import { setThemeAction } from '../../theme-actions'
import { titled } from '../titled'
import { changePasswordAction, endOtherSessionsAction, logOutAction, setTimeZoneAction } from './actions'

export const generateMetadata = titled((t) => t('account.title'))

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export default async function AccountPage({ searchParams }: Props) {
  const user = await requireUser()
  const sessions = await listSessions(user.id)
  const { done } = await searchParams
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
      {done === 'password' && <Notice tone="good" role="status" title={t('passwordDone')} />}
      {done === 'preferences' && <Notice tone="good" role="status" title={t('preferencesDone')} />}
      {done === 'sessions' && <Notice tone="good" role="status" title={t('sessionsDone')} />}
      <div className="grid max-w-3xl grid-cols-1 gap-4">
        <Card title={t('you')}>
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
        <Card title={t('password')}>
          <ClientMessages namespaces={['account']}>
            <ChangePasswordForm action={changePasswordAction} initial={emptyFormState} email={user.email} />
          </ClientMessages>
        </Card>
        <Card title={t('sessions')} lead={t('sessionsLead')}>
          <SessionList sessions={sessions} currentIdHash={user.sessionIdHash} now={now} />
          {sessions.length > 1 && (
            <form action={endOtherSessionsAction}>
              <SubmitButton variant="secondary" pendingLabel={t('ending')}>
                {t('endOthers')}
              </SubmitButton>
            </form>
          )}
        </Card>
      </div>
    </>
  )
}
