import { cookies } from 'next/headers'
import { ChangePasswordForm } from '@/components/change-password-form'
import { SessionList } from '@/components/session-list'
import { readTheme } from '@/components/shell/theme'
import { ThemeSwitch } from '@/components/shell/theme-switch'
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
import { setThemeAction } from '../../theme-actions'
import { titled } from '../titled'
import { changePasswordAction, endOtherSessionsAction, logOutAction } from './actions'

export const generateMetadata = titled('Account')

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export default async function AccountPage({ searchParams }: Props) {
  const user = await requireUser()
  const sessions = await listSessions(user.id)
  const { done } = await searchParams
  const theme = readTheme((await cookies()).get('theme')?.value)
  const now = new Date()
  return (
    <>
      <PageHeader
        title="Account"
        actions={
          <form action={logOutAction}>
            <Button type="submit">Log out</Button>
          </form>
        }
      />
      {done === 'password' && <Notice tone="good" role="status" title="Your password is changed. All other sessions have ended." />}
      {done === 'sessions' && <Notice tone="good" role="status" title="All other sessions have ended." />}
      <div className="grid max-w-3xl grid-cols-1 gap-4">
        <Card title="You">
          <DefinitionList
            items={[
              { term: 'E-mail address', detail: user.email },
              { term: 'Member since', detail: <TimeStamp at={user.createdAt} now={now} /> },
              { term: 'Theme', detail: <ThemeSwitch theme={theme} action={setThemeAction} /> },
            ]}
          />
        </Card>
        <Card
          title="Activity"
          lead="Log-ins, authorisations, and whoever revealed, copied or downloaded a secret."
          actions={<ButtonLink href="/account/activity">Show activity</ButtonLink>}
        />
        <Card title="Password">
          <ChangePasswordForm action={changePasswordAction} initial={emptyFormState} email={user.email} />
        </Card>
        <Card title="Sessions" lead="Every browser that is logged in as you. End all others if there is one you do not know.">
          <SessionList sessions={sessions} currentIdHash={user.sessionIdHash} now={now} />
          {sessions.length > 1 && (
            <form action={endOtherSessionsAction}>
              <SubmitButton variant="secondary" pendingLabel="Ending…">
                End all other sessions
              </SubmitButton>
            </form>
          )}
        </Card>
      </div>
    </>
  )
}
