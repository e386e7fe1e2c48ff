import { useTranslations } from '@/lib/i18n/use-translations'
import { Clock } from './clock'

/** What a client ID has used at the provider, and how much there is. `retryAt`: nothing is left until then. */
export type BudgetView = { errors: number; errorsAllowed: number; calls: number; callsAllowed: number; retryAt: string | null }

const warnAtErrors = 7

export function budgetTone({ errors, retryAt }: Pick<BudgetView, 'errors' | 'retryAt'>): 'plain' | 'warn' | 'stop' {
  if (retryAt) return 'stop'
  return errors >= warnAtErrors ? 'warn' : 'plain'
}

const tones = { plain: 'text-ink-3', warn: 'font-medium text-warn', stop: 'font-medium text-bad' }

/** `2 of 9 errors this hour · 14 of 200 token calls today at this portal`: calm, until there is a reason not to be. */
export function BudgetLine({ budget }: { budget: BudgetView }) {
  const t = useTranslations('preauthenticate')
  const { retryAt, ...counts } = budget
  return (
    <p className={`text-sm ${tones[budgetTone(budget)]}`}>
      <span>{`${t('budget', counts)} `}</span>
      {retryAt && <span>{t.rich('budgetSpent', { time: () => <Clock at={retryAt} /> })}</span>}
    </p>
  )
}
