import { LifeBar, type LifeTone } from './ui/life-bar'

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

export function TokenLife({ createdAt, now }: { createdAt: Date; now: Date }) {
  return <LifeBar {...tokenLife(createdAt, now)} />
}
