'use server'

import { redirect } from 'next/navigation'
import { answerInvalid, answerProblem } from '@/app/form-answer'
import { readRequestOrigin } from '@/app/request-origin'
import { signUpSchema } from '@/lib/accounts/schema'
import { setSessionCookie } from '@/lib/accounts/session-token'
import { isSignUpOpen } from '@/lib/accounts/user-store'
import { signUp } from '@/lib/entrance'
import { readFields, type FormState } from '@/lib/form-state'

export async function signUpAction(_state: FormState, formData: FormData): Promise<FormState> {
  const fields = readFields(formData, ['email', 'password'])
  const values = { email: (fields.email ?? '').slice(0, 300) }
  if (!(await isSignUpOpen())) return answerProblem('form', 'signUpClosed', values)
  const read = signUpSchema.safeParse(fields)
  if (!read.success) return answerInvalid(read.error.issues, values)

  const result = await signUp(read.data, await readRequestOrigin())
  if (!result.ok && result.reason === 'slowed') return answerProblem('form', 'slowedMinute', values)
  if (!result.ok) return answerProblem('form', 'addressTaken', values)
  await setSessionCookie(result.userId, result.sessionId, result.device)
  redirect('/preauthenticate')
}
