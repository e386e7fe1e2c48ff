'use server'

import { redirect } from 'next/navigation'
import { getUser } from '@/lib/accounts/require-user'
import { changeEmail } from '@/lib/change-email'
import { readFields } from '@/lib/form-state'

/** Its link alone proves the address: it may be opened where nobody is logged in. */
export async function changeEmailAction(formData: FormData): Promise<void> {
  const { token = '' } = readFields(formData, ['token'])
  const isDone = await changeEmail(token)
  const page = (await getUser()) ? '/account' : '/login'
  redirect(isDone ? `${page}?done=email` : `${page}?problem=link-over`)
}
