'use server'

import { redirect } from 'next/navigation'
import { readRequestOrigin, readReturnTo } from '@/app/request-origin'
import { setSessionCookie } from '@/lib/accounts/session-token'
import { logIn } from '@/lib/entrance'
import { readFields, type FormState } from '@/lib/form-state'

export async function logInAction(_state: FormState, formData: FormData): Promise<FormState> {
  const { email = '', password = '', returnTo = '' } = readFields(formData, ['email', 'password', 'returnTo'])
  const values = { email: email.slice(0, 300), returnTo: readReturnTo(returnTo) }
  const errors = {
    ...(!email.trim() && { email: 'Fill in your e-mail address.' }),
    ...(!password && { password: 'Fill in your password.' }),
  }
  if (Object.keys(errors).length) return { values, errors, message: null }

  const now = new Date()
  const result = await logIn({ email: values.email, password, ...(await readRequestOrigin()) }, now)
  if (result.ok) {
    await setSessionCookie(result.userId, result.sessionId, result.device)
    redirect(values.returnTo)
  }
  if (!result.retryAt) return { values, errors: {}, message: 'The e-mail address or the password is wrong.' }
  return { values, errors: {}, message: `Too many tries in a short time. ${tryAgainIn(result.retryAt, now)}` }
}

function tryAgainIn(retryAt: Date, now: Date): string {
  const seconds = Math.max(1, Math.ceil((retryAt.getTime() - now.getTime()) / 1000))
  return `Try again in ${seconds} second${seconds === 1 ? '' : 's'}.`
}
