import 'server-only'
import { cache } from 'react'
import { unauthorized } from 'next/navigation'
import { getLiveSession } from './session-store'
import { readSessionId } from './session-token'
import type { UserId } from './user-id'

export type User = { id: UserId; email: string; createdAt: Date; sessionIdHash: string }

/** Who is logged in, or null: for doors that answer by themselves, as the callback. */
export const getUser = cache(async (): Promise<User | null> => {
  const sessionId = await readSessionId()
  const session = sessionId && (await getLiveSession(sessionId, new Date()))
  if (!session) return null
  const { id, email, createdAt } = session.user
  return { id: id as UserId, email, createdAt, sessionIdHash: session.idHash }
})

/** The first line of every page, action and route of the portal. Without a live session: 401, with the log-in form in place. */
export async function requireUser(): Promise<User> {
  return (await getUser()) ?? unauthorized()
}
