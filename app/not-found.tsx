import type { Metadata } from 'next'
import { getTranslations } from '@/lib/i18n/translations'
import { useTranslations } from '@/lib/i18n/use-translations'
import { PublicShell } from '@/components/shell/public-shell'
import { ButtonLink } from '@/components/ui/button-link'

export const generateMetadata = async (): Promise<Metadata> => ({ title: (await getTranslations('entrance.notFound'))('heading') })

export default function NotFound() {
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
