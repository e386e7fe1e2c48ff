import 'server-only'
import type { UserId } from './accounts/user-id'
import { claimAttempt, doneAttempt, endAttempt, holdAttempt, keepAnswer, openAnswer } from './attempts/exchange-store'
import { isStateOf, noteCode, type Attempt, type AttemptStatus } from './attempts/store'
import { saveSettingsFile } from './history/store'
import type { Failure } from './oauth/failures'
import { getProof } from './oauth/proof'
import { cleanProviderWords } from './oauth/provider-words'
import { readCodeOf, readReturnUrl, type ValidReturn } from './oauth/return-url'
import { readTokenAnswer } from './oauth/token-answer'
import { requestToken, type RawAnswer } from './oauth/token-exchange'
import { patiently } from './patiently'
import { countriesOf, getPlatform } from './providers/catalogue'
import { buildSettings } from './settings/build-settings'
import { getSettingsFormat } from './settings/format-file'
import { settingsNameKey } from './settings/name'

/** `settingsId`: the result. `failure`: what to tell; whether the attempt is over stands in its row. */
export type Outcome = { ok: true; settingsId: string } | { ok: false; failure: Failure }

const no = (failure: Failure): Outcome => ({ ok: false, failure })
const ended = {
  exchanging: 'attempt-exchanging',
  done: 'attempt-used',
  failed: 'attempt-used',
  unknown: 'attempt-used',
  expired: 'attempt-expired',
} satisfies Record<Exclude<AttemptStatus, 'open'>, Failure>

/**
 * The story: the return URL is valid → the code is exchanged → the answer is safe on disk → the settings are built →
 * they stand in the history.
 * Both doors come here, the callback and Exchange Code. Of many calls for one attempt exactly one reaches the provider.
 */
export async function exchangeReturnUrl(owner: UserId, attempt: Attempt, returnUrl: string, now = new Date()): Promise<Outcome> {
  if (attempt.status !== 'open') return no(ended[attempt.status as keyof typeof ended])
  const isState = isStateOf(attempt)
  const code = readCodeOf(returnUrl, isState)
  const seenAt = code ? await noteCode(owner, attempt, code, now) : now
  const providerOrigins = countriesOf(attempt.platform).map((country) => new URL(country.origin).origin)
  const reading = readReturnUrl(returnUrl, { ...attempt, providerOrigins, isState })
  if (!reading.ok) {
    const { failure, detail, endsAttempt } = reading
    if (endsAttempt) await endAttempt(owner, attempt.id, { status: 'failed', failure, detail: cleanProviderWords(detail) }, now)
    return no(failure)
  }
  if (attempt.expiresAt <= now) return no('attempt-expired')
  if (now.getTime() - seenAt.getTime() > codeLifeMs(attempt)) return no('code-expired')

  const claimed = await claimAttempt(owner, attempt.id, now)
  if (!claimed) return no('attempt-exchanging')
  const release = holdAttempt(owner, attempt.id)
  try {
    return await exchange(owner, attempt, reading.answer, claimed.clientSecret)
  } finally {
    release()
  }
}

async function exchange(owner: UserId, attempt: Attempt, answer: ValidReturn, clientSecret: string): Promise<Outcome> {
  const delivery = await requestToken({ ...attempt, clientSecret }, answer)
  if (!delivery.ok) {
    const { failure } = delivery
    await endAttempt(owner, attempt.id, { status: failure === 'outcome-unknown' ? 'unknown' : 'failed', failure }, new Date())
    return no(failure)
  }
  await patiently(() => keepAnswer(owner, attempt.id, { ...delivery.raw, code: answer.code }))
  return finishExchange(owner, attempt)
}

/** From the answer on disk to the history. Also the way to bring home an exchange that was cut off after its answer had come. */
export async function finishExchange(owner: UserId, attempt: Attempt): Promise<Outcome> {
  const kept = await openAnswer<RawAnswer & { code: string }>(owner, attempt.id)
  if (!kept) return no('attempt-used')
  const reading = await readTokenAnswer(kept.answer, { issuer: issuerOf(attempt), clientId: attempt.clientId })
  if (!reading.ok) {
    const detail = cleanProviderWords(reading.detail, kept.clientSecret, kept.answer.code)
    await endAttempt(owner, attempt.id, { status: 'failed', failure: reading.failure, detail }, new Date())
    return no(reading.failure)
  }
  const { refreshToken, accessToken } = reading.tokens
  const proof = await getProof(attempt.apiUrl, accessToken)
  const { settingsName: name, platform, country, clientId, redirectUri } = attempt
  const values = { name, platform, clientId, clientSecret: kept.clientSecret, redirectUri, refreshToken, apiUrl: issuerOf(attempt) }
  const file = {
    ...{ name, nameKey: settingsNameKey(name), platform, country, clientId, redirectUri, appName: attempt.registration?.name ?? name },
    ...{ authorisedBy: proof.fullName, authorisedUser: proof.userName, companies: proof.companies, proofFailure: proof.failure },
    ...buildSettings(values, getSettingsFormat()),
  }
  const now = new Date()
  return { ok: true, settingsId: await saveSettingsFile(owner, attempt.id, doneAttempt(now), file, now) }
}

const codeLifeMs = (attempt: Attempt) => (getPlatform(attempt.platform)?.codeLifeSeconds ?? 180) * 1000

// The address that the attempt went to, without a path: what the catalogue says by now does not count.
const issuerOf = (attempt: Attempt) => attempt.apiUrl.replace(/\/api\/v1$/, '')
