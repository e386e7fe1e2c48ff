'use server'

import { redirect } from 'next/navigation'
import { readRequestOrigin } from '@/app/request-origin'
import { issueDevice } from '@/lib/accounts/device-cookie'
import { takeSignUp } from '@/lib/accounts/log-in'
import { hashPassword } from '@/lib/accounts/password'
import { signUpSchema } from '@/lib/accounts/schema'
import { createSession } from '@/lib/accounts/session-store'
import { setSessionCookie } from '@/lib/accounts/session-token'
import { createUser, isSignUpOpen } from '@/lib/accounts/user-store'
import { invalidForm, readFields, type FormState } from '@/lib/form-state'

export async function signUpAction(_state: FormState, formData: FormData): Promise<FormState> {
  const fields = readFields(formData, ['email', 'password'])
  const values = { email: (fields.email ?? '').slice(0, 300) }
  const message = (text: string): FormState => ({ values, errors: {}, message: text })
  if (!(await isSignUpOpen())) return message('Sign-up is closed. Ask the operator of this portal for an account.')
  const read = signUpSchema.safeParse(fields)
  if (!read.success) return invalidForm(read.error.issues, values)

  const { address, userAgent } = await readRequestOrigin()
  const now = new Date()
  if (await takeSignUp(address, now)) return message('Too many tries in a short time. Try again in a minute.')
  const user = await createUser(read.data.email, await hashPassword(read.data.password), now)
  if (!user) return message('No account can be made with this address. If it is yours, log in.')
  await setSessionCookie(user.id, await createSession(user.id, userAgent, now), issueDevice(read.data.email))
  redirect('/preauthenticate')
}
