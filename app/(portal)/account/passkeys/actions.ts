'use server'

import { notFound, redirect } from 'next/navigation'
import { answerInvalid, answerProblem } from '@/app/form-answer'
import { readPasskeyText } from '@/app/passkey-answer'
import { readRequestOrigin } from '@/app/request-origin'
import { clearChallengeCookie, readChallengeCookie, setChallengeCookie } from '@/lib/accounts/challenge-cookie'
import { requireUser } from '@/lib/accounts/require-user'
import { passkeyFormSchema } from '@/lib/factors/schema'
import { renamePasskey } from '@/lib/factors/passkey-store'
import { readFields, type FormState } from '@/lib/form-state'
import { addPasskey, beginPasskey, removePasskey } from '@/lib/own-factors'
import { requireFresh } from '../../require-fresh'
import { ownerOf } from '../owner-of'

const page = '/account/passkeys'

export async function beginAddPasskeyAction() {
  const user = await requireUser()
  requireFresh(user, page)
  const { options, challengeId } = await beginPasskey(user)
  await setChallengeCookie('own-passkey', challengeId)
  return options
}

export async function addPasskeyAction(_state: FormState, formData: FormData): Promise<FormState> {
  const user = await requireUser()
  requireFresh(user, page)
  const { answer = '', passkeyName = '' } = readFields(formData, ['answer', 'passkeyName'])
  const read = passkeyFormSchema.safeParse({ passkeyName })
  if (!read.success) return answerInvalid(read.error.issues, {})
  const given = { challengeId: await readChallengeCookie('own-passkey'), answer: readPasskeyText(answer), name: read.data.passkeyName }
  const problem = await addPasskey(ownerOf(user), given, await readRequestOrigin())
  await clearChallengeCookie('own-passkey')
  if (problem === 'exists') return answerProblem('form', 'passkeyExists')
  if (problem === 'too-many') return answerProblem('form', 'passkeyTooMany')
  if (problem) return answerProblem('form', 'passkeyWrong')
  redirect(`${page}?done=added`)
}

export async function renamePasskeyAction(_state: FormState, formData: FormData): Promise<FormState> {
  const user = await requireUser()
  const { id = '', passkeyName = '' } = readFields(formData, ['id', 'passkeyName'])
  const read = passkeyFormSchema.safeParse({ passkeyName })
  if (!read.success) return answerInvalid(read.error.issues, {})
  if (!(await renamePasskey(user.id, id, read.data.passkeyName))) notFound()
  redirect(`${page}?done=renamed`)
}

export async function removePasskeyAction(formData: FormData): Promise<void> {
  const user = await requireUser()
  requireFresh(user, page)
  const { id = '' } = readFields(formData, ['id'])
  if (!(await removePasskey(ownerOf(user), id, await readRequestOrigin()))) notFound()
  redirect(`${page}?done=removed`)
}
