import type { Metadata } from 'next'
import { headers } from 'next/headers'
import { LogInFirst } from '@/components/shell/log-in-first'
import { getTranslations } from '@/lib/i18n/translations'

export const generateMetadata = async (): Promise<Metadata> => ({ title: (await getTranslations('entrance.logIn'))('title') })

/** Stands, with status 401, in the place of a page that was opened without a session. A browser is led on to the log-in by lib/http/lead-to-log-in.mjs. */
export default async function Unauthorized() {
  return <LogInFirst returnTo={(await headers()).get('x-portal-path') ?? '/'} />
}
