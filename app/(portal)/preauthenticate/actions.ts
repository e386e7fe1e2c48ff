'use server'

import { getTranslations } from '@/lib/i18n/translations'
import { redirect } from 'next/navigation'
import { answerInvalid, answerProblem } from '@/app/form-answer'
import { readRegistration } from '@/app/(portal)/apps/read-registration'
import { tellFailure } from '@/components/failure-box'
import type { KnownClientId } from '@/components/use-known-client-id'
import type { DoctorAnswer, ExchangeState, PreauthenticateState } from '@/components/preauthenticate-state'
import { requireUser } from '@/lib/accounts/require-user'
import { savePreferences } from '@/lib/accounts/user-store'
import { canonicalClientId } from '@/lib/apps/client-id'
import { findByClientId } from '@/lib/apps/store'
import { readFields, type FormState, type Issue } from '@/lib/form-state'
import { isNameTaken } from '@/lib/history/store'
import { openAttempt } from '@/lib/open-attempt'
import { mendFor } from '@/lib/inspect-return-url'
import { exchangeReturnUrl } from '@/lib/preauthenticate'
import { settingsFileName } from '@/lib/settings/file-name'
import { settingsNameKey, settingsNameSchema } from '@/lib/settings/name'
import { askDoctor } from './ask-doctor'
import { findMeantAttempt } from './find-meant-attempt'
import { listEarlierFiles } from './list-earlier-files'
import { retryAtOf } from './retry-at'
import { rememberUnsaved } from './unsaved-memo'

/** Saves the registration, opens an attempt, and leads to the provider: at once, or, with a deviating redirect URI, in a new tab. */
export async function preauthenticateAction(_state: PreauthenticateState, formData: FormData): Promise<PreauthenticateState> {
  const user = await requireUser()
  const fields = readFields(formData, ['name', 'registrationId', 'newVersion', 'withScript', 'clientSecret'])
  const again = (state: FormState, nameTaken = false): PreauthenticateState => ({ ...state, nameTaken, openedId: null })

  const name = settingsNameSchema.safeParse(fields.name)
  const registration = await readRegistration(user, formData)
  const values = { ...readFields(formData, ['name', 'registrationId', 'newVersion']), ...registration.shown }
  const issues: Issue[] = [...(name.error?.issues ?? []).map((issue) => ({ ...issue, path: ['name'] })), ...registration.issues]
  const nameTaken = name.success && (await isNameTaken(user.id, settingsNameKey(name.data)))
  if (!fields.clientSecret?.trim() && !fields.registrationId) issues.push({ path: ['clientSecret'], message: 'fillIn' })
  if (nameTaken && !fields.newVersion)
    issues.unshift({ path: ['name'], message: 'nameTaken', parameters: { file: settingsFileName(name.data) } })
  if (issues.length || !registration.values || !name.success) return again(await answerInvalid(issues, values), nameTaken)

  const opened = await openAttempt(user.id, {
    ...registration.values,
    settingsName: name.data,
    registrationId: fields.registrationId || null,
  })
  if (!opened.ok) return again(await answerProblem(opened.field, opened.problem, values, { minutes: opened.minutes ?? 0 }))
  // Who has begun knows the way.
  if (user.tourEndedAt === null) await savePreferences(user.id, { tourEndedAt: new Date() })
  if (!registration.values.deviating) redirect(opened.authorizationUrl)
  if (!fields.withScript) redirect(`/preauthenticate/${opened.attemptId}`)
  return { values, errors: {}, message: null, nameTaken: false, openedId: opened.attemptId }
}

/** Takes the pasted return URL. An attempt that is over, well or badly, is shown by its own page. */
export async function exchangeAction(_state: ExchangeState, formData: FormData): Promise<ExchangeState> {
  const user = await requireUser()
  const { attemptId = '', codeReturnUrl = '', mend } = readFields(formData, ['attemptId', 'codeReturnUrl', 'mend'])
  const attempt = await findMeantAttempt(user.id, attemptId, codeReturnUrl)
  if (!attempt) return { failure: 'attempt-missing', told: tellFailure('attempt-missing', await getTranslations('failures')) }
  const outcome = await exchangeReturnUrl(user.id, attempt, mend ? mendFor(attempt, codeReturnUrl) : codeReturnUrl)
  if (!outcome.ok && !outcome.isOver) {
    const { failure } = outcome
    const [failures, retryAt, doctor] = await Promise.all([
      getTranslations('failures'),
      retryAtOf(user.id, attempt, failure),
      askDoctor(user.id, attempt, codeReturnUrl).catch(() => null),
    ])
    return { failure, told: { ...tellFailure(failure, failures), reported: doctor?.reported }, retryAt, doctor }
  }
  if (outcome.ok && outcome.unsaved) {
    rememberUnsaved(outcome.unsaved)
    const t = await getTranslations('exchange')
    return { failure: null, unsaved: outcome.unsaved, notice: t(outcome.unsaved.isAccountGone ? 'unsaved.goneNotice' : 'unsaved.notice') }
  }
  redirect(outcome.ok ? `/settings/${outcome.settingsId}` : `/preauthenticate/${attempt.id}`)
}

/** What the doctor sees in a text that was pasted but not handed in. Nothing is sent to the provider, and the text is neither kept nor answered. */
export async function inspectReturnUrlAction(formData: FormData): Promise<DoctorAnswer | null> {
  const user = await requireUser()
  const { attemptId = '', codeReturnUrl = '' } = readFields(formData, ['attemptId', 'codeReturnUrl'])
  // On its way a form's line ends become CR LF; the places that are marked are those of the text as the field has it.
  const text = codeReturnUrl.replaceAll('\r\n', '\n')
  const attempt = await findMeantAttempt(user.id, attemptId, text)
  return attempt && askDoctor(user.id, attempt, text)
}

/** What the portal knows of a typed client ID: the user's files that a new authorisation may end, and where the app is stored already. */
export async function lookUpClientIdAction(formData: FormData): Promise<KnownClientId> {
  const user = await requireUser()
  const clientId = canonicalClientId((readFields(formData, ['clientId']).clientId ?? '').slice(0, 200).trim())
  const [files, stored] = await Promise.all([listEarlierFiles(user.id, clientId, new Date()), findByClientId(user.id, clientId)])
  return { files, stored }
}
