import type { ReactNode } from 'react'

type Props = { title?: ReactNode; lead?: ReactNode; actions?: ReactNode; id?: string; children?: ReactNode }

export function Card({ title, lead, actions, id, children }: Props) {
  return (
    <section id={id} className="grid min-w-0 grid-cols-1 gap-4 rounded-lg border border-line bg-surface p-[18px] shadow-card sm:p-6">
      {(title || actions) && (
        <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2">
          <div className="grid min-w-0 gap-0.5">
            {title && <h2 className="text-base font-[620]">{title}</h2>}
            {lead && <p className="max-w-[62ch] text-md text-ink-2">{lead}</p>}
          </div>
          {actions}
        </div>
      )}
      {children}
    </section>
  )
}
