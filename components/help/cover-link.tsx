import Link from 'next/link'
import type { ReactNode } from 'react'

type Props = { href: string; weight?: 'font-semibold' | 'font-[560]'; children: ReactNode }

/** A link that answers for the whole box around it, which must be `relative`. */
export function CoverLink({ href, weight = 'font-semibold', children }: Props) {
  return (
    <Link
      href={href}
      prefetch={false}
      className={`w-fit ${weight} text-ink underline decoration-line-strong underline-offset-2 before:absolute before:inset-0`}
    >
      {children}
    </Link>
  )
}
