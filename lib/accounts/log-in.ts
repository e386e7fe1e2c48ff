import 'server-only'
import { createHash } from 'node:crypto'
import { issueDevice, readDevice } from './device-cookie'
import { normaliseEmail } from './schema'
import { verifyPassword } from './password'
import { forgiveTries, getCount, takeTry, type Limit } from './rate-limit-store'
import { findCredentials } from './user-store'

/** `address` as the front door saw it; `device`: the value of the device cookie, if any. */
export type PasswordTry = { email: string; password: string; address: string; device: string | null }
/** `wrong`: of which account, for the portal's own records alone; whoever tried must not learn whether there is one. */
export type PasswordCheck =
  { outcome: 'right'; userId: string; device: string } | { outcome: 'wrong'; userId: string | null } | { outcome: 'slowed'; retryAt: Date }

const hour = 60 * 60 * 1000
const perPair: Limit = { free: 10, maximumWaitMs: 20_000, windowMs: hour }
const perAddress: Limit = { free: 100, maximumWaitMs: 20_000, windowMs: hour }
const perAccount: Limit = { free: 50, maximumWaitMs: 60_000, windowMs: hour }
const perNewcomers: Limit = { free: 300, maximumWaitMs: 2_000, windowMs: hour }

const digest = (...parts: string[]) => createHash('sha256').update(parts.join('\n')).digest('base64url')

/**
 * Compares a password, for a log-in or for whoever is logged in already. The work is the same for a wrong password and a missing account.
 *
 * Guessing is slowed per account and address, per address, and per account. The last hardly touches somebody whose address has not failed for
 * this account yet; and a browser that has logged in to it before counts for itself alone. So the owner gets in while thousands of others guess.
 */
export async function checkPassword({ email: typed, password, address, device }: PasswordTry, now: Date): Promise<PasswordCheck> {
  const email = normaliseEmail(typed)
  const deviceId = readDevice(device, email)
  const pairKey = `log-in pair ${deviceId ?? digest(email, address)}`
  const retryAt = (await takeTry(pairKey, perPair, now)) ?? (deviceId ? null : await takeCrowdTry(email, address, now))
  if (retryAt) return { outcome: 'slowed', retryAt }

  const credentials = await findCredentials(email)
  if (!(await verifyPassword(credentials?.passwordHash ?? null, password)) || !credentials)
    return { outcome: 'wrong', userId: credentials?.id ?? null }
  await forgiveTries([pairKey])
  return { outcome: 'right', userId: credentials.id, device: issueDevice(email) }
}

/** The limits of everybody who is not known. The try for account and address has been counted before. */
async function takeCrowdTry(email: string, address: string, now: Date): Promise<Date | null> {
  const isFirstHere = (await getCount(`log-in pair ${digest(email, address)}`, now)) <= 1
  const account: [string, Limit] = isFirstHere ? ['newcomers', perNewcomers] : ['account', perAccount]
  return (
    (await takeTry(`log-in address ${digest(address)}`, perAddress, now)) ??
    takeTry(`log-in ${account[0]} ${digest(email)}`, account[1], now)
  )
}

/** Slows making accounts, and trying addresses at the sign-up form, from one address. @returns the time to wait for, or null */
export const takeSignUp = (address: string, now = new Date()) =>
  takeTry(`sign-up ${digest(address)}`, { free: 20, maximumWaitMs: 60_000, windowMs: hour }, now)
