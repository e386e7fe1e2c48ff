'use server'

import { redirect } from 'next/navigation'
import { answerProblem } from '@/app/form-answer'
import { readPasskeyText } from '@/app/passkey-answer'
import { readRequestOrigin, readReturnTo } from '@/app/request-origin'
import { clearChallengeCookie, readChallengeCookie } from '@/lib/accounts/challenge-cookie'
import { setSessionCookie } from '@/lib/accounts/session-token'
import type { Entered } from '@/lib/enter'
import { readFields, type FormState } from '@/lib/form-state'
import { beginPasskeyFactor, enterByCode, enterByPasskeyFactor, type FactorRefused } from '@/lib/second-factor'

export async function codeAction(_state: FormState, formData: FormData): Promise<FormState> {
  const { code: typed = '', returnTo = '' } = readFields(formData, ['code', 'returnTo'])
  const code = typed.slice(0, 100)
  if (!code.trim()) return answerProblem('code', 'fillIn')
  const result = await enterByCode(await readChallengeCookie('second-factor'), code, await readRequestOrigin())
  return answer(result, returnTo, 'code')
}

export async function beginPasskeyFactorAction() {
  return beginPasskeyFactor(await readChallengeCookie('second-factor'))
}

export async function passkeyFactorAction(_state: FormState, formData: FormData): Promise<FormState> {
  const { answer: text = '', returnTo = '' } = readFields(formData, ['answer', 'returnTo'])
  const challengeId = await readChallengeCookie('second-factor')
  return answer(await enterByPasskeyFactor(challengeId, readPasskeyText(text), await readRequestOrigin()), returnTo, 'form')
}

async function answer(result: Entered | FactorRefused, returnTo: string, field: 'code' | 'form'): Promise<FormState> {
  if (result.ok) {
    await clearChallengeCookie('second-factor')
    await setSessionCookie(result.userId, result.sessionId, result.device)
    redirect(readReturnTo(returnTo))
  }
  if (result.problem === 'over') redirect(`/login?${new URLSearchParams({ problem: 'over', returnTo: readReturnTo(returnTo) })}`)
  if (result.problem === 'slowed') return answerProblem('form', 'slowedMinutes', {}, { minutes: minutesUntil(result.retryAt) })
  if (result.problem === 'damaged') return answerProblem('form', 'keyDamaged')
  return answerProblem(field, field === 'code' ? 'codeWrong' : 'passkeyWrong')
}

const minutesUntil = (time: Date | undefined) => Math.max(1, Math.ceil(((time?.getTime() ?? 0) - Date.now()) / 60_000))
