'use server'

import { redirect } from 'next/navigation'
import { answerInvalid, answerProblem } from '@/app/form-answer'
import { readRequestOrigin, readReturnTo } from '@/app/request-origin'
import { setSessionCookie } from '@/lib/accounts/session-token'
import { logIn } from '@/lib/entrance'
import { readFields, type FormState, type Issue } from '@/lib/form-state'

export async function logInAction(_state: FormState, formData: FormData): Promise<FormState> {
  const { email = '', password = '', returnTo = '' } = readFields(formData, ['email', 'password', 'returnTo'])
  const values = { email: email.slice(0, 300), returnTo: readReturnTo(returnTo) }
  const issues: Issue[] = []
  if (!email.trim()) issues.push({ path: ['email'], message: 'emailMissing' })
  if (!password) issues.push({ path: ['password'], message: 'passwordMissing' })
  if (issues.length) return answerInvalid(issues, values)

  const now = new Date()
  const result = await logIn({ email: values.email, password, ...(await readRequestOrigin()) }, now)
  if (result.ok) {
    await setSessionCookie(result.userId, result.sessionId, result.device)
    redirect(values.returnTo)
  }
  if (!result.retryAt) return answerProblem('form', 'credentialsWrong', values)
  const seconds = Math.max(1, Math.ceil((result.retryAt.getTime() - now.getTime()) / 1000))
  return answerProblem('form', 'slowedSeconds', values, { seconds })
}
