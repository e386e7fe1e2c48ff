import type { Metadata } from 'next'
import { getAllTranslations } from '@/lib/i18n/translations'
import { getUser } from '@/lib/accounts/require-user'

type Texts = Awaited<ReturnType<typeof getAllTranslations>>

/**
 * The `generateMetadata` of a portal page. Without a session the log-in form stands in its place, and Next would give that the page's
 * title as soon as the browser takes over.
 */
export function titled(title: (t: Texts) => string) {
  return async (): Promise<Metadata> => {
    const t = await getAllTranslations()
    return { title: (await getUser()) ? title(t) : t('entrance.logIn.title') }
  }
}
