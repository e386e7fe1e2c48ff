import { ChevronRight } from 'lucide-react'
import type { ReactNode } from 'react'

type Props = { title: string; children: ReactNode }

/** Help beside what it helps with. Where there is no room beside it, nothing: there stands `HelpAbove`. */
export function HelpBeside({ title, children }: Props) {
  return (
    <aside aria-label={title} className="text-md text-ink-2 max-lg:hidden lg:sticky lg:top-6 lg:self-start">
      <h2 className="font-[620] text-ink">{title}</h2>
      <div className="mt-2.5">{children}</div>
    </aside>
  )
}

/** The same where there is no room beside: folded, above what it helps with, for nobody looks for help at the end of a page. */
export function HelpAbove({ title, children }: Props) {
  return (
    <details className="group/help rounded-md border border-line bg-surface px-4 text-md text-ink-2 lg:hidden">
      <summary className="flex min-h-11 items-center gap-2 font-[620] text-ink">
        <ChevronRight
          aria-hidden
          className="size-4 flex-none transition-transform group-open/help:rotate-90 motion-reduce:transition-none"
        />
        <span>{title}</span>
      </summary>
      <div className="pb-4">{children}</div>
    </details>
  )
}
