'use server'

import { redirect } from 'next/navigation'
import { answerInvalid, answerProblem } from '@/app/form-answer'
import { readRequestOrigin } from '@/app/request-origin'
import { requireUser } from '@/lib/accounts/require-user'
import { newPasswordSchema } from '@/lib/accounts/schema'
import { revokeOtherSessions } from '@/lib/accounts/session-store'
import { endSession, setSessionCookie } from '@/lib/accounts/session-token'
import { changePassword } from '@/lib/entrance'
import { readTimeZone } from '@/lib/i18n/time-zone'
import { savePreferences } from '@/lib/accounts/user-store'
import { readFields, type FormState } from '@/lib/form-state'
import { note } from '@/lib/note'

export async function logOutAction(): Promise<void> {
  const user = await requireUser()
  await endSession(new Date())
  await note(user.id, 'logged-out')
  redirect('/login')
}

/** The current password is tried with the limits of a log-in; afterwards only the session made here is left. */
export async function changePasswordAction(_state: FormState, formData: FormData): Promise<FormState> {
  const user = await requireUser()
  const { currentPassword: current = '', newPassword = '' } = readFields(formData, ['currentPassword', 'newPassword'])
  const read = newPasswordSchema.safeParse(newPassword)
  if (!read.success)
    return answerInvalid(
      read.error.issues.map((issue) => ({ ...issue, path: ['newPassword'] })),
      {},
    )
  const result = await changePassword(user, { current, next: read.data }, await readRequestOrigin())
  if (!result.ok) return answerProblem('currentPassword', result.retryAt ? 'slowed' : 'currentPasswordWrong')
  await setSessionCookie(result.userId, result.sessionId, result.device)
  redirect('/account?done=password')
}

export async function endOtherSessionsAction(): Promise<void> {
  const user = await requireUser()
  const { count } = await revokeOtherSessions(user.id, user.sessionIdHash, new Date())
  await note(user.id, 'sessions-ended', { count })
  redirect('/account?done=sessions')
}

/** In which time zone the account reads its times; nothing chosen: in the browser's. */
export async function setTimeZoneAction(formData: FormData): Promise<void> {
  const user = await requireUser()
  await savePreferences(user.id, { timeZone: readTimeZone(formData.get('timeZone')) })
  redirect('/account?done=preferences')
}
