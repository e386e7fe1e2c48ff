import 'server-only'
import { takeMailRequest, takeMailTo } from './accounts/log-in'
import { findLink, makeLink, takeLink, type Link } from './accounts/mail-link-store'
import { hashPassword } from './accounts/password'
import { isOfDomains, readOffer } from './accounts/sign-up-rule'
import { createUser, findCredentials } from './accounts/user-store'
import { env } from './env.js'
import { addresseeOf, chainOf, enter, type Entered, type Origin } from './enter'
import type { Locale } from './i18n/locale-names'
import { log } from './log.mjs'
import { sendMail } from './mail/send-mail'
import { note } from './note'

const joining = ['sign-up', 'invitation'] as const

export type Asked = { ok: true; deliver: () => Promise<void> } | { ok: false; problem: 'closed' | 'slowed' | 'domain' }

/**
 * Somebody asks for an account. Whether the address has one already is told to the address alone: the answer is the same, and the work is done by
 * `deliver`, which the door calls when the answer is out.
 */
export async function askToJoin({ email, locale }: { email: string; locale: Locale }, origin: Origin, now = new Date()): Promise<Asked> {
  const offer = readOffer(env.SIGN_UP)
  if (!offer.isOpen || env.AUTH_MODE === 'sso') return { ok: false, problem: 'closed' }
  if (!isOfDomains(email, offer.domains)) return { ok: false, problem: 'domain' }
  if (await takeMailRequest(origin.address, now)) return { ok: false, problem: 'slowed' }
  const deliver = () => sendJoinMail(email, locale, now).catch((error: Error) => log.error('sign-up not answered', { error }))
  return { ok: true, deliver }
}

async function sendJoinMail(email: string, locale: Locale, now: Date): Promise<void> {
  if (await takeMailTo(email, now)) return
  const user = await findCredentials(email)
  if (user) return sendMail(addresseeOf(user), { kind: 'sign-up-known' })
  const { token, expiresAt } = await makeLink({ purpose: 'sign-up', email }, now)
  sendMail({ email, locale, timeZone: null }, { kind: 'sign-up', link: joinAddress(token), expiresAt })
}

/** From the portal's own address alone: nothing that a request says can lead a link elsewhere. */
export const joinAddress = (token: string) => `${env.PORTAL_URL}/join/${token}`

/** For whom a link makes an account, without using it. Null: it is used, over, or none of ours. */
export const findJoinLink = (token: string, now = new Date()): Promise<Link | null> => findLink(token, joining, now)

/** The link is used up → the account stands, its address proved → its user is logged in. Null: the link leads nowhere any more. */
export async function join(
  { token, password, locale }: { token: string; password: string; locale: Locale },
  origin: Origin,
  now = new Date(),
): Promise<Entered | null> {
  const passwordHash = await hashPassword(password)
  const link = env.AUTH_MODE === 'sso' ? null : await takeLink(token, joining, now)
  if (!link) return null
  const role = link.role === 'administrator' ? 'administrator' : 'user'
  const user = await createUser({ email: link.email, passwordHash, locale, role }, now)
  if (!user) return null
  await note(chainOf(user.id), 'signed-up', {}, now)
  return enter({ id: user.id, email: link.email, locale, timeZone: null }, 'password', origin, now, { isExpected: true })
}
