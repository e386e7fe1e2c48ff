import 'server-only'
import type { UserId } from './accounts/user-id'
import { findAppRegistration, getAppRegistration, openClientSecret, saveAppRegistration, type AppRegistration } from './apps/store'
import type { AppRegistrationValues } from './apps/schema'
import { createAttempt, openState, type Attempt } from './attempts/store'
import { getBudget } from './budget/store'
import type { FieldProblem } from './field-problem'
import { log } from './log.mjs'
import { note } from './note'
import { buildAuthorizationUrl } from './oauth/authorization-url'
import { getAddresses, getPlatform } from './providers/catalogue'
import { VaultError } from './vault/seal'

/** What the form Preauthenticate says, checked. `registrationId`: the stored registration that was chosen in place of typing. */
export type Preauthentication = AppRegistrationValues & { settingsName: string; registrationId: string | null }
/** `field`: where in the form the problem belongs; `form` is the form as a whole. `minutes`: until it is safe again. */
export type Opening =
  | { ok: true; attemptId: string; authorizationUrl: string }
  | { ok: false; field: 'country' | 'clientId' | 'clientSecret' | 'form'; problem: FieldProblem; minutes?: number }

type Refusal = Extract<Opening, { ok: false }>
const refuse = (field: Refusal['field'], problem: FieldProblem, minutes?: number): Refusal => ({ ok: false, field, problem, minutes })

/** The story's beginning: there is budget → the registration is saved → the attempt stands → the browser may go to the provider. */
export async function openAttempt(
  owner: UserId,
  { settingsName, registrationId, ...values }: Preauthentication,
  now = new Date(),
): Promise<Opening> {
  const addresses = getAddresses(values.platform, values.country)
  if (!addresses) return refuse('country', 'country')
  try {
    const chosen = registrationId ? await getAppRegistration(owner, registrationId) : null
    const sameApp = chosen?.clientId === values.clientId && chosen.country === values.country ? chosen : null
    const stored = (await findAppRegistration(owner, values)) ?? sameApp
    const clientSecret = values.clientSecret || (sameApp && (await openStoredSecret(owner, sameApp)))
    if (clientSecret === damaged) return refuse('clientSecret', 'secretDamaged')
    if (!clientSecret) return refuse('clientSecret', 'fillIn')
    const { retryAt } = await getBudget({ ...values, owner, clientSecret }, now)
    if (retryAt) return refuse('clientId', 'budgetSpent', Math.ceil((retryAt.getTime() - now.getTime()) / 60_000))

    const name = stored?.name ?? settingsName
    const saved = await saveAppRegistration(owner, { ...values, clientSecret, name }, stored?.id ?? null, now)
    if (typeof saved === 'string') return refuse('clientId', 'changedElsewhere')
    const { id, state } = await createAttempt(owner, { ...values, clientSecret, settingsName, registrationId: saved.id, addresses }, now)

    const isChanged = stored && (values.clientSecret !== '' || chosen?.redirectUri !== values.redirectUri)
    if (!stored || isChanged)
      await note(owner, stored ? 'registration-changed' : 'registration-added', { registration: saved.id, name }, now)
    await note(owner, 'attempt-opened', { attempt: id, registration: saved.id, name: settingsName }, now)
    return { ok: true, attemptId: id, authorizationUrl: urlFor({ ...values, authorizeUrl: addresses.authorizeUrl }, state) }
  } catch (error) {
    if (!(error instanceof VaultError)) throw error
    log.error('secret not sealed', { table: 'DataKey', user: owner, error })
    return refuse('form', 'keyDamagedUnsent')
  }
}

const damaged = Symbol('damaged')

const openStoredSecret = (owner: UserId, { id }: AppRegistration) =>
  openClientSecret(owner, id).catch((error: unknown): typeof damaged => {
    if (!(error instanceof VaultError)) throw error
    log.error('secret not opened', { table: 'AppRegistration', row: id, column: 'clientSecretSealed', error })
    return damaged
  })

const urlFor = (request: Pick<Attempt, 'platform' | 'authorizeUrl' | 'clientId' | 'redirectUri'>, state: string) =>
  buildAuthorizationUrl({ ...request, state, parameters: getPlatform(request.platform)?.authorizationParameters ?? {} })

/**
 * The way to the provider for an attempt that is open: the same address as the first time. Null when it is over.
 * @throws {VaultError} when it does not open, which the operator was told
 */
export async function getAuthorizationUrl(owner: UserId, attempt: Attempt): Promise<string | null> {
  try {
    const state = await openState(owner, attempt.id, new Date())
    return state && urlFor(attempt, state)
  } catch (error) {
    if (error instanceof VaultError) log.error('secret not opened', { table: 'Attempt', row: attempt.id, column: 'stateSealed', error })
    throw error
  }
}
