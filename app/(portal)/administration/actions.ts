'use server'

import { notFound, redirect } from 'next/navigation'
import { answerInvalid, answerProblem } from '@/app/form-answer'
import { readRequestLocale } from '@/app/request-locale'
import { requireAdministrator } from '@/lib/accounts/require-user'
import { emailFormSchema } from '@/lib/accounts/schema'
import { invite, withdraw } from '@/lib/administer'
import { readFields, type FormState } from '@/lib/form-state'
import { requireFresh } from '../require-fresh'
import { typedInvitation } from './typed-invitation'
import { whyNoInvitations } from './why-no-invitations'

export async function inviteAction(_state: FormState, formData: FormData): Promise<FormState> {
  const user = await requireAdministrator()
  requireFresh(user, `/administration?${new URLSearchParams(typedInvitation(readFields(formData, ['email', 'role'])))}`)
  if (whyNoInvitations()) notFound()
  const values = typedInvitation(readFields(formData, ['email', 'role']))
  const read = emailFormSchema.safeParse(values)
  if (!read.success) return answerInvalid(read.error.issues, values)
  const locale = user.locale ?? (await readRequestLocale())
  const outcome = await invite(user, { ...read.data, role: values.role, locale })
  if (!outcome.ok) return answerProblem('email', 'emailKnown', values)
  redirect('/administration?done=invited')
}

export async function withdrawInvitationAction(formData: FormData): Promise<void> {
  const user = await requireAdministrator()
  requireFresh(user, '/administration')
  const { id = '' } = readFields(formData, ['id'])
  const outcome = await withdraw(user, id)
  redirect(outcome.ok ? '/administration?done=withdrawn' : '/administration?problem=over')
}
