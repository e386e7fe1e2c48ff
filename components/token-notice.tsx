import type { TokenDates } from '@/lib/history/token-life'
import { useTranslations } from '@/lib/i18n/use-translations'
import { TimeStamp } from './time-stamp'

import { ButtonLink } from './ui/button'
import { Notice } from './ui/notice'

/** Says at the top of a result that its token is dead, or may be, and the way out. Nothing for the others. */
export function TokenNotice({ supersededAt, backedUpAt, now, againHref }: TokenDates & { now: Date; againHref: string }) {
  const t = useTranslations('settings.notice')
  if (!supersededAt && !backedUpAt) return null
  const again = (
    <ButtonLink href={againHref} size="sm" variant={supersededAt ? 'primary' : 'secondary'} className="no-underline!">
      {t('again')}
    </ButtonLink>
  )
  if (supersededAt) {
    return (
      <Notice tone="warn" title={t('supersededTitle')}>
        <p>{t.rich('superseded', { time: () => <TimeStamp at={supersededAt} now={now} /> })}</p>
        <p>{again}</p>
      </Notice>
    )
  }
  return (
    <Notice tone="warn" title={t('backupTitle')}>
      <p>{t.rich('backup', { time: () => <TimeStamp at={backedUpAt ?? now} now={now} /> })}</p>
      <p>{again}</p>
    </Notice>
  )
}
