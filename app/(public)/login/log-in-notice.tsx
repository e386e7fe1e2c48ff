import { SignOnProblemNotice } from '@/app/sign-on-problem-notice'
import { Notice } from '@/components/ui/notice'
import { getTranslations } from '@/lib/i18n/translations'

type Props = { reason?: string | string[]; done?: string | string[]; problem?: string | string[] }

const done = ['password', 'email', 'deleted'] as const
const problems = ['over', 'link-over', 'shut'] as const

/** Why somebody was sent here, in words of ours: what stands in the address only chooses among them. */
export async function LogInNotice({ reason, done: has, problem }: Props) {
  const t = await getTranslations('entrance.logIn')
  if (reason === 'callback')
    return (
      <Notice tone="warn" title={t('callbackTitle')}>
        <p>{t('callback')}</p>
      </Notice>
    )
  const good = done.find((one) => one === has)
  if (good) return <Notice tone="good" role="status" title={t(`done.${good}`)} />
  const bad = problems.find((one) => one === problem)
  if (bad) return <Notice tone="warn" role="alert" title={t(`problem.${bad}`)} />
  return <SignOnProblemNotice problem={problem} />
}
