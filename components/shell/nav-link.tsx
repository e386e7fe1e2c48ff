'use client'

import Link from 'next/link'
import { usePathname } from 'next/navigation'
import type { ReactNode } from 'react'

export function NavLink({ href, children }: { href: string; children: ReactNode }) {
  const path = usePathname()
  const isHere = path === href || path.startsWith(`${href}/`)
  return (
    <Link
      href={href}
      prefetch={false}
      aria-current={isHere ? 'page' : undefined}
      className="flex min-h-[42px] items-center rounded-md font-medium text-ink-2 hover:text-ink aria-[current]:bg-tint
        aria-[current]:font-semibold aria-[current]:text-ink max-md:min-h-[56px] max-md:flex-1 max-md:basis-0 max-md:flex-col max-md:gap-1
        max-md:px-0.5 max-md:py-1.5 max-md:text-center max-md:text-[11px] max-md:leading-[13px] md:gap-2.5 md:px-2.5 md:py-2
        [&_svg]:size-[18px] [&_svg]:flex-none [&_svg]:stroke-[1.7]"
    >
      {children}
    </Link>
  )
}
