'use client'

import { useTranslations } from '@/lib/i18n/use-translations'
import { ButtonLink } from '../ui/button'
import { PublicShell } from './public-shell'

/** Stands in the place of a page that is not there. In the browser's hands, for Next.js sends it along with every page: so it is a name, and no picture. */
export function NothingHere() {
  const t = useTranslations('entrance.notFound')
  return (
    <PublicShell>
      <div className="grid gap-1">
        <h1 className="text-title">{t('title')}</h1>
        <p className="text-ink-2">{t('lead')}</p>
      </div>
      <ButtonLink href="/preauthenticate" variant="primary">
        {t('go')}
      </ButtonLink>
    </PublicShell>
  )
}
