import type { ReactNode } from 'react'

export type TagTone = 'plain' | 'accent' | 'good' | 'warn' | 'bad'

const tones: Record<TagTone, string> = {
  plain: 'border-line bg-sunken text-ink-2',
  accent: 'border-transparent bg-accent-soft text-accent',
  good: 'border-transparent bg-good-soft text-good',
  warn: 'border-transparent bg-warn-soft text-warn',
  bad: 'border-transparent bg-bad-soft text-bad',
}

export function Tag({ tone = 'plain', children }: { tone?: TagTone; children: ReactNode }) {
  return <span className={`inline-block rounded-full border px-2 py-px text-xs font-[560] ${tones[tone]}`}>{children}</span>
}
