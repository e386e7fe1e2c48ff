'use server'

import { redirect } from 'next/navigation'
import { answerInvalid, answerProblem, orBusy } from '@/app/form-answer'
import { leadToProvider } from '@/app/lead-to-provider'
import { readPasskeyText } from '@/app/passkey-answer'
import { readRequestOrigin, readReturnTo } from '@/app/request-origin'
import { clearChallengeCookie, readChallengeCookie, setChallengeCookie } from '@/lib/accounts/challenge-cookie'
import { setSessionCookie } from '@/lib/accounts/session-token'
import { logIn } from '@/lib/entrance'
import { readFields, type FormState, type Issue } from '@/lib/form-state'
import { beginPasskeyEntrance, enterByPasskey } from '@/lib/passkey-entrance'

export async function logInAction(_state: FormState, formData: FormData): Promise<FormState> {
  const { email = '', password = '', returnTo = '' } = readFields(formData, ['email', 'password', 'returnTo'])
  const values = { email: email.slice(0, 300), returnTo: readReturnTo(returnTo) }
  const issues: Issue[] = []
  if (!values.email.trim()) issues.push({ path: ['email'], message: 'emailMissing' })
  if (!password) issues.push({ path: ['password'], message: 'passwordMissing' })
  if (issues.length) return answerInvalid(issues, values)

  return orBusy('form', values, () => logInWith(values, password))
}

async function logInWith(values: { email: string; returnTo: string }, password: string): Promise<FormState> {
  const now = new Date()
  const result = await logIn({ email: values.email, password, ...(await readRequestOrigin()) }, now)
  if (result.ok) {
    await setSessionCookie(result.userId, result.sessionId, result.device)
    redirect(values.returnTo)
  }
  if ('next' in result) {
    await setChallengeCookie(result.next, result.challengeId)
    const page = result.next === 'enrolment' ? '/login/set-up' : '/login/second-factor'
    redirect(`${page}?${new URLSearchParams({ returnTo: values.returnTo })}`)
  }
  if ('shut' in result) return answerProblem('form', 'accountShut', values)
  if (!result.retryAt) return answerProblem('form', 'credentialsWrong', values)
  const seconds = Math.max(1, Math.ceil((result.retryAt.getTime() - now.getTime()) / 1000))
  return answerProblem('form', 'slowedSeconds', values, { seconds })
}

/** What the browser is to ask its passkeys. */
export async function beginPasskeyAction() {
  const begun = await beginPasskeyEntrance(await readRequestOrigin())
  if (begun) await setChallengeCookie('passkey', begun.challengeId)
  return begun?.options ?? null
}

export async function passkeyLogInAction(_state: FormState, formData: FormData): Promise<FormState> {
  const { answer = '', returnTo = '' } = readFields(formData, ['answer', 'returnTo'])
  const result = await enterByPasskey(await readChallengeCookie('passkey'), readPasskeyText(answer), await readRequestOrigin())
  await clearChallengeCookie('passkey')
  if (!result.ok) return answerProblem('form', 'passkeyWrong')
  await setSessionCookie(result.userId, result.sessionId, result.device)
  redirect(readReturnTo(returnTo))
}

/** On to the identity provider. */
export async function signOnAction(formData: FormData): Promise<void> {
  const { returnTo = '' } = readFields(formData, ['returnTo'])
  await leadToProvider({ purpose: 'log-in', user: null, returnTo: readReturnTo(returnTo) }, '/login')
}
