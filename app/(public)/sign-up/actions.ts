'use server'

import { redirect } from 'next/navigation'
import { readRequestOrigin } from '@/app/request-origin'
import { signUpSchema } from '@/lib/accounts/schema'
import { setSessionCookie } from '@/lib/accounts/session-token'
import { isSignUpOpen } from '@/lib/accounts/user-store'
import { signUp } from '@/lib/entrance'
import { invalidForm, readFields, type FormState } from '@/lib/form-state'

export async function signUpAction(_state: FormState, formData: FormData): Promise<FormState> {
  const fields = readFields(formData, ['email', 'password'])
  const values = { email: (fields.email ?? '').slice(0, 300) }
  const message = (text: string): FormState => ({ values, errors: {}, message: text })
  if (!(await isSignUpOpen())) return message('Sign-up is closed. Ask the operator of this portal for an account.')
  const read = signUpSchema.safeParse(fields)
  if (!read.success) return invalidForm(read.error.issues, values)

  const result = await signUp(read.data, await readRequestOrigin())
  if (!result.ok && result.reason === 'slowed') return message('Too many tries in a short time. Try again in a minute.')
  if (!result.ok) return message('No account can be made with this address. If it is yours, log in.')
  await setSessionCookie(result.userId, result.sessionId, result.device)
  redirect('/preauthenticate')
}
