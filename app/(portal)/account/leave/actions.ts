'use server'

import { redirect } from 'next/navigation'
import { requireUser } from '@/lib/accounts/require-user'
import { normaliseEmail } from '@/lib/accounts/schema'
import { endSession } from '@/lib/accounts/session-token'
import { readFields } from '@/lib/form-state'
import { askForDeletion, deleteAtOnce } from '@/lib/leave'
import { requireFresh } from '../../require-fresh'

/** `when`: `later`, to be taken back for fourteen days, or `now`, for good. The address is typed once more, so that nothing goes by a slip. */
export async function deleteAccountAction(formData: FormData): Promise<void> {
  const user = await requireUser()
  requireFresh(user, '/account/leave')
  const { when = '', email = '' } = readFields(formData, ['when', 'email'])
  if (normaliseEmail(email) !== user.email) redirect('/account/leave?problem=email')
  if (when !== 'now') {
    const isDone = await askForDeletion(user)
    redirect(isDone ? '/account' : '/account/leave?problem=last-administrator')
  }
  const outcome = await deleteAtOnce(user)
  if (!outcome.ok && outcome.problem === 'last-administrator') redirect('/account/leave?problem=last-administrator')
  await endSession(new Date())
  redirect('/login?done=deleted')
}
