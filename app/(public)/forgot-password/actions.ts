'use server'

import { redirect } from 'next/navigation'
import { after } from 'next/server'
import { answerInvalid, answerProblem } from '@/app/form-answer'
import { readRequestOrigin } from '@/app/request-origin'
import { emailFormSchema } from '@/lib/accounts/schema'
import { readFields, type FormState } from '@/lib/form-state'
import { askForReset } from '@/lib/recover-password'

/** The same answer for every address: what becomes of it is told to the address alone, after the answer. */
export async function forgotPasswordAction(_state: FormState, formData: FormData): Promise<FormState> {
  const { email = '' } = readFields(formData, ['email'])
  const values = { email: email.slice(0, 300) }
  const read = emailFormSchema.safeParse({ email })
  if (!read.success) return answerInvalid(read.error.issues, values)
  const asked = await askForReset(read.data.email, await readRequestOrigin())
  if (!asked.ok) return answerProblem('form', 'slowedMinute', values)
  after(asked.deliver)
  redirect('/forgot-password?sent=yes')
}
