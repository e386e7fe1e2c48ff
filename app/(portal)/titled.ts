import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { getUser } from '@/lib/accounts/require-user'

type Texts = Awaited<ReturnType<typeof getTranslations<never>>>

/**
 * The `generateMetadata` of a portal page. Without a session the log-in form stands in its place, and Next would give that the page's
 * title as soon as the browser takes over.
 */
export function titled(title: string | ((t: Texts) => string)) {
  return async (): Promise<Metadata> => {
    const t = await getTranslations()
    return { title: (await getUser()) ? (typeof title === 'string' ? title : title(t)) : t('entrance.logIn.title') }
  }
}
