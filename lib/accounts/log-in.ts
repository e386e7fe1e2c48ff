import 'server-only'
import { createHash } from 'node:crypto'
import { readDevice } from './device-cookie'
import { normaliseEmail } from './schema'
import { hashPassword, isOutdated, verifyPassword } from './password'
import { inTurn } from './password-queue'
import { forgiveTries, getCount, takeTry, type Limit } from './rate-limit-store'
import { findCredentials, renewPasswordHash, type Credentials } from './user-store'

/** `address` as the front door saw it; `device`: the value of the device cookie, if any. */
export type PasswordTry = { email: string; password: string; address: string; device: string | null }
/** `wrong`: of which account, for the portal's own records alone; whoever tried must not learn whether there is one. */
export type PasswordCheck =
  { outcome: 'right'; user: Credentials } | { outcome: 'wrong'; userId: string | null } | { outcome: 'slowed'; retryAt: Date }

const hour = 60 * 60 * 1000
const perPair: Limit = { free: 10, maximumWaitMs: 20_000, windowMs: hour }
const perAddress: Limit = { free: 100, maximumWaitMs: 20_000, windowMs: hour }
const perAccount: Limit = { free: 50, maximumWaitMs: 60_000, windowMs: hour }
const perNewcomers: Limit = { free: 300, maximumWaitMs: 2_000, windowMs: hour }
// Whoever comes so far knows the password. Six digits, of which three are right at a time: five minutes each leave a guesser one in a thousand a day.
const perSecondFactor: Limit = { free: 5, maximumWaitMs: 5 * 60_000, windowMs: hour }
const perMailRequest: Limit = { free: 20, maximumWaitMs: 10 * 60_000, windowMs: hour }
const perMailAddress: Limit = { free: 3, maximumWaitMs: 15 * 60_000, windowMs: hour }

const digest = (...parts: string[]) => createHash('sha256').update(parts.join('\n')).digest('base64url')

/**
 * Compares a password, for a log-in or for whoever is logged in already. The work is the same for a wrong password and a missing account.
 *
 * Guessing is slowed per account and address, per address, and per account. The last hardly touches somebody whose address has not failed for
 * this account yet; and a browser that has logged in to it before counts for itself alone. So the owner gets in while thousands of others guess.
 * @throws TooBusy where so many are logging in that one more would keep everybody waiting
 */
export async function checkPassword(given: PasswordTry, now: Date): Promise<PasswordCheck> {
  const email = normaliseEmail(given.email)
  const deviceId = readDevice(given.device, email)
  // Who is sent away unheard has not tried.
  return inTurn(() => comparePassword({ ...given, email }, deviceId, now), { isKnown: deviceId !== null, visitor: given.address })
}

async function comparePassword({ email, password, address }: PasswordTry, deviceId: string | null, now: Date): Promise<PasswordCheck> {
  const pairKey = `log-in pair ${deviceId ?? digest(email, address)}`
  const retryAt = (await takeTry(pairKey, perPair, now)) ?? (deviceId ? null : await takeCrowdTry(email, address, now))
  if (retryAt) return { outcome: 'slowed', retryAt }

  const user = await findCredentials(email)
  if (!(await verifyPassword(user?.passwordHash ?? null, password)) || !user) return { outcome: 'wrong', userId: user?.id ?? null }
  await forgiveTries([pairKey])
  if (user.passwordHash && isOutdated(user.passwordHash)) await renewPasswordHash(user.id, user.passwordHash, await hashPassword(password))
  return { outcome: 'right', user }
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

/** Counts a try at a second factor; a browser that its owner has logged in with before counts for itself. @returns the time to wait for, or null */
export const takeSecondFactorTry = ({ id, email }: Pick<Credentials, 'id' | 'email'>, device: string | null, now: Date) =>
  takeTry(`second factor ${readDevice(device, email) ?? id}`, perSecondFactor, now)

export const forgiveSecondFactor = ({ id, email }: Pick<Credentials, 'id' | 'email'>, device: string | null) =>
  forgiveTries([`second factor ${readDevice(device, email) ?? id}`])

/**
 * Slows asking for mails: by whoever asks, and, so that nobody's letter box is filled, to whom. The second is kept from whoever asks, who would
 * learn from it that somebody else has asked before. @returns the time to wait for; null: go on
 */
export const takeMailRequest = (address: string, now: Date) => takeTry(`mail from ${digest(address)}`, perMailRequest, now)
export const takeMailTo = (email: string, now: Date) => takeTry(`mail to ${digest(email)}`, perMailAddress, now)

/** Slows what needs no account and costs a row: a passkey's challenge, the way to an identity provider. */
export const takeBeginning = (address: string, now: Date) =>
  takeTry(`begin ${digest(address)}`, { free: 60, maximumWaitMs: 20_000, windowMs: hour }, now)
