import { Label } from './picture-chain'
import { PictureFrame } from './picture-frame'
import type { PictureProps } from './pictures'

const dayWidth = 6.4
const left = 10

/** Two tokens: one that nobody uses, and one that is used on day 20 and begins anew. */
export function LifePicture({ say }: PictureProps) {
  const at = (day: number) => left + day * dayWidth
  return (
    <PictureFrame caption={say('caption')}>
      <svg viewBox="0 0 360 158" className="w-full max-w-[520px]" fill="none" aria-hidden>
        <Label x={left} y={16} className="fill-ink font-semibold">
          {say('unused')}
        </Label>
        <Bar from={at(0)} to={at(30)} y={28} />
        <End x={at(30)} y={32} />
        <Label x={at(30)} y={58} anchor="middle" className="fill-bad">
          {`${say('day') as string} 30`}
        </Label>
        <Label x={left} y={98} className="fill-ink font-semibold">
          {say('used')}
        </Label>
        <Bar from={at(0)} to={at(20)} y={110} />
        <Bar from={at(20)} to={at(50)} y={110} />
        <circle cx={at(20)} cy={114} r="8" className="fill-accent stroke-surface" strokeWidth="2" />
        <path
          d={`m${at(20) - 3.5} 114 2.5 2.5 4.5-5`}
          strokeWidth="1.6"
          strokeLinecap="round"
          strokeLinejoin="round"
          className="stroke-accent-ink"
        />
        <End x={at(50)} y={114} />
        <Label x={at(20)} y={140} anchor="middle" className="fill-accent">
          {`${say('day') as string} 20`}
        </Label>
        <Label x={at(50) + 8} y={140} anchor="end" className="fill-bad">
          {`${say('day') as string} 50`}
        </Label>
      </svg>
    </PictureFrame>
  )
}

function Bar({ from, to, y }: { from: number; to: number; y: number }) {
  return <rect x={from} y={y} width={to - from} height="8" rx="4" className="fill-accent-soft stroke-accent-line" />
}

function End({ x, y }: { x: number; y: number }) {
  return (
    <>
      <circle cx={x} cy={y} r="8" className="fill-bad-soft stroke-bad" strokeWidth="1.5" />
      <path d={`m${x - 3} ${y - 3} 6 6m0-6-6 6`} strokeWidth="1.6" strokeLinecap="round" className="stroke-bad" />
    </>
  )
}
