import 'server-only'
import { issueDevice, readDevice } from './accounts/device-cookie'
import type { PasswordCheck } from './accounts/log-in'
import type { Method } from './accounts/methods'
import { createSession } from './accounts/session-store'
import type { Credentials } from './accounts/user-store'
import type { Chain } from './audit/store'
import { readLocale } from './i18n/locales'
import type { Addressee } from './mail/mail'
import { sendMail } from './mail/send-mail'
import { note } from './note'
import { browserOf, systemOf } from './user-agent'

/** Who asks, as the front door saw it. `device`: the value of the device cookie, if any. */
export type Origin = { address: string; userAgent: string; device: string | null }
/** What the browser gets as cookies. */
export type Entered = { ok: true; userId: string; sessionId: string; device: string }
export type Refused = { ok: false; retryAt: Date | null }

export const refusal = (check: Exclude<PasswordCheck, { outcome: 'right' }>): Refused => ({
  ok: false,
  retryAt: check.outcome === 'slowed' ? check.retryAt : null,
})

/** The name of a chain, and no more: whoever typed a wrong password is not that user. */
export const chainOf = (userId: string | null) => (userId ?? 'portal') as Chain

export type Addressed = { email: string; locale: string | null; timeZone: string | null }

/** Where, in which language and in whose time a mail to a user is written. */
export const addresseeOf = ({ email, locale, timeZone }: Addressed): Addressee => ({ email, locale: readLocale(locale) ?? 'en', timeZone })

/** When, by which browser and from where something was done, for the mail that tells of it. */
export const circumstances = ({ address, userAgent }: Origin, now: Date) => ({
  at: now,
  device: [browserOf(userAgent), systemOf(userAgent)].filter(Boolean).join(', ') || '?',
  place: address,
})

/** The one place where a log-in begins: the session stands → it is noted → a browser that is new to the account is told of by mail. */
export async function enter(
  user: Pick<Credentials, 'id' | 'email' | 'locale' | 'timeZone'>,
  method: Method,
  origin: Origin,
  now: Date,
  { isExpected = false } = {},
): Promise<Entered> {
  const sessionId = await createSession(user.id, { ...origin, method }, now)
  await note(chainOf(user.id), 'logged-in', { method }, now)
  if (!isExpected && !readDevice(origin.device, user.email))
    sendMail(addresseeOf(user), { kind: 'new-device', ...circumstances(origin, now) })
  return { ok: true, userId: user.id, sessionId, device: issueDevice(user.email) }
}
