'use server'

import { redirect } from 'next/navigation'
import { answerInvalid, answerProblem, orBusy } from '@/app/form-answer'
import { readNewPassword } from '@/app/new-password'
import { readRequestOrigin } from '@/app/request-origin'
import { requireUser } from '@/lib/accounts/require-user'
import { renewSessionCookie } from '@/lib/accounts/session-token'
import { changePassword } from '@/lib/change-password'
import { readFields, type FormState } from '@/lib/form-state'

/** The current password is tried with the limits of a log-in; afterwards only the log-in at hand is left, under a new id. */
export async function changePasswordAction(_state: FormState, formData: FormData): Promise<FormState> {
  const user = await requireUser()
  const { currentPassword: current = '', newPassword = '' } = readFields(formData, ['currentPassword', 'newPassword'])
  const read = await readNewPassword(newPassword, 'newPassword', user.email)
  if (!read.ok) return answerInvalid(read.issues, {})
  return orBusy('form', {}, async () => {
    const result = await changePassword(user, { current, next: read.password }, await readRequestOrigin())
    if (!result.ok) return answerProblem('currentPassword', result.retryAt ? 'slowed' : 'currentPasswordWrong')
    await renewSessionCookie(user.id, result.sessionId)
    redirect('/account?done=password')
  })
}
