'use server'

import { redirect } from 'next/navigation'
import { answerProblem, orBusy } from '@/app/form-answer'
import { leadToProvider } from '@/app/lead-to-provider'
import { readPasskeyText } from '@/app/passkey-answer'
import { readRequestOrigin, readReturnTo } from '@/app/request-origin'
import { clearChallengeCookie, readChallengeCookie, setChallengeCookie } from '@/lib/accounts/challenge-cookie'
import { requireUser } from '@/lib/accounts/require-user'
import { renewSessionCookie } from '@/lib/accounts/session-token'
import { beginConfirmByPasskey, confirmByPasskey, confirmPassword } from '@/lib/confirm-identity'
import { readFields, type FormState } from '@/lib/form-state'

/** The password once more: for ten minutes secrets may be taken out, and the account may be changed. Leads back to what was asked for. */
export async function confirmPasswordAction(_state: FormState, formData: FormData): Promise<FormState> {
  const user = await requireUser()
  const { returnTo = '', password = '' } = readFields(formData, ['returnTo', 'password'])
  if (!password) return answerProblem('password', 'passwordMissing')
  return orBusy('password', {}, async () => {
    const result = await confirmPassword(user, password, await readRequestOrigin())
    if (!result.ok) return answerProblem('password', result.retryAt ? 'slowed' : 'passwordWrong')
    await renewSessionCookie(user.id, result.sessionId)
    redirect(readReturnTo(returnTo))
  })
}

export async function beginConfirmPasskeyAction() {
  const user = await requireUser()
  const { options, challengeId } = await beginConfirmByPasskey(user)
  await setChallengeCookie('own-passkey', challengeId)
  return options
}

export async function confirmPasskeyAction(_state: FormState, formData: FormData): Promise<FormState> {
  const user = await requireUser()
  const { returnTo = '', answer = '' } = readFields(formData, ['returnTo', 'answer'])
  const given = { challengeId: await readChallengeCookie('own-passkey'), answer: readPasskeyText(answer) }
  const result = await confirmByPasskey(user, given, await readRequestOrigin())
  await clearChallengeCookie('own-passkey')
  if (!result.ok) return answerProblem('form', result.retryAt ? 'slowed' : 'passkeyWrong')
  await renewSessionCookie(user.id, result.sessionId)
  redirect(readReturnTo(returnTo))
}

/** On to the identity provider, which is asked to make sure anew. */
export async function confirmSignOnAction(formData: FormData): Promise<void> {
  const user = await requireUser()
  const { returnTo = '' } = readFields(formData, ['returnTo'])
  await leadToProvider({ purpose: 'confirm', user, returnTo: readReturnTo(returnTo) }, '/confirm')
}
