import 'server-only'
import { cache } from 'react'
import { unauthorized } from 'next/navigation'
import type { Locale } from '../i18n/locale-names'
import { readLocale } from '../i18n/locales'
import { readTimeZone } from '../i18n/time-zone'
import { requestContext } from '../request-context.mjs'
import { getLiveSession, hashSessionId } from './session-store'
import { readSessionId } from './session-token'
import type { UserId } from './user-id'

/** `confirmedAt`: when the password was last given, at the log-in or since. `locale` and `timeZone`: null where the browser decides. */
export type User = {
  id: UserId
  email: string
  createdAt: Date
  locale: Locale | null
  timeZone: string | null
  tourEndedAt: Date | null
  sessionIdHash: string
  confirmedAt: Date
}

async function findUser(sessionId: string): Promise<User | null> {
  const session = await getLiveSession(sessionId, new Date())
  if (!session) return null
  const { id, email, createdAt, tourEndedAt } = session.user
  const locale = readLocale(session.user.locale)
  const timeZone = readTimeZone(session.user.timeZone)
  return {
    id: id as UserId,
    email,
    createdAt,
    locale,
    timeZone,
    tourEndedAt,
    sessionIdHash: session.idHash,
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
