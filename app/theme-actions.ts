'use server'

import { cookies } from 'next/headers'
import { readTheme } from '@/components/shell/theme'
import { requireUser } from '@/lib/accounts/require-user'
import { preferenceCookie } from './preference-cookies'

export async function setThemeAction(formData: FormData): Promise<void> {
  await requireUser()
  const theme = readTheme(formData.get('theme'))
  const jar = await cookies()
  if (theme === 'system') jar.delete('theme')
  else jar.set('theme', theme, preferenceCookie)
}
