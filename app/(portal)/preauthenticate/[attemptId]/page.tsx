import { notFound, redirect } from 'next/navigation'
import { ExchangeCodeForm } from '@/components/exchange-code-form'
import { FailureNotice } from '@/components/failure-notice'
import { PathSteps } from '@/components/path-steps'
import { buttonClass, ButtonLink } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Notice } from '@/components/ui/notice'
import { PageHeader } from '@/components/ui/page-header'
import { requireUser } from '@/lib/accounts/require-user'
import { closeStaleAttempts } from '@/lib/attempts/exchange-store'
import { getAttempt, type Attempt } from '@/lib/attempts/store'
import { isFailure } from '@/lib/oauth/failures'
import { settingsFileName } from '@/lib/settings/name'
import { titled } from '../../titled'
import { exchangeAction } from '../actions'
import { WhatYouWillSee } from './what-you-will-see'

export const generateMetadata = titled('Waiting for Exact Online')

type Props = { params: Promise<{ attemptId: string }>; searchParams: Promise<Record<string, string | string[] | undefined>> }

const againHref = ({ registrationId, settingsName }: Attempt) =>
  `/preauthenticate?${new URLSearchParams({ ...(registrationId && { app: registrationId }), name: settingsName })}`

/** The waiting room of one attempt: what it waits for, or what became of it. */
export default async function AttemptPage({ params, searchParams }: Props) {
  const user = await requireUser()
  const { attemptId } = await params
  await closeStaleAttempts(new Date())
  const attempt = await getAttempt(user.id, attemptId)
  if (!attempt) notFound()
  const settingsId = attempt.settingsFile?.id
  if (settingsId) redirect(`/settings/${settingsId}`)

  const problem = (await searchParams).problem
  const again = <ButtonLink href={againHref(attempt)}>Preauthenticate again</ButtonLink>
  const goOn = (
    // A plain anchor: the way leads out of the portal, where the router can't follow.
    <a
      href={`/preauthenticate/${attempt.id}/go`}
      target={attempt.deviating ? '_blank' : undefined}
      rel="noopener noreferrer"
      className={buttonClass({})}
    >
      Open Exact Online
    </a>
  )
  const steps = <PathSteps values={attempt.createdAt} returned={attempt.returnedAt} pastes={attempt.deviating} />
  const file = settingsFileName(attempt.settingsName)

  if (attempt.status === 'open') {
    return (
      <>
        <PageHeader
          title="Waiting for Exact Online"
          lead={
            attempt.deviating ? (
              <>
                Log in there, choose <b>Allow</b>, and copy the whole address of the page you land on. It may say that the site can&rsquo;t
                be reached: only the address counts.
              </>
            ) : (
              <>
                Log in there and choose <b>Allow</b>: your browser then comes back by itself, and {file} is made.
              </>
            )
          }
        />
        {steps}
        {typeof problem === 'string' && isFailure(problem) && <FailureNotice failure={problem} />}
        <div className="grid gap-7 lg:grid-cols-[minmax(0,1fr)_300px]">
          <div className="grid min-w-0 content-start gap-4">
            {attempt.deviating ? (
              <Card title="Exchange Code" lead={`For ${file}.`} actions={goOn}>
                <ExchangeCodeForm action={exchangeAction} redirectUri={attempt.redirectUri} attemptId={attempt.id} />
              </Card>
            ) : (
              <Card title="Exact Online has not sent you back yet" lead={`${file} is made as soon as it does.`} actions={goOn} />
            )}
            <div>{again}</div>
          </div>
          <WhatYouWillSee attempt={attempt} />
        </div>
      </>
    )
  }

  if (attempt.status === 'exchanging') {
    return (
      <>
        {/* The exchange runs on the server to its end, with or without a browser that looks on. */}
        <meta httpEquiv="refresh" content="3" />
        <PageHeader
          title="Exchanging the code"
          lead="The code is with Exact Online; this takes up to a minute and a half at the worst. You need do nothing."
        />
        {steps}
        <Notice role="status">
          <p>
            This page looks again by itself. <a href={`/preauthenticate/${attempt.id}`}>Look now</a>
          </p>
        </Notice>
      </>
    )
  }

  const failure = isFailure(attempt.failure) ? attempt.failure : null
  return (
    <>
      <PageHeader
        title={failure ? 'No settings file this time' : file}
        lead={failure ? `This attempt at ${file} is over.` : 'The settings file of this attempt was deleted.'}
      />
      {steps}
      {failure && <FailureNotice failure={failure} detail={attempt.failureDetail} />}
      <div>
        <ButtonLink variant="primary" href={againHref(attempt)}>
          Preauthenticate again
        </ButtonLink>
      </div>
    </>
  )
}
