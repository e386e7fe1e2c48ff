// What the stories are told with: a user, an app at the sandbox, an attempt, and the press on "Allow".
import { randomUUID } from 'node:crypto'
import type { User } from '@/lib/accounts/require-user'
import type { UserId } from '@/lib/accounts/user-id'
import { createUser } from '@/lib/accounts/user-store'
import { getAttempt, type Attempt } from '@/lib/attempts/store'
import { db } from '@/lib/db'
import { openAttempt, type Preauthentication } from '@/lib/open-attempt'
import type { Outcome } from '@/lib/attempt-outcome'
import { exchangeReturnUrl } from '@/lib/preauthenticate'
import { claimAttempt } from '@/tests/support/taken'

export const ownRedirectUri = 'http://localhost:3000/callback/exact-online'
export const deviatingRedirectUri = 'https://clientredirect.invantive.com'

export type SandboxApp = { clientId: string; clientSecret: string; redirectUri: string }

export async function newUser(): Promise<UserId> {
  const user = await createUser({ email: `${randomUUID()}@kantoor.test`, passwordHash: 'no hash: nobody logs in here' }, new Date())
  if (!user) throw new Error('The user was not made')
  return user.id as UserId
}

/** Somebody who is logged in, as requireUser would tell. */
export const userOf = (id: UserId, email: string, changes: Partial<User> = {}): User => ({
  ...{ id, email, role: 'user', createdAt: new Date(), deletionAt: null, locale: null, timeZone: null, tourEndedAt: null },
  ...{ sessionIdHash: 'none', method: 'password', confirmedAt: new Date() },
  ...changes,
})

export async function control(action: string, input: object): Promise<Record<string, string>> {
  const headers = { 'Content-Type': 'application/json' }
  const response = await fetch(`${sandbox.url}/control/${action}`, { method: 'POST', headers, body: JSON.stringify(input) })
  if (!response.ok) throw new Error(`/control/${action}: ${await response.text()}`)
  return (await response.json()) as Record<string, string>
}

export const newApp = async (redirectUri = deviatingRedirectUri) =>
  (await control('app', { name: 'Ledger export', redirectUri })) as SandboxApp

export const tokenCalls = () => sandbox.world.counters.endpoints.token.calls

export const valuesOf = (app: SandboxApp): Preauthentication => ({
  settingsName: 'Kantoor',
  registrationId: null,
  platform: 'exact-online',
  country: 'sandbox',
  clientId: app.clientId,
  clientSecret: app.clientSecret,
  redirectUri: app.redirectUri,
  deviating: app.redirectUri !== ownRedirectUri,
})

export async function requireAttempt(user: UserId, id: string): Promise<Attempt> {
  const attempt = await getAttempt(user, id)
  if (!attempt) throw new Error('The attempt is not there')
  return attempt
}

export async function begin(user: UserId, app: SandboxApp, changes: Partial<Preauthentication> = {}, now = new Date()) {
  const opened = await openAttempt(user, { ...valuesOf(app), ...changes }, now)
  if (!opened.ok) throw new Error(opened.problem)
  const attempt = await requireAttempt(user, opened.attemptId)
  const state = new URL(opened.authorizationUrl).searchParams.get('state') ?? ''
  return { attempt, state, authorizationUrl: opened.authorizationUrl }
}

/** "Allow", without the pages: the return URL. */
export const allow = async (app: SandboxApp, state: string) =>
  (await control('authorize', { clientId: app.clientId, state })).returnUrl ?? ''

/** From an app to the end of its exchange. */
export async function exchange(user: UserId, app: SandboxApp, changes: Partial<Preauthentication> = {}) {
  const { attempt, state } = await begin(user, app, changes)
  const outcome = await exchangeReturnUrl(user, attempt, await allow(app, state))
  return { attempt: await requireAttempt(user, attempt.id), outcome }
}

/** The id of the settings file of an exchange that goes well. */
export async function makeSettings(user: UserId, app: SandboxApp, changes: Partial<Preauthentication> = {}): Promise<string> {
  return settingsIdOf((await exchange(user, app, changes)).outcome)
}

export function settingsIdOf(outcome: Outcome): string {
  if (!outcome.ok) throw new Error(outcome.failure)
  if (outcome.settingsId === null) throw new Error('The result was not saved')
  return outcome.settingsId
}

/** What an attempt that was claimed says to its stores. */
export async function claim(user: UserId, id: string) {
  const claimed = await claimAttempt(user, id, new Date())
  if (!claimed) throw new Error('The attempt was not claimed')
  return claimed
}

export const sealedColumns = (id: string) =>
  db.attempt.findUniqueOrThrow({ where: { id }, select: { clientSecretSealed: true, stateSealed: true, answerSealed: true } })

export const nothingSealed = { clientSecretSealed: null, stateSealed: null, answerSealed: null }

export const liveRefreshTokens = (clientId: string) =>
  sandbox.world.store.records.refreshTokens
    .filter(
      (token) =>
        !token.spent && sandbox.world.store.records.chains.some((chain) => chain.id === token.chainId && chain.clientId === clientId),
    )
    .map(({ token }) => token)
