import { Check, X } from 'lucide-react'
import { useTranslations } from '@/lib/i18n/use-translations'
import type { ReactNode } from 'react'

export type StepState = 'done' | 'now' | 'todo' | 'failed'
export type Step = { title: string; detail: ReactNode; state: StepState }

const dots: Record<StepState, string> = {
  done: 'border-accent bg-accent text-accent-ink',
  now: 'border-accent bg-surface text-accent ring-4 ring-accent-soft',
  todo: 'border-line-strong bg-surface text-ink-3',
  failed: 'border-bad bg-bad text-bad-ink',
}

const dot = 'absolute left-0 top-0 grid size-6 place-items-center rounded-full border-[1.5px] text-xs font-semibold'

const lines: Record<StepState, string> = { done: 'bg-accent', now: 'bg-line', todo: 'bg-line', failed: 'bg-line' }

export function Steps({ items, label }: { items: Step[]; label?: string }) {
  const t = useTranslations('ui')
  return (
    <ol aria-label={label ?? t('steps')} className="grid auto-cols-fr grid-flow-col">
      {items.map(({ title, detail, state }, index) => (
        <li key={title} aria-current={state === 'now' ? 'step' : undefined} className="group relative min-w-0 pr-2 pt-[34px]">
          {/* The line runs to the next dot; it is coloured once its own step is done. */}
          <span aria-hidden className={`absolute left-7 right-1 top-[11.5px] h-[1.5px] group-last:hidden ${lines[state]}`} />
          <span aria-hidden className={`${dot} ${dots[state]}`}>
            {state === 'done' ? (
              <Check className="size-3.5" strokeWidth={3} />
            ) : state === 'failed' ? (
              <X className="size-3.5" strokeWidth={3} />
            ) : (
              index + 1
            )}
          </span>
          <b className={`block text-sm font-semibold md:text-md ${state === 'todo' ? 'text-ink-2' : 'text-ink'}`}>
            <span>{title}</span>
            {state === 'done' && <span className="sr-only">{t('done')}</span>}
            {state === 'failed' && <span className="sr-only">{t('failed')}</span>}
          </b>
          <span className="block text-sm text-ink-3 max-md:sr-only">{detail}</span>
        </li>
      ))}
    </ol>
  )
}
