import type { Metadata } from 'next'
import { getUser } from '@/lib/accounts/require-user'

/**
 * The `generateMetadata` of a portal page. Without a session the log-in form stands in its place, and Next would give that the page's
 * title as soon as the browser takes over.
 */
export function titled(title: string) {
  return async (): Promise<Metadata> => ({ title: (await getUser()) ? title : 'Log in' })
}
