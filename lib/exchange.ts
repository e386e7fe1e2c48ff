import 'server-only'
import { randomUUID } from 'node:crypto'
import {
  doneOf,
  HoldLost,
  keepAnswer,
  keepHold,
  requireHold,
  sealKeptAnswer,
  spoolPlace,
  type Claim,
  type Hold,
} from './attempts/exchange-store'
import type { Attempt } from './attempts/store'
import type { CountedCall } from './budget/store'
import { endWith, findResult, isFinal, isRecorded, letTryAgain, tellOutlived, type Outcome, type Rest } from './attempt-outcome'
import { auditWrites } from './audit/store'
import { commit, type Write } from './db'
import { settingsFileWrites, type NewSettingsFile } from './history/new-file-store'
import { log } from './log.mjs'
import { countExchange, timeTokenCall } from './metrics.mjs'
import type { Failure } from './oauth/failures'
import { getProof } from './oauth/proof'
import { cleanProviderWords } from './oauth/provider-words'
import type { FormerAnswer, RawAnswer } from './oauth/raw-answer'
import type { ValidReturn } from './oauth/strict-return-url'
import { readTokenAnswer } from './oauth/token-answer'
import { requestToken } from './oauth/token-exchange'
import { once, patiently } from './patiently'
import { buildSettings } from './settings/build-settings'
import { getSettingsFormat } from './settings/format-file'
import { settingsNameKey } from './settings/name'
import type { Reservation } from './spool/spool'

/** Everything that the one call needs: the answer of the provider's page, the attempt, room for what comes back, and a place in the budget. */
export type Ready = { answer: ValidReturn; claim: Claim; room: Reservation; call: CountedCall }

/** An answer as it is kept, perhaps by an earlier version. `code`: to be blotted out of the provider's words. */
export type KeptAnswer = (RawAnswer | FormerAnswer) & { code: string }
/** With what is needed to make a settings file of it. */
export type Kept = KeptAnswer & { clientSecret: string }

/** The one call, and what follows it to the end, whether or not a browser still waits. */
export async function exchange(attempt: Attempt, ready: Ready): Promise<Outcome> {
  const outcome = await exchangeOnce(attempt, ready)
  countExchange(wordOf(outcome))
  return outcome
}

/** An outcome in one word, for the count. */
export const wordOf = (outcome: Outcome) => (!outcome.ok ? outcome.failure : outcome.settingsId === null ? 'unsaved' : 'done')

async function exchangeOnce(attempt: Attempt, { answer, claim, room, call }: Ready): Promise<Outcome> {
  const { hold, vault, clientSecret } = claim
  const letGo = keepHold(hold)
  try {
    const delivery = await timeTokenCall(() => requestToken({ ...attempt, clientSecret }, answer))
    if (!delivery.ok) {
      const { failure } = delivery
      if (failure !== 'not-reached') await settle(call, failure)
      const outcome = await (failure === 'not-reached' ? letTryAgain(hold, failure, [call.takeBack()]) : endWith(hold, failure))
      await room.discard()
      return outcome
    }
    const { code } = answer
    const kept: Kept = { ...delivery.raw, code, clientSecret }
    // On disk before anybody looks into it. Where that fails, the answer is still in hand, and the history waits.
    await room
      .keep(vault.seal(JSON.stringify(kept), spoolPlace(hold.id)), hold.fence)
      .catch((error: Error) => log.error('answer not spooled', { attempt: hold.id, error }))
    const copied = once(() => keepAnswer(hold, vault, { ...delivery.raw, code })).catch((error: Error) =>
      log.warn('answer not copied', { attempt: hold.id, error }),
    )
    const outcome = await tellOutlived(hold, await finishExchange(hold, attempt, kept, () => [call.settle('granted')]))
    await copied
    if (!outcome.ok) await settle(call, outcome.failure)
    if (isRecorded(outcome)) await room.discard()
    return outcome
  } finally {
    letGo()
    await room.letGo()
  }
}

/**
 * From an answer that is safe to the history. Also the way to bring home an exchange that was cut off after its answer had come.
 * @param beside what is to be told to the budget, together with the history; it holds good whoever makes the file
 * @throws nothing but what is a fault of the portal: the database's absence is an outcome
 */
export async function finishExchange(hold: Hold, attempt: Attempt, kept: Kept, beside: () => Write[] = () => []): Promise<Outcome> {
  const issuer = issuerOf(attempt)
  const reading = await readTokenAnswer(kept, { issuer, clientId: attempt.clientId })
  const rest = { answer: reading.mayHoldToken ? kept : null, until: attempt.keptUntil }
  if (!reading.ok) {
    return endWith(hold, reading.failure, { ...rest, detail: cleanProviderWords(reading.detail, kept.clientSecret, kept.code) })
  }

  const { refreshToken, accessToken } = reading.tokens
  const proof = await getProof(attempt.apiUrl, accessToken)
  const { settingsName: name, platform, country, clientId, redirectUri } = attempt
  const values = { name, platform, clientId, clientSecret: kept.clientSecret, redirectUri, refreshToken, apiUrl: issuer }
  const settings = buildSettings(values, getSettingsFormat())
  const file = {
    ...{ name, nameKey: settingsNameKey(name), platform, country, clientId, redirectUri, appName: attempt.registration?.name ?? name },
    ...{ authorisedBy: proof.fullName, authorisedUser: proof.userName, companies: proof.companies, proofFailure: proof.failure },
    ...settings,
  }
  try {
    return { ok: true, settingsId: await patiently(() => saveFile(hold, file, beside, rest), { isFinal }) }
  } catch (error) {
    await Promise.all(beside().map(tell))
    const made = error instanceof HoldLost ? await findResult(hold) : null
    if (made) return made
    // Also for whoever lost the hold, and may be the only one who knows of the token: the spool keeps it until the history has it.
    log.error('result not saved', { attempt: hold.id, error })
    return { ok: true, settingsId: null, unsaved: { name, ...settings } }
  }
}

/** Tokens, settings file, the attempt's end and the audit's entry: all of them, and only for the one who holds the attempt. */
export const saveFile = (hold: Hold, file: NewSettingsFile, beside: () => Write[] = () => [], { answer, until }: Rest = {}) =>
  commit(async (race) => {
    const now = new Date()
    const id = randomUUID()
    const [kept, rows, entry] = await Promise.all([
      answer ? sealKeptAnswer(hold.userId, hold.id, answer, until ?? null, now) : null,
      settingsFileWrites(hold.userId, hold.id, id, file, now),
      auditWrites(hold.userId, 'attempt-done', { attempt: hold.id, settingsFile: id, name: file.name }, now),
      // The writes themselves ask for the hold; whether it was what they lacked is asked only then.
      race > 1 && requireHold(hold),
    ])
    return { value: id, writes: [...rows, doneOf(hold, now, kept), ...entry, ...beside()] }
  })

/** Tells the budget what became of a call that was not granted. */
const settle = (call: CountedCall, failure: Failure) =>
  tell(call.settle(failure === 'rate-limited' ? 'blocked' : failure === 'outcome-unknown' ? 'unknown' : 'refused'))

/** Where the budget can't be told, the call counts as an error for an hour. */
const tell = (write: Write) => once(() => write).catch((error: Error) => log.warn('budget not settled', { error }))

// The address that the attempt went to, without a path: what the catalogue says by now does not count.
const issuerOf = (attempt: Attempt) => attempt.apiUrl.replace(/\/api\/v1$/, '')
