'use server'

import { notFound, redirect } from 'next/navigation'
import { readRegistration, registrationFields } from '@/app/(portal)/apps/read-registration'
import { requireUser } from '@/lib/accounts/require-user'
import { registrationNameSchema } from '@/lib/apps/schema'
import { deleteAppRegistration, getAppRegistration, saveAppRegistration } from '@/lib/apps/store'
import { invalidForm, readFields, type FormState } from '@/lib/form-state'

export async function saveAppAction(_state: FormState, formData: FormData): Promise<FormState> {
  const user = await requireUser()
  const { id = '', name = '' } = readFields(formData, ['id', 'name'])
  const values = readFields(formData, ['id', 'name', ...registrationFields])
  const read = readRegistration(formData)
  const readName = registrationNameSchema.safeParse(name)
  const issues = [...(readName.success ? [] : readName.error.issues.map((issue) => ({ ...issue, path: ['name'] }))), ...read.issues]
  const stored = id ? await getAppRegistration(user.id, id) : null
  if (id && !stored) notFound()
  // The stored secret belongs to the stored client ID alone.
  const keepsSecret = stored?.clientId === read.values?.clientId
  if (read.values && !read.values.clientSecret && !keepsSecret) issues.push({ path: ['clientSecret'], message: 'Fill in Client Secret.' })
  if (issues.length || !read.values || !readName.success) return invalidForm(issues, values)

  const saved = await saveAppRegistration(user.id, { ...read.values, name: readName.data }, stored?.id ?? null, new Date())
  if (saved === 'duplicate')
    return { values, errors: { clientId: 'You have a registration with this Client ID, country and Redirect URI already.' }, message: null }
  if (saved === 'missing') notFound()
  redirect('/apps')
}

export async function deleteAppAction(formData: FormData): Promise<void> {
  const user = await requireUser()
  const { id = '' } = readFields(formData, ['id'])
  if (!(await deleteAppRegistration(user.id, id))) notFound()
  redirect('/apps')
}
