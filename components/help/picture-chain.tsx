import type { ReactNode } from 'react'
import { PictureFrame } from './picture-frame'
import type { PictureProps } from './pictures'

/** Two computers on one chain of tokens: each use makes the next token, and the copy that was not used is dead. */
export function ChainPicture({ say }: PictureProps) {
  return (
    <PictureFrame caption={say('caption')}>
      <svg viewBox="0 0 360 204" className="w-full max-w-[520px]" fill="none" aria-hidden>
        <Label x={10} y={18} className="fill-ink font-semibold">
          {say('first')}
        </Label>
        {[0, 1, 2].map((index) => (
          <Token key={index} x={10 + index * 124} isLive={index === 2}>
            {`${say('token') as string} ${index + 1}`}
          </Token>
        ))}
        {[0, 1].map((index) => (
          <path
            key={index}
            d={`M${104 + index * 124} 53h24m-5-5 5 5-5 5`}
            strokeWidth="1.5"
            strokeLinecap="round"
            strokeLinejoin="round"
            className="stroke-accent"
          />
        ))}
        <path d="M54 158V78m-5 5 5-5 5 5" strokeWidth="1.5" strokeDasharray="4 4" strokeLinecap="round" className="stroke-bad" />
        <circle cx="54" cy="116" r="10" className="fill-bad-soft stroke-bad" strokeWidth="1.5" />
        <path d="m50 112 8 8m0-8-8 8" strokeWidth="1.7" strokeLinecap="round" className="stroke-bad" />
        <Label x={74} y={120} className="fill-bad">
          {say('refused')}
        </Label>
        <Label x={10} y={180} className="fill-ink font-semibold">
          {say('second')}
        </Label>
      </svg>
    </PictureFrame>
  )
}

function Token({ x, isLive, children }: { x: number; isLive: boolean; children: ReactNode }) {
  return (
    <>
      <rect
        x={x}
        y="34"
        width="90"
        height="38"
        rx="8"
        strokeWidth="1.5"
        strokeDasharray={isLive ? undefined : '4 4'}
        className={isLive ? 'fill-accent-soft stroke-accent' : 'fill-sunken stroke-line-strong'}
      />
      <Label x={x + 45} y={57} anchor="middle" className={isLive ? 'fill-accent font-semibold' : 'fill-ink-3'}>
        {children}
      </Label>
    </>
  )
}

type LabelProps = { x: number; y: number; anchor?: 'middle' | 'end'; className: string; children: ReactNode }

/** Text in a picture of 360 units' width. */
export function Label({ x, y, anchor, className, children }: LabelProps) {
  return (
    <text x={x} y={y} textAnchor={anchor} className={`text-[12.5px] ${className}`}>
      {children}
    </text>
  )
}
