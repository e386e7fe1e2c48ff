import { useFormatter } from 'next-intl'
import type { AccountRow } from '@/lib/accounts/administration-store'
import { useTranslations } from '@/lib/i18n/use-translations'
import { TimeStamp } from './time-stamp'
import { Tag } from './ui/tag'

export function RoleTag({ role }: Pick<AccountRow, 'role'>) {
  const t = useTranslations('administration.role')
  return <Tag tone={role === 'administrator' ? 'accent' : 'plain'}>{t(role)}</Tag>
}

/** Shut, to be deleted, or neither. Both at once is possible. */
export function StandingTags({ disabledAt, deletionAt, now }: Pick<AccountRow, 'disabledAt' | 'deletionAt'> & { now: Date }) {
  const t = useTranslations('administration.standing')
  return (
    <span className="flex flex-wrap gap-1.5">
      {disabledAt && <Tag tone="bad">{t('shut')}</Tag>}
      {deletionAt && <Tag tone="warn">{t.rich('leaving', { time: () => <TimeStamp at={deletionAt} now={now} /> })}</Tag>}
      {!disabledAt && !deletionAt && <Tag tone="good">{t('active')}</Tag>}
    </span>
  )
}

type Ways = Pick<AccountRow, 'hasPassword' | 'passkeys' | 'totp' | 'identities'>

/** How its user comes in, or could. */
export function WaysIn({ hasPassword, passkeys, totp, identities }: Ways) {
  const t = useTranslations('administration.ways')
  const format = useFormatter()
  const ways = [
    ...(hasPassword ? [t('password')] : []),
    ...(passkeys > 0 ? [t('passkeys', { count: passkeys })] : []),
    ...(totp ? [t('app')] : []),
    ...(identities > 0 ? [t('signOn')] : []),
  ]
  if (ways.length === 0) return <span className="text-ink-3">{t('none')}</span>
  return <span>{format.list(ways, { type: 'unit', style: 'long' })}</span>
}

export function LastSeen({ at, now }: { at: Date | null; now: Date }) {
  const t = useTranslations('administration')
  return at ? <TimeStamp at={at} now={now} /> : <span className="text-ink-3">{t('never')}</span>
}
