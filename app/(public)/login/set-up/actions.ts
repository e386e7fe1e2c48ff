'use server'

import { redirect } from 'next/navigation'
import { answerInvalid, answerProblem } from '@/app/form-answer'
import { readPasskeyText } from '@/app/passkey-answer'
import { readRequestOrigin, readReturnTo } from '@/app/request-origin'
import { clearChallengeCookie, readChallengeCookie, setChallengeCookie } from '@/lib/accounts/challenge-cookie'
import { setSessionCookie } from '@/lib/accounts/session-token'
import { beginEnrolPasskey, enrolPasskey, enrolTotp, type Enrolled } from '@/lib/enrolment'
import { passkeyFormSchema, totpSetUpSchema } from '@/lib/factors/schema'
import { readFields, type FormState } from '@/lib/form-state'

export async function enrolTotpAction(_state: FormState, formData: FormData): Promise<FormState> {
  const fields = readFields(formData, ['secret', 'code', 'returnTo'])
  const values = { secret: fields.secret ?? '' }
  const read = totpSetUpSchema.safeParse(fields)
  if (!read.success) return answerInvalid(read.error.issues, values)
  return answer(await enrolTotp(await readChallengeCookie('enrolment'), read.data, await readRequestOrigin()), fields, 'codeWrong', values)
}

export async function beginEnrolPasskeyAction() {
  const begun = await beginEnrolPasskey(await readChallengeCookie('enrolment'))
  if (begun) await setChallengeCookie('own-passkey', begun.challengeId)
  return begun?.options ?? null
}

export async function enrolPasskeyAction(_state: FormState, formData: FormData): Promise<FormState> {
  const fields = readFields(formData, ['answer', 'passkeyName', 'returnTo'])
  const read = passkeyFormSchema.safeParse(fields)
  if (!read.success) return answerInvalid(read.error.issues, {})
  const given = {
    challengeId: await readChallengeCookie('own-passkey'),
    answer: readPasskeyText(fields.answer ?? ''),
    name: read.data.passkeyName,
  }
  return answer(await enrolPasskey(await readChallengeCookie('enrolment'), given, await readRequestOrigin()), fields, 'passkeyWrong', {})
}

/** In by the new factor; the recovery codes come next, and then where its user wanted to go. */
async function answer(
  result: Enrolled,
  fields: Record<string, string>,
  wrong: 'codeWrong' | 'passkeyWrong',
  values: Record<string, string>,
): Promise<FormState> {
  const returnTo = readReturnTo(fields.returnTo ?? '')
  if (result.ok) {
    await clearChallengeCookie('enrolment')
    await setSessionCookie(result.userId, result.sessionId, result.device)
    redirect(`/account/recovery-codes?${new URLSearchParams({ returnTo })}`)
  }
  if (result.problem === 'over') redirect(`/login?${new URLSearchParams({ problem: 'over', returnTo })}`)
  if (result.problem === 'damaged') return answerProblem('form', 'keyDamaged', values)
  return answerProblem(wrong === 'codeWrong' ? 'code' : 'form', wrong, values)
}
