import { ClipboardPaste, FileCheck2, Globe, ShieldCheck } from 'lucide-react'
import type { ReactNode } from 'react'
import { PictureFrame } from './picture-frame'
import type { PictureProps } from './pictures'

type Stop = { icon: typeof Globe; text: ReactNode; address?: string; isByHand?: true }

/** Two ways back from Exact Online. Boxes of text, not a drawing: they wrap on the phone and grow with the letters. */
export function RedirectPicture({ say }: PictureProps) {
  const own: Stop[] = [
    { icon: ShieldCheck, text: say('allow') },
    { icon: Globe, text: say('ownBack'), address: '…/callback/exact-online' },
    { icon: FileCheck2, text: say('file') },
  ]
  const deviating: Stop[] = [
    { icon: ShieldCheck, text: say('allow') },
    { icon: Globe, text: say('deviatingBack'), address: 'clientredirect.invantive.com' },
    { icon: ClipboardPaste, text: say('paste'), isByHand: true },
    { icon: FileCheck2, text: say('file') },
  ]
  return (
    <PictureFrame caption={say('caption')}>
      <Lane title={say('own')} stops={own} />
      <Lane title={say('deviating')} stops={deviating} />
    </PictureFrame>
  )
}

function Lane({ title, stops }: { title: ReactNode; stops: Stop[] }) {
  return (
    <div className="grid gap-2">
      <p className="text-sm font-semibold text-ink">{title}</p>
      <ol className="grid gap-x-6 gap-y-5 sm:auto-cols-fr sm:grid-flow-col">
        {stops.map(({ icon: Icon, text, address, isByHand }, index) => (
          <li
            key={index}
            className={`relative grid content-start gap-1 rounded-md border px-3 py-2.5 text-sm text-ink max-sm:grid-cols-[auto_1fr] max-sm:items-center
              max-sm:gap-x-3 ${isByHand ? 'border-warn-line bg-warn-soft' : 'border-line-strong bg-sunken'}`}
          >
            {index > 0 && <Arrow />}
            <Icon aria-hidden className={`size-[18px] ${isByHand ? 'text-warn' : 'text-accent'}`} strokeWidth={1.7} />
            <span className="wrap-anywhere">{text}</span>
            {address && (
              <code translate="no" className="text-xs text-ink-3 wrap-anywhere max-sm:col-start-2">
                {address}
              </code>
            )}
          </li>
        ))}
      </ol>
    </div>
  )
}

/** From the box before: from the left, or on the phone from above. */
function Arrow() {
  return (
    <svg
      aria-hidden
      viewBox="0 0 24 12"
      className="absolute h-3 w-6 max-sm:left-1/2 max-sm:top-[-17px] max-sm:-translate-x-1/2 max-sm:rotate-90 sm:-left-[25px] sm:top-1/2
        sm:-translate-y-1/2"
    >
      <path d="M3 6h17M16 2l4 4-4 4" fill="none" strokeWidth="1.5" strokeLinecap="round" strokeLinejoin="round" className="stroke-ink-3" />
    </svg>
  )
}
