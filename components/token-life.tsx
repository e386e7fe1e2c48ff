import { TimeStamp } from './time-stamp'
import { LifeBar, type LifeTone } from './ui/life-bar'
import { Tag } from './ui/tag'

const dayMs = 24 * 60 * 60 * 1000
const warnAtDaysLeft = 7

/** The portal knows when a token was given out, not when it was last used: every word is about that. */
export function tokenLife(createdAt: Date, now: Date, idleDays = 30): { ratio: number; tone: LifeTone; label: string } {
  const ageDays = Math.max(0, Math.floor((now.getTime() - createdAt.getTime()) / dayMs))
  const ratio = Math.min(1, ageDays / idleDays)
  const daysLeft = idleDays - ageDays
  if (daysLeft <= 0) return { ratio: 1, tone: 'over', label: `${ageDays} days old: dead if never used` }
  if (daysLeft <= warnAtDaysLeft) return { ratio, tone: 'warn', label: `${daysLeft} ${daysLeft === 1 ? 'day' : 'days'} left if unused` }
  if (ageDays === 0) return { ratio, tone: 'good', label: 'new' }
  return { ratio, tone: 'plain', label: `${ageDays} ${ageDays === 1 ? 'day' : 'days'} old` }
}

/** `supersededAt`: the same person allowed the same app again. `backedUpAt`: the row came back from a backup of that time. */
export type TokenDates = { createdAt: Date; supersededAt: Date | null; backedUpAt: Date | null }

/** How old a token is, or what is known to have happened to it. */
export function TokenLife({ createdAt, supersededAt, backedUpAt, now }: TokenDates & { now: Date }) {
  if (!supersededAt && !backedUpAt) return <LifeBar {...tokenLife(createdAt, now)} />
  return (
    <span className="inline-grid max-w-44 justify-items-start gap-1">
      <Tag tone={supersededAt ? 'plain' : 'warn'}>{supersededAt ? 'superseded' : 'from a backup'}</Tag>
      <span className="text-sm text-ink-3">
        {supersededAt ? (
          <TimeStamp at={supersededAt} now={now} />
        ) : (
          <>
            the token may have been replaced since <TimeStamp at={backedUpAt ?? createdAt} now={now} />
          </>
        )}
      </span>
    </span>
  )
}
