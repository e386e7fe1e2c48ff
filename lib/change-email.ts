import 'server-only'
import { takeMailRequest, takeMailTo } from './accounts/log-in'
import { dropLinks, findLink, makeLink, takeLink } from './accounts/mail-link-store'
import type { User } from './accounts/require-user'
import { provenUser } from './accounts/user-id'
import { findCredentials, findCredentialsById, saveEmail } from './accounts/user-store'
import { env } from './env.js'
import { addresseeOf, type Origin } from './enter'
import { sendMail } from './mail/send-mail'
import { note } from './note'

const purposes = ['change-email'] as const

/**
 * Both addresses are told: the new one by the link that proves it, the old one that somebody has asked. An address that has an account gets no
 * link, and whoever asks is not told.
 */
export async function askForEmail(
  user: User,
  newEmail: string,
  origin: Origin,
  now = new Date(),
): Promise<{ ok: true } | { ok: false; problem: 'slowed' }> {
  if ((await takeMailRequest(origin.address, now)) ?? (await takeMailTo(newEmail, now))) return { ok: false, problem: 'slowed' }
  const isFree = !(await findCredentials(newEmail))
  const { token, expiresAt } = await makeLink({ purpose: 'change-email', email: newEmail, userId: user.id }, now)
  const link = `${env.PORTAL_URL}/change-email/${token}`
  if (isFree) sendMail({ ...addresseeOf(user), email: newEmail }, { kind: 'change-email', link, expiresAt, oldEmail: user.email })
  sendMail(addresseeOf(user), { kind: 'email-changing', newEmail })
  return { ok: true }
}

export const findEmailLink = (token: string, now = new Date()) => findLink(token, purposes, now)

/** The link is used up → the address is the new one, proved → both are told. Log-ins go on. False: the link leads nowhere any more. */
export async function changeEmail(token: string, now = new Date()): Promise<boolean> {
  const link = await takeLink(token, purposes, now)
  const user = link?.userId ? await findCredentialsById(link.userId) : null
  if (!link || !user || user.disabledAt || !(await saveEmail(provenUser(user), link.email, now))) return false
  await dropLinks(user.id)
  await note(provenUser(user), 'email-changed', {}, now)
  const mail = { kind: 'email-changed', oldEmail: user.email, newEmail: link.email } as const
  for (const email of [user.email, link.email]) sendMail({ ...addresseeOf(user), email }, mail)
  return true
}
