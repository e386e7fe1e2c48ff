import 'server-only'
import type { UserId } from './accounts/user-id'
import { findAppRegistration, getAppRegistration, openClientSecret, saveAppRegistration } from './apps/store'
import type { AppRegistrationValues } from './apps/schema'
import { createAttempt, openState, type Attempt } from './attempts/store'
import { buildAuthorizationUrl } from './oauth/authorization-url'
import { getAddresses, getPlatform } from './providers/catalogue'

/** What the form Preauthenticate says, checked. `registrationId`: the stored registration that was chosen in place of typing. */
export type Preauthentication = AppRegistrationValues & { settingsName: string; registrationId: string | null }

/** The story's beginning: the registration is saved → the attempt stands → the browser may go to the provider. */
export async function openAttempt(owner: UserId, { settingsName, registrationId, ...values }: Preauthentication, now = new Date()) {
  const addresses = getAddresses(values.platform, values.country)
  if (!addresses) return { ok: false, field: 'country', message: 'Choose a country from the list.' } as const

  const chosen = registrationId ? await getAppRegistration(owner, registrationId) : null
  const sameApp = chosen?.clientId === values.clientId && chosen.country === values.country ? chosen : null
  const stored = (await findAppRegistration(owner, values)) ?? sameApp
  const clientSecret = values.clientSecret || (sameApp && (await openClientSecret(owner, sameApp.id)))
  if (!clientSecret) return { ok: false, field: 'clientSecret', message: 'Fill in Client Secret.' } as const

  const saved = await saveAppRegistration(owner, { ...values, clientSecret, name: stored?.name ?? settingsName }, stored?.id ?? null, now)
  if (typeof saved === 'string')
    return { ok: false, field: 'clientId', message: 'This registration was changed in another tab. Try again.' } as const
  const { id, state } = await createAttempt(owner, { ...values, clientSecret, settingsName, registrationId: saved.id, addresses }, now)
  const authorizationUrl = urlFor({ ...values, authorizeUrl: addresses.authorizeUrl }, state)
  return { ok: true, attemptId: id, authorizationUrl } as const
}

const urlFor = (request: Pick<Attempt, 'platform' | 'authorizeUrl' | 'clientId' | 'redirectUri'>, state: string) =>
  buildAuthorizationUrl({ ...request, state, parameters: getPlatform(request.platform)?.authorizationParameters ?? {} })

/** The way to the provider for an attempt that is open: the same address as the first time. Null when it is over. */
export async function getAuthorizationUrl(owner: UserId, attempt: Attempt): Promise<string | null> {
  const state = await openState(owner, attempt.id, new Date())
  return state && urlFor(attempt, state)
}
