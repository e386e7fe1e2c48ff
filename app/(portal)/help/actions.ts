'use server'

import { redirect } from 'next/navigation'
import { requireUser } from '@/lib/accounts/require-user'
import { savePreferences } from '@/lib/accounts/user-store'

/** Skipped or done: the tour is not shown again by itself. */
export async function endTourAction(formData: FormData): Promise<void> {
  const user = await requireUser()
  await savePreferences(user.id, { tourEndedAt: new Date() })
  const app = formData.get('app')
  redirect(typeof app === 'string' && /^[0-9a-f-]{36}$/.test(app) ? `/preauthenticate?app=${app}` : '/preauthenticate')
}

/** Shows the tour once more, from its first step. */
export async function showTourAction(): Promise<void> {
  const user = await requireUser()
  await savePreferences(user.id, { tourEndedAt: null })
  redirect('/preauthenticate')
}
