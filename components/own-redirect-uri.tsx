import { useTranslations } from '@/lib/i18n/use-translations'
import type { PlatformChoice } from './platform-fields'
import { CopyButton } from './ui/copy-button'

/** The address to register in the App Center when nothing deviates. */
export function OwnRedirectUri({ platforms }: { platforms: PlatformChoice[] }) {
  const t = useTranslations('apps.form')
  const ui = useTranslations('ui')
  const label = useTranslations('labels')('redirectUri')
  return (
    <div className="grid gap-1.5">
      {platforms.map(({ id, name, ownRedirectUri }) => (
        <div key={id} className="grid gap-1.5">
          <p className="text-md font-[560]">{platforms.length > 1 ? t('ownUri', { platform: name }) : label}</p>
          <div className="flex min-h-[42px] items-center justify-between gap-2 rounded-md border border-line bg-sunken py-1 pl-3 pr-1.5">
            <code id={`own-redirect-uri-${id}`} translate="no" className="min-w-0 text-sm wrap-anywhere">
              {ownRedirectUri}
            </code>
            <CopyButton value={ownRedirectUri} label={ui('copyWhat', { what: label })} sourceId={`own-redirect-uri-${id}`} />
          </div>
        </div>
      ))}
      <p className="text-sm text-ink-3">{t('ownUriHint')}</p>
    </div>
  )
}
