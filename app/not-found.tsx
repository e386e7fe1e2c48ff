import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { PublicShell } from '@/components/shell/public-shell'
import { ButtonLink } from '@/components/ui/button'

export const generateMetadata = async (): Promise<Metadata> => ({ title: (await getTranslations('entrance.notFound'))('heading') })

export default async function NotFound() {
  const t = await getTranslations('entrance.notFound')
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
