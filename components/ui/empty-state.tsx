import type { ReactNode } from 'react'

type Props = { icon?: ReactNode; title: string; children?: ReactNode; action?: ReactNode }

/** Says what will stand here and how it gets here. */
export function EmptyState({ icon, title, children, action }: Props) {
  return (
    <section className="grid justify-items-start gap-4 rounded-lg border border-dashed border-line-strong p-6 sm:p-8">
      {icon && <span className="grid size-10 place-items-center rounded-lg bg-sunken text-ink-2 [&_svg]:size-5">{icon}</span>}
      <div className="grid gap-1.5">
        <h2 className="text-lg font-[620]">{title}</h2>
        <div className="grid max-w-[62ch] gap-2 text-ink-2">{children}</div>
      </div>
      {action}
    </section>
  )
}
