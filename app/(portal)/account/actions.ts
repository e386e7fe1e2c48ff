'use server'

import { redirect } from 'next/navigation'
import { readRequestOrigin } from '@/app/request-origin'
import { requireUser } from '@/lib/accounts/require-user'
import { newPasswordSchema } from '@/lib/accounts/schema'
import { revokeOtherSessions } from '@/lib/accounts/session-store'
import { endSession, setSessionCookie } from '@/lib/accounts/session-token'
import { changePassword } from '@/lib/entrance'
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
    return { values: {}, errors: { newPassword: read.error.issues[0]?.message ?? 'Choose another password.' }, message: null }
  const result = await changePassword(user, { current, next: read.data }, await readRequestOrigin())
  if (!result.ok) {
    const message = result.retryAt ? 'Too many tries in a short time. Wait a moment.' : 'This is not your current password.'
    return { values: {}, errors: { currentPassword: message }, message: null }
  }
  await setSessionCookie(result.userId, result.sessionId, result.device)
  redirect('/account?done=password')
}

export async function endOtherSessionsAction(): Promise<void> {
  const user = await requireUser()
  const { count } = await revokeOtherSessions(user.id, user.sessionIdHash, new Date())
  await note(user.id, 'sessions-ended', { count })
  redirect('/account?done=sessions')
}
