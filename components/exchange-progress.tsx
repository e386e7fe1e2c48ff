import { Check } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslations } from '@/lib/i18n/use-translations'
import { Elapsed } from './elapsed'
import { Clock } from './clock'

type Line = { title: string; detail: ReactNode; state: 'done' | 'now' | 'todo' }

const dots = {
  done: 'border-accent bg-accent text-accent-ink',
  now: 'border-accent bg-surface ring-4 ring-accent-soft',
  todo: 'border-line-strong bg-surface',
}

/** Where an exchange stands, with the times that are known. `hasAnswer`: the provider has answered, and the settings are being made. */
export function ExchangeProgress({ since, hasAnswer = false, file }: { since: string; hasAnswer?: boolean; file?: string }) {
  const t = useTranslations('exchange.progress')
  const ui = useTranslations('ui')
  const elapsed = <Elapsed since={since} />
  const lines: Line[] = [
    { title: t('handedIn'), detail: <Clock at={since} />, state: 'done' },
    { title: t('sent'), detail: hasAnswer ? t('answered') : elapsed, state: hasAnswer ? 'done' : 'now' },
    { title: t('building'), detail: hasAnswer ? elapsed : null, state: hasAnswer ? 'now' : 'todo' },
    { title: t('done'), detail: file && t('inHistory', { file }), state: 'todo' },
  ]
  return (
    <ol aria-label={t('label')} className="grid gap-4">
      {lines.map(({ title, detail, state }) => (
        <li key={title} aria-current={state === 'now' ? 'step' : undefined} className="flex items-start gap-3">
          <span aria-hidden className={`mt-px grid size-5 flex-none place-items-center rounded-full border-[1.5px] ${dots[state]}`}>
            {state === 'done' && <Check className="size-3" strokeWidth={3} />}
          </span>
          <span className="flex min-w-0 flex-wrap items-baseline gap-x-3">
            <b className={`text-md ${state === 'todo' ? 'font-normal text-ink-3' : 'font-semibold text-ink'}`}>
              <span>{title}</span>
              {state === 'done' && <span className="sr-only">{ui('done')}</span>}
            </b>
            <span className="text-sm text-ink-3">{detail}</span>
          </span>
        </li>
      ))}
    </ol>
  )
}
