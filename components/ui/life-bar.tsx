import { Tag } from './tag'

export type LifeTone = 'good' | 'plain' | 'warn' | 'over'

const fills: Record<LifeTone, string> = { good: 'fill-accent', plain: 'fill-accent', warn: 'fill-warn', over: 'fill-line-strong' }

/** The words carry the meaning; the bar only lets the eye compare. */
export function LifeBar({ ratio, tone = 'plain', label }: { ratio: number; tone?: LifeTone; label: string }) {
  const filled = Math.min(1, Math.max(0, ratio)) * 100
  return (
    <span className="inline-grid w-full max-w-40 justify-items-start gap-1.5">
      <svg aria-hidden viewBox="0 0 100 6" preserveAspectRatio="none" className="h-1.5 w-full rounded-full bg-line">
        <rect width={Math.max(3, filled)} height="6" className={fills[tone]} />
      </svg>
      <Tag tone={tone === 'over' ? 'plain' : tone}>{label}</Tag>
    </span>
  )
}
