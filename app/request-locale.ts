import 'server-only'
import { cookies, headers } from 'next/headers'
import { languageCookie } from '@/lib/i18n/cookies'
import type { Locale } from '@/lib/i18n/locale-names'
import { negotiateLocale, readLocale } from '@/lib/i18n/locales'

/** The language of whoever asks and is not logged in: as chosen in this browser, or as the browser says. */
export async function readRequestLocale(): Promise<Locale> {
  return readLocale((await cookies()).get(languageCookie)?.value) ?? negotiateLocale((await headers()).get('accept-language'))
}
