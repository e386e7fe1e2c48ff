import 'server-only'
import type { UserId } from './accounts/user-id'
import * as attempts from './attempts/store'
import { saveSettingsFile } from './history/store'
import type { Failure } from './oauth/failures'
import { getProof } from './oauth/proof'
import { cleanProviderWords } from './oauth/provider-words'
import { readReturnUrl } from './oauth/return-url'
import { readTokenAnswer } from './oauth/token-answer'
import { requestToken, type RawAnswer } from './oauth/token-exchange'
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
} as const

/**
 * The story: the return URL is valid → the code is exchanged → the answer is safe on disk → the settings are built →
 * they stand in the history.
 * Both doors come here, the callback and Exchange Code. Of many calls for one attempt exactly one reaches the provider.
 */
export async function exchangeReturnUrl(owner: UserId, attempt: attempts.Attempt, returnUrl: string, now = new Date()): Promise<Outcome> {
  if (attempt.status !== 'open') return no(ended[attempt.status as keyof typeof ended])
  const providerOrigins = countriesOf(attempt.platform).map((country) => new URL(country.origin).origin)
  const reading = readReturnUrl(returnUrl, { ...attempt, providerOrigins, isState: attempts.isStateOf(attempt) })
  if (!reading.ok) {
    if (reading.endsAttempt)
      await attempts.endAttempt(owner, attempt.id, 'failed', reading.failure, cleanProviderWords(reading.detail), now)
    return no(reading.failure)
  }
  if (attempt.expiresAt <= now) return no('attempt-expired')
  const seenAt = await attempts.noteCode(owner, attempt, reading.answer.code, now)
  const lifeMs = (getPlatform(attempt.platform)?.codeLifeSeconds ?? 180) * 1000
  if (now.getTime() - seenAt.getTime() > lifeMs) return no('code-expired')

  const secrets = await attempts.claimAttempt(owner, attempt.id, now)
  if (!secrets) return no('attempt-exchanging')
  const delivery = await requestToken({ ...attempt, ...secrets, issuer: issuerOf(attempt) }, reading.answer)
  if (!delivery.ok) {
    const status = delivery.failure === 'outcome-unknown' ? 'unknown' : 'failed'
    await attempts.endAttempt(owner, attempt.id, status, delivery.failure, null, new Date())
    return no(delivery.failure)
  }
  await attempts.keepAnswer(owner, attempt.id, delivery.raw)
  return finishExchange(owner, attempt)
}

/** From the answer on disk to the history. Also the way to bring home an exchange that was cut off after its answer had come. */
export async function finishExchange(owner: UserId, attempt: attempts.Attempt): Promise<Outcome> {
  const kept = await attempts.openAnswer<RawAnswer>(owner, attempt.id)
  if (!kept) return no('attempt-used')
  const reading = await readTokenAnswer(kept.answer, { issuer: issuerOf(attempt), clientId: attempt.clientId })
  if (!reading.ok) {
    await attempts.endAttempt(
      owner,
      attempt.id,
      'failed',
      reading.failure,
      cleanProviderWords(reading.detail, kept.clientSecret),
      new Date(),
    )
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
  return { ok: true, settingsId: await saveSettingsFile(owner, attempt.id, attempts.doneAttempt(now), file, now) }
}

// The address that the attempt went to, without a path: what the catalogue says by now does not count.
const issuerOf = (attempt: attempts.Attempt) => attempt.apiUrl.replace(/\/api\/v1$/, '')
