'use server'

import { revalidatePath } from 'next/cache'
import { cookies } from 'next/headers'
import { preferenceCookie } from '@/app/preference-cookies'
import { getUser } from '@/lib/accounts/require-user'
import { savePreferences } from '@/lib/accounts/user-store'
import { readLocale } from '@/lib/i18n/locales'
import { languageCookie } from '@/lib/i18n/cookies'

/** In front of the door, too: this browser keeps the language, and so does the account, if somebody is logged in. */
export async function setLanguageAction(formData: FormData): Promise<void> {
  const locale = readLocale(formData.get('locale'))
  if (!locale) return
  ;(await cookies()).set(languageCookie, locale, preferenceCookie)
  const user = await getUser()
  if (user) await savePreferences(user.id, { locale })
  revalidatePath('/', 'layout')
}
