'use server'

import { redirect } from 'next/navigation'
import { answerInvalid, answerProblem } from '@/app/form-answer'
import { readRequestOrigin } from '@/app/request-origin'
import { requireUser } from '@/lib/accounts/require-user'
import { emailFormSchema } from '@/lib/accounts/schema'
import { askForEmail } from '@/lib/change-email'
import { readFields, type FormState } from '@/lib/form-state'
import { requireFresh } from '../../require-fresh'

export async function askForEmailAction(_state: FormState, formData: FormData): Promise<FormState> {
  const user = await requireUser()
  requireFresh(user, '/account/email')
  const { email = '' } = readFields(formData, ['email'])
  const values = { email: email.slice(0, 300) }
  const read = emailFormSchema.safeParse({ email })
  if (!read.success) return answerInvalid(read.error.issues, values)
  if (read.data.email === user.email) return answerProblem('email', 'emailSame', values)
  const asked = await askForEmail(user, read.data.email, await readRequestOrigin())
  if (!asked.ok) return answerProblem('form', 'slowedMinute', values)
  redirect('/account?done=email-sent')
}
