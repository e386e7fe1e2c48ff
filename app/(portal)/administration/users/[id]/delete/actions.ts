'use server'

import { redirect } from 'next/navigation'
import { getAccount } from '@/lib/accounts/administration-store'
import { requireAdministrator } from '@/lib/accounts/require-user'
import { normaliseEmail } from '@/lib/accounts/schema'
import { endSession } from '@/lib/accounts/session-token'
import { deleteAccount } from '@/lib/administer'
import { readFields } from '@/lib/form-state'
import { requireFresh } from '../../../../require-fresh'

const pageOf = (formData: FormData) => `/administration/users/${encodeURIComponent(readFields(formData, ['id']).id ?? '')}`

/** The address is typed once more, so that no slip takes an account that nothing brings back. */
export async function deleteUserAction(formData: FormData): Promise<void> {
  const user = await requireAdministrator()
  requireFresh(user, `${pageOf(formData)}/delete`)
  const { id = '', email = '' } = readFields(formData, ['id', 'email'])
  const account = await getAccount(user, id, new Date())
  if (!account) redirect('/administration?problem=missing')
  if (normaliseEmail(email) !== account.email) redirect(`${pageOf(formData)}/delete?problem=email`)
  const outcome = await deleteAccount(user, id)
  if (!outcome.ok && outcome.problem === 'last-administrator') redirect(`${pageOf(formData)}?problem=last-administrator`)
  if (!outcome.ok) redirect('/administration?problem=missing')
  if (id !== user.id) redirect('/administration?done=deleted')
  await endSession(new Date())
  redirect('/login?done=deleted')
}
