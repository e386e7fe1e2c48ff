import type { TokenDates } from '@/lib/history/token-life'
import { useTranslations } from '@/lib/i18n/use-translations'
import Link from 'next/link'
import { TimeStamp } from './time-stamp'
import { ButtonLink } from './ui/button-link'
import { Notice } from './ui/notice'
import { Verbatim } from './ui/verbatim'

type Props = TokenDates & {
  now: Date
  againHref: string
  /** The file whose authorisation ended this one's token, while it stands. */
  successor?: { id: string; fileName: string }
}

/** Says at the top of a result that its token is dead, or may be, and the way out. Nothing for the others. */
export function TokenNotice({ supersededAt, backedUpAt, now, againHref, successor }: Props) {
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
        {successor && (
          <p>
            {t.rich('newer', {
              fileName: successor.fileName,
              file: (chunks) => (
                <Link href={`/settings/${successor.id}`} prefetch={false}>
                  <Verbatim as="b">{chunks}</Verbatim>
                </Link>
              ),
            })}
          </p>
        )}
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
