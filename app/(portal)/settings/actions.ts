'use server'

import { notFound, redirect, RedirectType } from 'next/navigation'
import { maskedState, type RevealState } from '@/components/reveal-state'
import { requireUser } from '@/lib/accounts/require-user'
import { readFields } from '@/lib/form-state'
import { giveSecret } from '@/lib/give-secret'
import { deleteSettingsFile, findDeletedFile, getSettingsFile, restoreSettingsFile, secretFields } from '@/lib/history/store'
import { note } from '@/lib/note'

/** Reveals one of the three fields, or gives it to be copied: until then the page does not hold it. With and without JavaScript. */
export async function revealAction(_state: RevealState, formData: FormData): Promise<RevealState> {
  const user = await requireUser()
  const { id = '', field: name = '', hide = '', purpose = '' } = readFields(formData, ['id', 'field', 'hide', 'purpose'])
  if (hide) return maskedState
  const field = secretFields.find((known) => known === name)
  if (!field) notFound()
  const given = await giveSecret(user, id, field, purpose === 'copy' ? 'copied' : 'revealed')
  if (given.ok) return { value: given.value, problem: null }
  if (given.problem === 'missing') notFound()
  return { value: null, problem: given.problem }
}

export async function deleteSettingsFileAction(formData: FormData): Promise<void> {
  const user = await requireUser()
  const { id = '' } = readFields(formData, ['id'])
  const file = await getSettingsFile(user.id, id)
  if (!file || !(await deleteSettingsFile(user.id, id))) notFound()
  await note(user.id, 'deleted', { settingsFile: id, name: file.name })
  redirect(`/settings?deleted=${encodeURIComponent(id)}`, RedirectType.replace)
}

export async function undoDeleteSettingsFileAction(formData: FormData): Promise<void> {
  const user = await requireUser()
  const { id = '' } = readFields(formData, ['id'])
  const now = new Date()
  const file = await findDeletedFile(user.id, id, now)
  if (!file || !(await restoreSettingsFile(user.id, id, now))) notFound()
  await note(user.id, 'restored', { settingsFile: id, name: file.name })
  redirect(`/settings/${encodeURIComponent(id)}`)
}
