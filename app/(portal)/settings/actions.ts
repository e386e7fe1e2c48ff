'use server'

import { notFound, redirect } from 'next/navigation'
import { requireUser } from '@/lib/accounts/require-user'
import { readFields } from '@/lib/form-state'
import { deleteSettingsFile, openSettingsField, secretFields } from '@/lib/history/store'

/** Reveals one of the three fields: until then the page does not hold it. With and without JavaScript. */
export async function revealAction(_revealed: string | null, formData: FormData): Promise<string | null> {
  const user = await requireUser()
  const { id = '', field: name = '', hide = '' } = readFields(formData, ['id', 'field', 'hide'])
  if (hide) return null
  const field = secretFields.find((known) => known === name)
  const value = field ? await openSettingsField(user.id, id, field) : null
  return value ?? notFound()
}

export async function deleteSettingsFileAction(formData: FormData): Promise<void> {
  const user = await requireUser()
  const { id = '' } = readFields(formData, ['id'])
  if (!(await deleteSettingsFile(user.id, id))) notFound()
  redirect('/settings')
}
