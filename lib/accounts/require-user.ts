import 'server-only'
import { cache } from 'react'
import { notFound, unauthorized } from 'next/navigation'
import type { Locale } from '../i18n/locale-names'
import { readLocale } from '../i18n/locales'
import { readTimeZone } from '../i18n/time-zone'
import { log } from '../log.mjs'
import { requestContext } from '../request-context.mjs'
import type { Method } from './methods'
import { getLiveSession, hashSessionId, noteSeen } from './session-store'
import { readSessionId } from './session-token'
import type { UserId } from './user-id'
import type { Role } from './user-store'

/**
 * `confirmedAt`: when who they are was last proved, at the log-in or since. `deletionAt`: they have asked to be deleted then.
 * `locale` and `timeZone`: null where the browser decides.
 */
export type User = {
  id: UserId
  email: string
  role: Role
  createdAt: Date
  deletionAt: Date | null
  locale: Locale | null
  timeZone: string | null
  tourEndedAt: Date | null
  sessionIdHash: string
  method: Method
  confirmedAt: Date
}

async function findUser(sessionId: string): Promise<User | null> {
  const now = new Date()
  const session = await getLiveSession(sessionId, now)
  if (!session) return null
  const { id, role, locale, timeZone, ...rest } = session.user
  // The list of sessions may be a minute behind; a database that is only away for writing shuts nobody out.
  await noteSeen(session, requestContext()?.address ?? session.address, now).catch((error: Error) =>
    log.error('session not noted', { error }),
  )
  return {
    ...rest,
    id: id as UserId,
    role: role === 'administrator' ? role : 'user',
    locale: readLocale(locale),
    timeZone: readTimeZone(timeZone),
    sessionIdHash: session.idHash,
    method: session.method as Method,
    confirmedAt: session.confirmedAt ?? session.createdAt,
  }
}

/** Who is logged in, or null: for doors that answer by themselves, as the callback. */
export const getUser = cache(async (): Promise<User | null> => {
  const sessionId = await readSessionId()
  if (!sessionId) return null
  // Without JavaScript an action and the page after it are one request, and between the two the database may go away.
  const memo = requestContext()?.memo
  const key = `user of ${hashSessionId(sessionId)}`
  const known = memo?.get(key) as User | undefined
  if (known) return known
  const user = await findUser(sessionId)
  if (user) memo?.set(key, user)
  return user
})

/** The first line of every page, action and route of the portal. Without a live session: 401, with the log-in form in place. */
export async function requireUser(): Promise<User> {
  return (await getUser()) ?? unauthorized()
}

declare const office: unique symbol
/** Somebody who runs the portal. Only requireAdministrator makes one. */
export type Administrator = User & { readonly [office]: true }

/** The first line of every door of Administration. For everybody else there is nothing here: 404. */
export async function requireAdministrator(): Promise<Administrator> {
  const user = await requireUser()
  return user.role === 'administrator' ? (user as Administrator) : notFound()
}
