'use client'

import { useTranslations } from '@/lib/i18n/use-translations'
import { ButtonLink } from '../ui/button'
import { PublicShell } from './public-shell'

/** Stands in the place of a page that was opened without a session. As NothingHere, it is sent along with every page. */
export function LogInFirst({ returnTo }: { returnTo: string }) {
  const t = useTranslations('entrance')
  return (
    <PublicShell>
      <div className="grid gap-1">
        <h1 className="text-title">{t('unauthorized.title')}</h1>
        <p className="text-ink-2">{t('unauthorized.lead')}</p>
      </div>
      <ButtonLink href={`/login?${new URLSearchParams({ returnTo })}`} variant="primary">
        {t('logIn.submit')}
      </ButtonLink>
    </PublicShell>
  )
}
