'use server'

import { redirect } from 'next/navigation'
import { answerInvalid, orBusy } from '@/app/form-answer'
import { readRequestOrigin } from '@/app/request-origin'
import { readNewPassword } from '@/app/new-password'
import { readFields, type FormState } from '@/lib/form-state'
import { findResetLink, resetPassword } from '@/lib/recover-password'

export async function resetPasswordAction(_state: FormState, formData: FormData): Promise<FormState> {
  const { token = '', password = '' } = readFields(formData, ['token', 'password'])
  const link = await findResetLink(token)
  const read = await readNewPassword(password, 'password', link?.email ?? '')
  if (!read.ok) return answerInvalid(read.issues, {})
  return orBusy('form', {}, async () => {
    const isDone = link !== null && (await resetPassword({ token, password: read.password }, await readRequestOrigin()))
    redirect(isDone ? '/login?done=password' : '/forgot-password?problem=over')
  })
}
