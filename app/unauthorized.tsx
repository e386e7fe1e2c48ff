import type { Metadata } from 'next'
import { getTranslations } from '@/lib/i18n/translations'
import { headers } from 'next/headers'
import { PublicShell } from '@/components/shell/public-shell'
import { ButtonLink } from '@/components/ui/button-link'

export const generateMetadata = async (): Promise<Metadata> => ({ title: (await getTranslations('entrance.logIn'))('title') })

/** Stands, with status 401, in the place of a page that was opened without a session. A browser is led on to the log-in by lib/http/lead-to-log-in.mjs. */
export default async function Unauthorized() {
  const t = await getTranslations('entrance')
  const returnTo = (await headers()).get('x-portal-path') ?? '/'
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
