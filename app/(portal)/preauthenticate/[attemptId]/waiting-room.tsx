import type { ReactNode } from 'react'
import { EarlierFiles, type EarlierFile } from '@/components/earlier-files'
import { ExchangeCodeForm } from '@/components/exchange-code-form'
import { buttonClass } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { PageHeader } from '@/components/ui/page-header'
import { HelpAbove, HelpBeside } from '@/components/ui/side-help'
import type { Attempt } from '@/lib/attempts/store'
import { useTranslations } from '@/lib/i18n/use-translations'
import { settingsFileName } from '@/lib/settings/file-name'
import { exchangeAction, inspectReturnUrlAction } from '../actions'
import { WhatYouWillSee } from './what-you-will-see'

type Props = { attempt: Attempt; earlier: EarlierFile[]; steps: ReactNode; problem: ReactNode; again: ReactNode }

/** An attempt that waits for its return URL. Once a result stands in the form's place (`#unsaved`), all else gives way. */
export function WaitingRoom({ attempt, earlier, steps, problem, again }: Props) {
  const t = useTranslations('attempt')
  const b = (chunks: ReactNode) => <b>{chunks}</b>
  const file = settingsFileName(attempt.settingsName)
  const goOn = (
    // A plain anchor: the way leads out of the portal, where the router can't follow.
    <a
      href={`/preauthenticate/${attempt.id}/go`}
      target={attempt.deviating ? '_blank' : undefined}
      rel="noopener noreferrer"
      className={buttonClass({})}
    >
      {t('goOn')}
    </a>
  )
  return (
    <div className="group/room grid gap-6">
      <div className="grid gap-6 group-has-[#unsaved]/room:hidden">
        <PageHeader title={t('waitingTitle')} lead={attempt.deviating ? t.rich('leadDeviating', { b }) : t.rich('leadOwn', { b, file })} />
        {steps}
        {problem}
        <EarlierFiles files={earlier} />
        <WhatYouWillSee attempt={attempt} frame={HelpAbove} />
      </div>
      <div className="grid gap-7 lg:grid-cols-[minmax(0,1fr)_300px] group-has-[#unsaved]/room:block">
        <div className="grid min-w-0 content-start gap-4">
          {attempt.deviating ? (
            <ExchangeCodeForm
              action={exchangeAction}
              inspect={inspectReturnUrlAction}
              redirectUri={attempt.redirectUri}
              attemptId={attempt.id}
              lead={t('forFile', { file })}
              actions={goOn}
            />
          ) : (
            <Card title={t('notBack')} lead={t('madeThen', { file })} actions={goOn} />
          )}
          <div className="grid justify-items-start gap-3 group-has-[#unsaved]/room:hidden">
            {again}
            <p className="text-md text-ink-2 wrap-anywhere">
              {attempt.deviating ? t('refusedDeviating', { uri: attempt.redirectUri }) : t('refusedOwn')}
            </p>
          </div>
        </div>
        <div className="group-has-[#unsaved]/room:hidden">
          <WhatYouWillSee attempt={attempt} frame={HelpBeside} />
        </div>
      </div>
    </div>
  )
}
