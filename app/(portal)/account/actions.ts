'use server'

import { redirect } from 'next/navigation'
import { readRequestOrigin } from '@/app/request-origin'
import { logIn } from '@/lib/accounts/log-in'
import { hashPassword } from '@/lib/accounts/password'
import { requireUser } from '@/lib/accounts/require-user'
import { newPasswordSchema } from '@/lib/accounts/schema'
import { hashSessionId, revokeOtherSessions } from '@/lib/accounts/session-store'
import { endSession, setSessionCookie } from '@/lib/accounts/session-token'
import { savePasswordHash } from '@/lib/accounts/user-store'
import { readFields, type FormState } from '@/lib/form-state'

export async function logOutAction(): Promise<void> {
  await requireUser()
  await endSession(new Date())
  redirect('/login')
}

/** The current password is a log-in like any other, with its limits; afterwards only the session made here is left. */
export async function changePasswordAction(_state: FormState, formData: FormData): Promise<FormState> {
  const user = await requireUser()
  const { currentPassword = '', newPassword = '' } = readFields(formData, ['currentPassword', 'newPassword'])
  const read = newPasswordSchema.safeParse(newPassword)
  if (!read.success)
    return { values: {}, errors: { newPassword: read.error.issues[0]?.message ?? 'Choose another password.' }, message: null }
  const now = new Date()
  const check = await logIn({ email: user.email, password: currentPassword, ...(await readRequestOrigin()) }, now)
  if (!check.ok) {
    const message = check.retryAt ? 'Too many tries in a short time. Wait a moment.' : 'This is not your current password.'
    return { values: {}, errors: { currentPassword: message }, message: null }
  }
  await savePasswordHash(user.id, await hashPassword(read.data))
  await setSessionCookie(check.userId, check.sessionId, check.device)
  await revokeOtherSessions(user.id, hashSessionId(check.sessionId), now)
  redirect('/account?done=password')
}

export async function endOtherSessionsAction(): Promise<void> {
  const user = await requireUser()
  await revokeOtherSessions(user.id, user.sessionIdHash, new Date())
  redirect('/account?done=sessions')
}
