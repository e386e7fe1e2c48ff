'use server'

import { redirect } from 'next/navigation'
import { answerInvalid, answerProblem } from '@/app/form-answer'
import { readRequestOrigin } from '@/app/request-origin'
import { requireUser } from '@/lib/accounts/require-user'
import { totpSetUpSchema } from '@/lib/factors/schema'
import { readFields, type FormState } from '@/lib/form-state'
import { addTotp, removeTotp } from '@/lib/own-factors'
import { requireFresh } from '../../require-fresh'
import { ownerOf } from '../owner-of'

const page = '/account/authenticator'

export async function addTotpAction(_state: FormState, formData: FormData): Promise<FormState> {
  const user = await requireUser()
  requireFresh(user, page)
  const fields = readFields(formData, ['secret', 'code'])
  const values = { secret: fields.secret ?? '' }
  const read = totpSetUpSchema.safeParse(fields)
  if (!read.success) return answerInvalid(read.error.issues, values)
  const problem = await addTotp(ownerOf(user), read.data, await readRequestOrigin())
  if (problem === 'damaged') return answerProblem('form', 'keyDamaged', values)
  if (problem) return answerProblem('code', 'codeWrong', values)
  redirect('/account/recovery-codes?done=totp')
}

export async function removeTotpAction(): Promise<void> {
  const user = await requireUser()
  requireFresh(user, page)
  await removeTotp(ownerOf(user), await readRequestOrigin())
  redirect('/account?done=totp-removed')
}
