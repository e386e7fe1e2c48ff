import { useLifeWords } from '@/components/token-life'
import { Card } from '@/components/ui/card'
import { Notice } from '@/components/ui/notice'
import type { SettingsFileSummary } from '@/lib/history/store'
import { useTranslations } from '@/lib/i18n/use-translations'
import { unconfirmedParts, type SettingsFormat } from '@/lib/settings/format'

/** What a settings file is, and what ends it. */
export function GoodToKnow({ file, now, format }: { file: SettingsFileSummary; now: Date; format: SettingsFormat }) {
  const t = useTranslations('settings.know')
  const life = useLifeWords({ ...file, now }).label
  const isPlain = !file.supersededAt && !file.backedUpAt
  return (
    <Card title={t('title')}>
      <Notice tone="warn" title={t('plainTitle')}>
        <p>{t('plain')}</p>
      </Notice>
      <ul className="grid list-disc gap-2 pl-5 text-md text-ink-2">
        <li>{t('chain')}</li>
        <li>{isPlain ? `${t('idle')} ${t('idleNow', { life })}` : t('idle')}</li>
        <li>{t('keychain')}</li>
        <li>
          {t('unconfirmed', {
            parts: unconfirmedParts(format)
              .map(({ part, value }) => t(`parts.${part}`, { value }))
              .join('; '),
          })}
        </li>
      </ul>
    </Card>
  )
}
