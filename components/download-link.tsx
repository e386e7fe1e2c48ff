'use client'

import { Check } from 'lucide-react'
import { useState, type ReactNode } from 'react'
import type { ButtonVariant } from './ui/button'
import { ButtonLink } from './ui/button-link'

/** `begun`: what is said once the browser was asked for the file; null where the press leads to a question first. */
type Props = { variant: ButtonVariant; href: string; begun: string | null; children: ReactNode }

/** The way to the file. A browser shows a download in a corner, or not at all: the page says that it was begun. */
export function DownloadLink({ variant, href, begun, children }: Props) {
  const [isBegun, setBegun] = useState(false)
  return (
    <div className="relative">
      <ButtonLink id="download" variant={variant} href={href} isFile onClick={() => setBegun(true)}>
        {children}
      </ButtonLink>
      {/* There before it speaks, for else it would not be read out; and in the gap below, so that nothing moves. */}
      <p role="status" className="absolute top-full right-0 flex items-center gap-1.5 text-sm font-medium whitespace-nowrap text-good">
        {isBegun && begun && (
          <>
            <Check aria-hidden className="size-4 flex-none" />
            <span>{begun}</span>
          </>
        )}
      </p>
    </div>
  )
}
