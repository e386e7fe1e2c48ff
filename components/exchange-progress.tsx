import { Check } from 'lucide-react'
import type { ReactNode } from 'react'
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
  const elapsed = <Elapsed since={since} />
  const lines: Line[] = [
    { title: 'Return URL handed in', detail: <Clock at={since} />, state: 'done' },
    { title: 'Code sent to Exact Online', detail: hasAnswer ? 'answered' : elapsed, state: hasAnswer ? 'done' : 'now' },
    { title: 'Answer and settings', detail: hasAnswer ? elapsed : null, state: hasAnswer ? 'now' : 'todo' },
    { title: 'Done', detail: file && `${file} in your history`, state: 'todo' },
  ]
  return (
    <ol aria-label="Where the exchange stands" className="grid gap-4">
      {lines.map(({ title, detail, state }) => (
        <li key={title} aria-current={state === 'now' ? 'step' : undefined} className="flex items-start gap-3">
          <span aria-hidden className={`mt-px grid size-5 flex-none place-items-center rounded-full border-[1.5px] ${dots[state]}`}>
            {state === 'done' && <Check className="size-3" strokeWidth={3} />}
          </span>
          <span className="flex min-w-0 flex-wrap items-baseline gap-x-3">
            <b className={`text-md ${state === 'todo' ? 'font-normal text-ink-3' : 'font-semibold text-ink'}`}>
              {title}
              {state === 'done' && <span className="sr-only"> (done)</span>}
            </b>
            <span className="text-sm text-ink-3">{detail}</span>
          </span>
        </li>
      ))}
    </ol>
  )
}
