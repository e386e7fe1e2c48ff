import { notFound, redirect } from 'next/navigation'
import { ClientMessages } from '@/components/client-messages'
import { ExchangeProgress } from '@/components/exchange-progress'
import { FailureNotice } from '@/components/failure-notice'
import { LivePage } from '@/components/live-page'
import { TimeStamp } from '@/components/time-stamp'
import { PathSteps } from '@/components/path-steps'
import { ButtonLink } from '@/components/ui/button-link'
import { Card } from '@/components/ui/card'
import { Notice } from '@/components/ui/notice'
import { PageHeader } from '@/components/ui/page-header'
import { UnsavedResult } from '@/components/unsaved-result'
import { requireUser } from '@/lib/accounts/require-user'
import type { UserId } from '@/lib/accounts/user-id'
import { getAttempt, type Attempt } from '@/lib/attempts/store'
import { getTranslations } from '@/lib/i18n/translations'
import { isFailure } from '@/lib/oauth/failures'
import { settingsFileName } from '@/lib/settings/file-name'
import { titled } from '../../titled'
import { againHref } from '../again-href'
import { listEarlierFiles } from '../list-earlier-files'
import { retryAtOf } from '../retry-at'
import { tellReported } from '../tell-reported'
import { recallUnsaved } from '../unsaved-memo'
import { WaitingRoom } from './waiting-room'

export const generateMetadata = titled((t) => t('attempt.title'))

type Props = { params: Promise<{ attemptId: string }>; searchParams: Promise<Record<string, string | string[] | undefined>> }

/** The waiting room of one attempt: what it waits for, or what became of it. */
export default async function AttemptPage({ params, searchParams }: Props) {
  const user = await requireUser()
  // The database did not take it, so the database is not asked for anything.
  const unsaved = recallUnsaved()
  if (unsaved)
    return (
      <ClientMessages namespaces={['exchange']}>
        <UnsavedResult unsaved={unsaved} />
      </ClientMessages>
    )

  const attempt = await getAttempt(user.id, (await params).attemptId)
  if (!attempt) notFound()
  const settingsId = attempt.settingsFile?.id
  if (settingsId) redirect(`/settings/${settingsId}`)

  const now = new Date()
  const t = await getTranslations('attempt')
  const { problem } = await searchParams
  // The portal closes it within seconds of its time; the page does not wait for that.
  const isExpired = attempt.status === 'open' && attempt.expiresAt <= now
  const isOver = isExpired || !['open', 'exchanging'].includes(attempt.status)
  const steps = <PathSteps values={attempt.createdAt} returned={attempt.returnedAt} pastes={attempt.deviating} isOver={isOver} />
  const file = settingsFileName(attempt.settingsName)

  if (attempt.status === 'open' && !isExpired) {
    return (
      <ClientMessages namespaces={['exchange', 'preauthenticate', 'fieldHelp']}>
        <WaitingRoom
          attempt={attempt}
          earlier={await listEarlierFiles(user.id, attempt.clientId, now)}
          steps={steps}
          problem={await problemOf(user.id, attempt, problem)}
          again={<ButtonLink href={againHref(attempt)}>{t('again')}</ButtonLink>}
        />
      </ClientMessages>
    )
  }

  if (attempt.status === 'exchanging') {
    return (
      <ClientMessages namespaces={['exchange']}>
        {/* The exchange runs on the server to its end, with or without a browser that looks on. */}
        <noscript>
          <meta httpEquiv="refresh" content="3" />
        </noscript>
        <LivePage />
        <PageHeader title={t('exchangingTitle')} lead={t('exchangingLead')} />
        {steps}
        <Card>
          <ExchangeProgress since={(attempt.returnedAt ?? now).toISOString()} hasAnswer={attempt.answeredAt !== null} file={file} />
        </Card>
        <p role="status" className="text-md text-ink-2">
          {t.rich('looksAgain', {
            look: (chunks) => (
              <a href={`/preauthenticate/${attempt.id}`} className="text-accent underline underline-offset-2">
                {chunks}
              </a>
            ),
          })}
        </p>
      </ClientMessages>
    )
  }

  const { keptUntil } = attempt
  const failure = isExpired ? 'attempt-expired' : isFailure(attempt.failure) ? attempt.failure : null
  const cure = failure === 'provider-error' ? (await tellReported(attempt.failureDetail))?.cure : undefined
  return (
    <>
      <PageHeader title={failure ? t('noFile') : file} lead={failure ? t('isOver', { file }) : t('wasDeleted')} />
      {steps}
      {failure && (
        <FailureNotice failure={failure} detail={attempt.failureDetail} cure={cure} retryAt={await retryAtOf(user.id, attempt, failure)} />
      )}
      {failure && keptUntil && (
        <Notice tone="info" title={t('keptTitle')}>
          <p>
            {t.rich('kept', {
              date: () => <TimeStamp at={keptUntil} now={now} />,
              attempt: () => <code translate="no">{attempt.id}</code>,
            })}
          </p>
        </Notice>
      )}
      <div>
        <ButtonLink variant="primary" href={againHref(attempt)}>
          {t('again')}
        </ButtonLink>
      </div>
    </>
  )
}

/** What another door sent the browser here with. */
async function problemOf(owner: UserId, attempt: Attempt, problem: string | string[] | undefined) {
  if (problem === 'damaged') {
    const t = await getTranslations('attempt')
    return (
      <Notice tone="bad" role="alert" title={t('damagedTitle')}>
        <p>{t('damaged')}</p>
        <p>{t('damagedNext')}</p>
      </Notice>
    )
  }
  if (typeof problem !== 'string' || !isFailure(problem)) return null
  return <FailureNotice failure={problem} retryAt={await retryAtOf(owner, attempt, problem)} />
}
