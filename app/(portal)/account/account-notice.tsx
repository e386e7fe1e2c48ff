import { SignOnProblemNotice } from '@/app/sign-on-problem-notice'
import { TimeStamp } from '@/components/time-stamp'
import { Notice } from '@/components/ui/notice'
import { SubmitButton } from '@/components/ui/submit-button'
import { getTranslations } from '@/lib/i18n/translations'
import { withdrawDeletionAction } from './actions'

type Text = string | string[] | undefined
type Props = { done?: Text; problem?: Text; deletionAt: Date | null }

const told = [
  'password',
  'preferences',
  'session',
  'sessions',
  'email',
  'email-sent',
  'linked',
  'unlinked',
  'totp-removed',
  'kept',
] as const
const problems = ['link-over', 'last-way'] as const

/** What was done, or not; and, until it is, that this account is to be deleted. */
export async function AccountNotice({ done, problem, deletionAt }: Props) {
  const t = await getTranslations('account')
  const good = told.find((one) => one === done)
  const bad = problems.find((one) => one === problem)
  return (
    <>
      {deletionAt && (
        <Notice tone="bad" title={t.rich('deletionAt', { time: () => <TimeStamp at={deletionAt} now={new Date()} /> })}>
          <form action={withdrawDeletionAction}>
            <SubmitButton variant="secondary">{t('keepAccount')}</SubmitButton>
          </form>
        </Notice>
      )}
      {good && <Notice tone="good" role="status" title={t(`done.${good}`)} />}
      {bad ? <Notice tone="warn" role="alert" title={t(`problem.${bad}`)} /> : <SignOnProblemNotice problem={problem} />}
    </>
  )
}
