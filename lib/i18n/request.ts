import { cookies, headers } from 'next/headers'
import { getRequestConfig } from 'next-intl/server'
import { getUser } from '../accounts/require-user'
import { languageCookie, timeZoneCookie } from './cookies'
import { localeTags } from './locale-names'
import { negotiateLocale, readLocale } from './locales'
import { loadMessages } from './namespaces'
import { readTimeZone } from './time-zone'

/** In which language, and in whose time, this request is answered: as the account says, else as this browser was set, else as it asks. */
export default getRequestConfig(async () => {
  const [jar, given] = await Promise.all([cookies(), headers()])
  // A page that says that the database is away needs its words, too.
  const user = await getUser().catch(() => null)
  const locale = user?.locale ?? readLocale(jar.get(languageCookie)?.value) ?? negotiateLocale(given.get('accept-language'))
  const timeZone = user?.timeZone ?? readTimeZone(jar.get(timeZoneCookie)?.value) ?? 'UTC'
  return { locale: localeTags[locale], timeZone, now: new Date(), messages: await loadMessages(locale) }
})
