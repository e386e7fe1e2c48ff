'use server'

import { notFound, redirect, RedirectType } from 'next/navigation'
import { answerInvalid, answerProblem } from '@/app/form-answer'
import { readRegistration } from '@/app/(portal)/apps/read-registration'
import { requireUser } from '@/lib/accounts/require-user'
import { registrationNameSchema } from '@/lib/apps/schema'
import {
  deleteAppRegistration,
  findDeletedRegistration,
  getAppRegistration,
  restoreAppRegistration,
  saveAppRegistration,
} from '@/lib/apps/store'
import { readFields, type FormState, type Issue } from '@/lib/form-state'
import { log } from '@/lib/log.mjs'
import { note } from '@/lib/note'
import { VaultError } from '@/lib/vault/seal'

export async function saveAppAction(_state: FormState, formData: FormData): Promise<FormState> {
  const user = await requireUser()
  const { id = '', name = '' } = readFields(formData, ['id', 'name'])
  const read = await readRegistration(user, formData)
  const values = { id, name, ...read.shown }
  const readName = registrationNameSchema.safeParse(name)
  const issues: Issue[] = [
    ...(readName.success ? [] : readName.error.issues.map((issue) => ({ ...issue, path: ['name'] }))),
    ...read.issues,
  ]
  const stored = id ? await getAppRegistration(user.id, id) : null
  if (id && !stored) notFound()
  // The stored secret belongs to the stored client ID alone.
  const keepsSecret = stored?.clientId === read.values?.clientId
  if (read.values && !read.values.clientSecret && !keepsSecret) issues.push({ path: ['clientSecret'], message: 'fillIn' })
  if (issues.length || !read.values || !readName.success) return answerInvalid(issues, values)

  const registration = { ...read.values, name: readName.data }
  const saved = await saveAppRegistration(user.id, registration, stored?.id ?? null, new Date()).catch((error: unknown) => {
    if (!(error instanceof VaultError)) throw error
    log.error('secret not sealed', { table: 'DataKey', user: user.id, error })
    return 'sealed-off' as const
  })
  if (saved === 'sealed-off') return answerProblem('form', 'keyDamaged', values)
  if (saved === 'duplicate') return answerProblem('clientId', 'duplicate', values)
  if (saved === 'missing') notFound()
  await note(user.id, stored ? 'registration-changed' : 'registration-added', { registration: saved.id, name: readName.data })
  redirect('/apps')
}

export async function deleteAppAction(formData: FormData): Promise<void> {
  const user = await requireUser()
  const { id = '' } = readFields(formData, ['id'])
  const app = await getAppRegistration(user.id, id)
  if (!app || !(await deleteAppRegistration(user.id, id))) notFound()
  await note(user.id, 'registration-deleted', { registration: id, name: app.name })
  redirect(`/apps?deleted=${encodeURIComponent(id)}`, RedirectType.replace)
}

export async function undoDeleteAppAction(formData: FormData): Promise<void> {
  const user = await requireUser()
  const { id = '' } = readFields(formData, ['id'])
  const now = new Date()
  const app = await findDeletedRegistration(user.id, id, now)
  if (!app || !(await restoreAppRegistration(user.id, id, now))) notFound()
  await note(user.id, 'registration-restored', { registration: id, name: app.name })
  redirect('/apps')
}
