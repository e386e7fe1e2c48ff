'use server'

import { redirect } from 'next/navigation'
import { answerInvalid, orBusy } from '@/app/form-answer'
import { readNewPassword } from '@/app/new-password'
import { readRequestLocale } from '@/app/request-locale'
import { readRequestOrigin } from '@/app/request-origin'
import { setSessionCookie } from '@/lib/accounts/session-token'
import { readFields, type FormState } from '@/lib/form-state'
import { findJoinLink, join } from '@/lib/join'

export async function joinAction(_state: FormState, formData: FormData): Promise<FormState> {
  const { token = '', password = '' } = readFields(formData, ['token', 'password'])
  const link = await findJoinLink(token)
  const read = await readNewPassword(password, 'password', link?.email ?? '')
  if (!read.ok) return answerInvalid(read.issues, {})
  const given = { token, password: read.password, locale: await readRequestLocale() }
  return orBusy('form', {}, async () => {
    const entered = link && (await join(given, await readRequestOrigin()))
    if (!entered) redirect('/sign-up?problem=over')
    await setSessionCookie(entered.userId, entered.sessionId, entered.device)
    redirect('/preauthenticate')
  })
}
