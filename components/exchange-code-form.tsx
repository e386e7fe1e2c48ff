'use client'

import { lazy, Suspense, useRef, type ReactNode } from 'react'
import { useTranslations } from '@/lib/i18n/use-translations'
import { DoctorLines } from './doctor-lines'
import { FailureBox } from './failure-box'
import { FieldHelp } from './field-help'
import { PendingExchange } from './pending-exchange'
import type { ExchangeState, InspectReturnUrl } from './preauthenticate-state'
import { Card } from './ui/card'
import { Notice } from './ui/notice'
import { SubmitButton } from './ui/submit-button'
import { TextAreaField } from './ui/text-area-field'
import { UnsavedResult } from './unsaved-result'
import { useDoctor } from './use-doctor'
import { useExchange } from './use-exchange'

// Only for whoever has pasted something, which takes JavaScript.
const CodeClock = lazy(() => import('./code-clock').then((file) => ({ default: file.CodeClock })))

type Props = {
  action: (state: ExchangeState, formData: FormData) => Promise<ExchangeState>
  inspect: InspectReturnUrl
  redirectUri: string
  attemptId?: string
  lead: string
  /** Beside the title. */
  actions?: ReactNode
}

/**
 * The form Exchange Code, with the doctor's look at what was pasted; or, in its place, a result that could not be saved yet. What was pasted
 * stays in the field; the server never sends it back, for it holds the code.
 */
export function ExchangeCodeForm({ action, inspect, redirectUri, attemptId, lead, actions }: Props) {
  const t = useTranslations('exchange')
  const labels = useTranslations('labels')
  const field = useRef<HTMLTextAreaElement>(null)
  const { state, submit, send, forget, isPending } = useExchange(action)
  const { found, look, mend, mended } = useDoctor(inspect, attemptId)
  const { failure, told, retryAt, unsaved, isUnanswered } = state
  if (unsaved) return <UnsavedResult unsaved={unsaved} />
  const answer = found?.answer ?? state.doctor
  return (
    <Card title={labels('exchangeCode')} lead={lead} actions={actions}>
      <form action={submit} onSubmit={send} noValidate className="grid gap-[18px]" aria-label={labels('exchangeCode')}>
        {attemptId && <input type="hidden" name="attemptId" value={attemptId} />}
        <TextAreaField
          ref={field}
          label={labels('codeReturnUrl')}
          name="codeReturnUrl"
          mono
          rows={4}
          required
          placeholder={`${redirectUri}?code=…&state=…`}
          hint={<FieldHelp field="codeReturnUrl">{t('hint')}</FieldHelp>}
          onChange={(event) => {
            forget()
            look(event.target.value)
          }}
        />
        {/* There before it speaks, for else it would not be read out. */}
        <p role="status" className="sr-only">
          {found?.answer.summary}
        </p>
        <p role="status" className="text-md text-ink-2 empty:hidden">
          {mended.length > 0 && `${t('mended')} ${mended.join(' ')}`}
        </p>
        {answer && !isPending && (
          <DoctorLines
            answer={answer}
            text={found?.text}
            toldBelow={told?.title}
            onMend={
              found
                ? () => {
                    forget()
                    mend(field.current)
                  }
                : undefined
            }
          />
        )}
        {typeof found?.answer.codeAgeMs === 'number' && (
          <Suspense>
            <CodeClock key={found.text} ageMs={found.answer.codeAgeMs} />
          </Suspense>
        )}
        {failure && told && !isPending && (
          <FailureBox told={told} retryAt={retryAt} shorter={found?.answer.mending ? t('mendFirst') : undefined} />
        )}
        {isUnanswered && !isPending && (
          <Notice tone="warn" role="alert" title={t('unansweredTitle')}>
            <p>{t('unanswered')}</p>
          </Notice>
        )}
        {isPending && <PendingExchange />}
        {state.doctor?.mending && (
          <noscript>
            <p>{t('mendByHand')}</p>
            <SubmitButton name="mend" value="yes" pendingLabel={t('pending')}>
              {t('mendAndExchange')}
            </SubmitButton>
          </noscript>
        )}
        <div className="flex flex-wrap items-center justify-end gap-2.5">
          {/* Without an attempt the next step is Preauthenticate, and one button leads on a page. */}
          <SubmitButton variant={attemptId ? 'primary' : 'secondary'} pendingLabel={t('pending')} isPending={isPending}>
            {labels('exchange')}
          </SubmitButton>
        </div>
      </form>
    </Card>
  )
}
