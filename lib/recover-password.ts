import 'server-only'
import { dropChallenges } from './accounts/challenge-store'
import { takeMailRequest, takeMailTo } from './accounts/log-in'
import { dropLinks, findLink, makeLink, takeLink } from './accounts/mail-link-store'
import { hashPassword } from './accounts/password'
import { revokeAllSessions } from './accounts/session-store'
import { provenUser } from './accounts/user-id'
import { findCredentials, findCredentialsById, savePasswordHash, type Credentials } from './accounts/user-store'
import { env } from './env.js'
import { addresseeOf, circumstances, type Origin } from './enter'
import { log } from './log.mjs'
import { sendMail } from './mail/send-mail'
import { note } from './note'

const purposes = ['reset'] as const

export type AskedReset = { ok: true; deliver: () => Promise<void> } | { ok: false; problem: 'slowed' }

/** Somebody has forgotten a password. As askToJoin: whether there is such an account is told to the address alone. */
export async function askForReset(email: string, origin: Origin, now = new Date()): Promise<AskedReset> {
  if (await takeMailRequest(origin.address, now)) return { ok: false, problem: 'slowed' }
  const deliver = () => sendResetMail(email, now).catch((error: Error) => log.error('reset not answered', { error }))
  return { ok: true, deliver }
}

async function sendResetMail(email: string, now: Date): Promise<void> {
  const user = await findCredentials(email)
  if (!user || user.disabledAt || env.AUTH_MODE === 'sso' || (await takeMailTo(email, now))) return
  const { link, expiresAt } = await makeResetLink(user, now)
  sendMail(addresseeOf(user), { kind: 'reset', link, expiresAt })
}

/** Also for the operator's console, where there is no mail. */
export async function makeResetLink(user: Credentials, now: Date): Promise<{ link: string; expiresAt: Date }> {
  const { token, expiresAt } = await makeLink({ purpose: 'reset', email: user.email, userId: user.id }, now)
  return { link: `${env.PORTAL_URL}/reset/${token}`, expiresAt }
}

/** Whose password a link sets anew, without using it: for the page that asks for it. Null: it leads nowhere any more. */
export const findResetLink = (token: string, now = new Date()) => findLink(token, purposes, now)

/**
 * The link is used up → the password is the new one → every log-in and every other link of the account ends → its user is told.
 * A second factor stays, and is asked for at the log-in that follows (OWASP ASVS 5.0, 6.4.3). False: the link leads nowhere any more.
 */
export async function resetPassword(
  { token, password }: { token: string; password: string },
  origin: Origin,
  now = new Date(),
): Promise<boolean> {
  const passwordHash = await hashPassword(password)
  const link = env.AUTH_MODE === 'sso' ? null : await takeLink(token, purposes, now)
  const user = link?.userId ? await findCredentialsById(link.userId) : null
  if (!user || user.disabledAt) return false
  const userId = provenUser(user)
  await savePasswordHash(userId, passwordHash, now)
  await revokeAllSessions(userId, now)
  await Promise.all([dropChallenges(userId), dropLinks(userId)])
  await note(userId, 'password-reset', {}, now)
  sendMail(addresseeOf(user), { kind: 'password-changed', ...circumstances(origin, now) })
  return true
}
