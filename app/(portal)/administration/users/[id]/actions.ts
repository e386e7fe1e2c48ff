'use server'

import { redirect } from 'next/navigation'
import { requireAdministrator } from '@/lib/accounts/require-user'
import { changeRole, disable, enable, endSessions, resetFactors, type Outcome } from '@/lib/administer'
import { readFields } from '@/lib/form-state'
import { requireFresh } from '../../../require-fresh'
import type { Told } from '../../outcome-notice'

const idOf = (formData: FormData) => readFields(formData, ['id']).id ?? ''
const pageOf = (formData: FormData) => `/administration/users/${encodeURIComponent(idOf(formData))}`

/** Back to the account; to the list where it is gone. */
function leadBack(formData: FormData, outcome: Outcome, done: Told): never {
  if (outcome.ok) redirect(`${pageOf(formData)}?done=${done}`)
  redirect(`${outcome.problem === 'missing' ? '/administration' : pageOf(formData)}?problem=${outcome.problem}`)
}

export async function makeAdministratorAction(formData: FormData): Promise<void> {
  const user = await requireAdministrator()
  requireFresh(user, pageOf(formData))
  leadBack(formData, await changeRole(user, idOf(formData), 'administrator'), 'administrator')
}

/** Whoever does that to themselves is led to where everybody may be. */
export async function makeUserAction(formData: FormData): Promise<void> {
  const user = await requireAdministrator()
  requireFresh(user, pageOf(formData))
  const outcome = await changeRole(user, idOf(formData), 'user')
  if (outcome.ok && idOf(formData) === user.id) redirect('/account')
  leadBack(formData, outcome, 'user')
}

export async function shutUserAction(formData: FormData): Promise<void> {
  const user = await requireAdministrator()
  requireFresh(user, pageOf(formData))
  leadBack(formData, await disable(user, idOf(formData)), 'shut')
}

export async function openUserAction(formData: FormData): Promise<void> {
  const user = await requireAdministrator()
  requireFresh(user, pageOf(formData))
  leadBack(formData, await enable(user, idOf(formData)), 'opened')
}

export async function endUserSessionsAction(formData: FormData): Promise<void> {
  const user = await requireAdministrator()
  requireFresh(user, pageOf(formData))
  leadBack(formData, await endSessions(user, idOf(formData)), 'sessions')
}

export async function resetFactorsAction(formData: FormData): Promise<void> {
  const user = await requireAdministrator()
  requireFresh(user, pageOf(formData))
  leadBack(formData, await resetFactors(user, idOf(formData)), 'factors')
}
