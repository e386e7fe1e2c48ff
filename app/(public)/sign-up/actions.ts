'use server'

import { redirect } from 'next/navigation'
import { after } from 'next/server'
import { answerInvalid, answerProblem } from '@/app/form-answer'
import { readRequestOrigin } from '@/app/request-origin'
import { readRequestLocale } from '@/app/request-locale'
import { emailFormSchema } from '@/lib/accounts/schema'
import { readFields, type FormState } from '@/lib/form-state'
import { askToJoin } from '@/lib/join'

/** The same answer for every address: what becomes of it is told to the address alone, after the answer. */
export async function signUpAction(_state: FormState, formData: FormData): Promise<FormState> {
  const { email = '' } = readFields(formData, ['email'])
  const values = { email: email.slice(0, 300) }
  const read = emailFormSchema.safeParse({ email })
  if (!read.success) return answerInvalid(read.error.issues, values)
  const asked = await askToJoin({ ...read.data, locale: await readRequestLocale() }, await readRequestOrigin())
  if (!asked.ok && asked.problem === 'domain') return answerProblem('email', 'emailDomain', values)
  if (!asked.ok) return answerProblem('form', asked.problem === 'closed' ? 'signUpClosed' : 'slowedMinute', values)
  after(asked.deliver)
  redirect('/sign-up?sent=yes')
}
