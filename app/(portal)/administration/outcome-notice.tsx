import { Notice } from '@/components/ui/notice'
import { getTranslations } from '@/lib/i18n/translations'

type Text = string | string[] | undefined

const told = ['invited', 'withdrawn', 'deleted', 'administrator', 'user', 'shut', 'opened', 'sessions', 'factors'] as const
export type Told = (typeof told)[number]
const problems = ['missing', 'over', 'email', 'last-administrator'] as const

/** What an act came to. */
export async function OutcomeNotice({ done, problem }: { done?: Text; problem?: Text }) {
  const t = await getTranslations('administration')
  const good = told.find((one) => one === done)
  const bad = problems.find((one) => one === problem)
  return (
    <>
      {good && <Notice tone="good" role="status" title={t(`done.${good}`)} />}
      {bad && <Notice tone="bad" role="alert" title={t(`problem.${bad}`)} />}
    </>
  )
}
