import type { ReactNode } from 'react'

/** A picture with the sentence that says what it shows. */
export function PictureFrame({ caption, children }: { caption: ReactNode; children: ReactNode }) {
  return (
    <figure className="grid min-w-0 gap-4 rounded-lg border border-line bg-surface p-4 sm:p-5">
      {children}
      <figcaption className="text-sm text-ink-3">{caption}</figcaption>
    </figure>
  )
}
