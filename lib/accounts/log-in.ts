import 'server-only'
import { createHash } from 'node:crypto'
import { normaliseEmail } from './schema'
import { verifyPassword } from './password'
import { deleteStaleCounts, forgiveTries, getCount, takeTry, type Limit } from './rate-limit-store'
import { createSession } from './session-store'
import { findCredentials } from './user-store'

export type LogInRequest = { email: string; password: string; address: string; userAgent: string }
export type LogInResult = { ok: true; userId: string; sessionId: string } | { ok: false; retryAt: Date | null }

const hour = 60 * 60 * 1000
const perPair: Limit = { free: 10, maximumWaitMs: 20_000, windowMs: hour }
const perAddress: Limit = { free: 100, maximumWaitMs: 20_000, windowMs: hour }
const perAccount: Limit = { free: 50, maximumWaitMs: 60_000, windowMs: hour }

const digest = (...parts: string[]) => createHash('sha256').update(parts.join('\n')).digest('base64url')

/**
 * Checks a log-in and opens a session. The answer is the same for a wrong password and a missing account.
 *
 * Guessing is slowed per account and address, per address, and per account. The last does not touch somebody whose address has not failed
 * for this account yet: so the owner gets in while thousands of others guess, and nobody is ever shut out for longer than a short wait.
 */
export async function logIn({ email: typed, password, address, userAgent }: LogInRequest, now = new Date()): Promise<LogInResult> {
  const email = normaliseEmail(typed)
  const pairKey = `log-in pair ${digest(email, address)}`
  const addressKey = `log-in address ${digest(address)}`
  const hasFailedHere = (await getCount(pairKey, now)) > 0

  const retryAt =
    (await takeTry(pairKey, perPair, now)) ??
    (await takeTry(addressKey, perAddress, now)) ??
    (hasFailedHere ? await takeTry(`log-in account ${digest(email)}`, perAccount, now) : null)
  if (retryAt) return { ok: false, retryAt }

  const credentials = await findCredentials(email)
  if (!(await verifyPassword(credentials?.passwordHash ?? null, password)) || !credentials) return { ok: false, retryAt: null }
  await forgiveTries([pairKey, addressKey])
  await deleteStaleCounts(now)
  return { ok: true, userId: credentials.id, sessionId: await createSession(credentials.id, userAgent, now) }
}

/** Slows making accounts, and trying addresses at the sign-up form, from one address. @returns the time to wait for, or null */
export const takeSignUp = (address: string, now = new Date()) =>
  takeTry(`sign-up ${digest(address)}`, { free: 20, maximumWaitMs: 60_000, windowMs: hour }, now)
