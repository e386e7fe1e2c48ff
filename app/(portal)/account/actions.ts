'use server'

import { redirect } from 'next/navigation'
import { leadToProvider } from '@/app/lead-to-provider'
import { readRequestOrigin } from '@/app/request-origin'
import { requireUser } from '@/lib/accounts/require-user'
import { savePreferences } from '@/lib/accounts/user-store'
import { revokeOtherSessions, revokeOwnSession } from '@/lib/accounts/session-store'
import { endSession } from '@/lib/accounts/session-token'
import { readFields } from '@/lib/form-state'
import { readTimeZone } from '@/lib/i18n/time-zone'
import { withdrawDeletion } from '@/lib/leave'
import { note } from '@/lib/note'
import { unlink } from '@/lib/sign-on-entrance'
import { requireFresh } from '../require-fresh'

export async function logOutAction(): Promise<void> {
  const user = await requireUser()
  await endSession(new Date())
  await note(user.id, 'logged-out')
  redirect('/login')
}

export async function endOtherSessionsAction(): Promise<void> {
  const user = await requireUser()
  requireFresh(user, '/account')
  const { count } = await revokeOtherSessions(user.id, user.sessionIdHash, new Date())
  await note(user.id, 'sessions-ended', { count })
  redirect('/account?done=sessions#sessions')
}

/** One of the list; the one at hand logs out. */
export async function endSessionAction(formData: FormData): Promise<void> {
  const user = await requireUser()
  const { session = '' } = readFields(formData, ['session'])
  if (session === user.sessionIdHash) return logOutAction()
  requireFresh(user, '/account')
  if (await revokeOwnSession(user.id, session, new Date())) await note(user.id, 'session-ended')
  redirect('/account?done=session#sessions')
}

/** In which time zone the account reads its times; nothing chosen: in the browser's. */
export async function setTimeZoneAction(formData: FormData): Promise<void> {
  const user = await requireUser()
  await savePreferences(user.id, { timeZone: readTimeZone(formData.get('timeZone')) })
  redirect('/account?done=preferences')
}

/** On to the identity provider: who they are there becomes a way into this account. */
export async function linkSignOnAction(): Promise<void> {
  const user = await requireUser()
  requireFresh(user, '/account')
  await leadToProvider({ purpose: 'link', user, returnTo: '/account?done=linked' }, '/account')
}

export async function unlinkSignOnAction(formData: FormData): Promise<void> {
  const user = await requireUser()
  requireFresh(user, '/account')
  const { id = '' } = readFields(formData, ['id'])
  const isDone = await unlink(user, id, await readRequestOrigin())
  redirect(isDone ? '/account?done=unlinked' : '/account?problem=last-way')
}

export async function withdrawDeletionAction(): Promise<void> {
  const user = await requireUser()
  await withdrawDeletion(user)
  redirect('/account?done=kept')
}
