import { CircleAlert, CircleCheck, Info, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'

export type NoticeTone = 'info' | 'warn' | 'bad' | 'good'

const looks = {
  info: { icon: Info, box: 'border-line bg-sunken text-ink-2' },
  warn: { icon: TriangleAlert, box: 'border-warn-line bg-warn-soft text-warn' },
  bad: { icon: CircleAlert, box: 'border-bad-line bg-bad-soft text-bad' },
  good: { icon: CircleCheck, box: 'border-good-line bg-good-soft text-good' },
} satisfies Record<NoticeTone, { icon: typeof Info; box: string }>

type Props = { tone?: NoticeTone; title?: ReactNode; role?: 'status' | 'alert'; children?: ReactNode }

export function Notice({ tone = 'info', title, role, children }: Props) {
  const { icon: Icon, box } = looks[tone]
  return (
    <div role={role} className={`flex gap-3 rounded-md border px-4 py-3 text-md ${box}`}>
      <Icon aria-hidden className="mt-0.5 size-[18px] flex-none" />
      <div className="grid min-w-0 gap-0.5 wrap-anywhere [&_a]:underline [&_a]:underline-offset-2">
        {title && <p className="font-semibold">{title}</p>}
        {children && <div className="grid gap-2">{children}</div>}
      </div>
    </div>
  )
}
