import 'server-only'
import { cookies } from 'next/headers'
import { decode, encode } from 'next-auth/jwt'
import { env } from '../env.js'
import { sessionCookie } from './auth-options'
import { deviceCookie } from './device-cookie'
import { revokeSession, sessionLifeSeconds } from './session-store'

const secret = () => {
  if (!env.NEXTAUTH_SECRET) throw new Error('NEXTAUTH_SECRET is missing')
  return env.NEXTAUTH_SECRET
}

/** Gives the browser the cookie that next-auth itself would give: its own door needs JavaScript or a second page for the CSRF token. */
export async function setSessionCookie(userId: string, sessionId: string, device?: string): Promise<void> {
  const token = await encode({ token: { sub: userId, sid: sessionId }, secret: secret(), maxAge: sessionLifeSeconds })
  const store = await cookies()
  store.set(sessionCookie.name, token, { ...sessionCookie.options, maxAge: sessionLifeSeconds })
  if (device) store.set(deviceCookie.name, device, deviceCookie.options)
}

/** The log-in goes on under another id; null: the browser has it already (lib/confirm-identity.ts). */
export async function renewSessionCookie(userId: string, sessionId: string | null): Promise<void> {
  if (sessionId) await setSessionCookie(userId, sessionId)
}

/** The session id in the request's cookie, or null. Whether the session lives is for the database to say. */
export async function readSessionId(): Promise<string | null> {
  const token = (await cookies()).get(sessionCookie.name)?.value
  if (!token) return null
  const claims = await decode({ token, secret: secret() }).catch(() => null)
  return typeof claims?.sid === 'string' ? claims.sid : null
}

export async function endSession(now: Date): Promise<void> {
  const sessionId = await readSessionId()
  if (sessionId) await revokeSession(sessionId, now)
  const store = await cookies()
  store.set(sessionCookie.name, '', { ...sessionCookie.options, maxAge: 0 })
}
