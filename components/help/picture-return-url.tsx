import type { ReactNode } from 'react'
import { PictureFrame } from './picture-frame'
import type { PictureProps } from './pictures'

const looks = {
  address: 'border-accent-line bg-accent-soft text-accent',
  code: 'border-warn-line bg-warn-soft text-warn',
  state: 'border-good-line bg-good-soft text-good',
} as const

/** A return URL taken apart. Number and name mark the parts, not the colour alone. */
export function ReturnUrlPicture({ say }: PictureProps) {
  return (
    <PictureFrame caption={say('caption')}>
      <p className="text-sm leading-8 text-ink-3 wrap-anywhere">
        <Part number={1} part="address">
          https://clientredirect.invantive.com/
        </Part>
        <code translate="no">?code=</code>
        <Part number={2} part="code">
          stampNL001…%21IAAAA…
        </Part>
        <code translate="no">&amp;state=</code>
        <Part number={3} part="state">
          w8Qz…
        </Part>
      </p>
      <ol className="grid gap-2 text-md sm:grid-cols-3">
        {(['address', 'code', 'state'] as const).map((part, index) => (
          <li key={part} className="flex gap-2">
            <b aria-hidden className={`grid size-5 flex-none place-items-center rounded-full border text-xs ${looks[part]}`}>
              {index + 1}
            </b>
            <span>{say(part)}</span>
          </li>
        ))}
      </ol>
    </PictureFrame>
  )
}

function Part({ number, part, children }: { number: number; part: keyof typeof looks; children: ReactNode }) {
  return (
    <code translate="no" className={`rounded-sm border box-decoration-clone px-1 py-1 ${looks[part]}`}>
      <sup aria-hidden className="mr-1 text-[10px] font-semibold">
        {number}
      </sup>
      <span>{children}</span>
    </code>
  )
}
