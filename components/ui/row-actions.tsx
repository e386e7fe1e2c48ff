import Link from 'next/link'
import type { ReactNode } from 'react'
import { buttonClass } from './button'

/** The buttons at the end of a table's row: one line where the table is a table. */
export function RowActions({ children }: { children: ReactNode }) {
  return <span className="flex gap-1 @max-[860px]:flex-wrap @max-[860px]:gap-1.5 @min-[860px]:justify-end">{children}</span>
}

type Props = { href: string; icon: ReactNode; text: string; label: string; isFile?: true }

/** An icon in a table, icon and word in a card. `label` says which row it is about. */
export function RowAction({ href, icon, text, label, isFile }: Props) {
  const rest = {
    href,
    'aria-label': label,
    title: text,
    className: buttonClass({ variant: 'quiet', size: 'sm' }, '@min-[860px]:w-8 @min-[860px]:px-0'),
    children: (
      <>
        {icon}
        <span className="@min-[860px]:sr-only">{text}</span>
      </>
    ),
  }
  // A file is no page: the router must not fetch it.
  return isFile ? <a {...rest} /> : <Link prefetch={false} {...rest} />
}
