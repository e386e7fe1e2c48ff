'use client'

import { useTranslations } from '@/lib/i18n/use-translations'
import { useBrandName } from '@/components/shell/brand'
import { PublicShell } from '@/components/shell/public-shell'
import { Button, buttonClass } from '@/components/ui/button'

type Props = { error: Error & { digest?: string }; retry: () => void }

/** Also what is seen while the database is away: the page can't tell the two apart, for the server keeps its errors to itself. */
export default function ErrorPage({ error, retry }: Props) {
  const t = useTranslations('shell')
  const brand = useBrandName()
  return (
    <PublicShell>
      <div className="grid gap-1">
        <title>{`${t('brokenTitle')} · ${brand}`}</title>
        <h1 className="text-title">{t('brokenHeading')}</h1>
        <p className="text-ink-2">{t('brokenLead')}</p>
        {error.digest && (
          <p className="text-sm text-ink-3">
            {t.rich('brokenNumber', { number: error.digest, code: (chunks) => <code translate="no">{chunks}</code> })}
          </p>
        )}
      </div>
      <div className="flex flex-wrap gap-2.5">
        <Button variant="primary" onClick={() => retry()}>
          {t('tryAgain')}
        </Button>
        {/* eslint-disable-next-line @next/next/no-html-link-for-pages -- who comes from a page that broke begins anew; and every page carries this file */}
        <a href="/settings" className={buttonClass({})}>
          {t('settings')}
        </a>
      </div>
    </PublicShell>
  )
}
