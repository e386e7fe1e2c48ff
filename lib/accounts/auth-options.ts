import 'server-only'
import type { AuthOptions } from 'next-auth'
import { env } from '../env.js'
import { log } from '../log.mjs'
import { getLiveSession, revokeSession, sessionLifeSeconds } from './session-store'

const secure = env.PORTAL_URL.startsWith('https:')

/** `__Host-` binds the cookie to this very host (RFC 6265bis); a browser takes it on https only. */
export const sessionCookie = {
  name: secure ? '__Host-preauth-portal.session' : 'preauth-portal.session',
  options: { httpOnly: true, sameSite: 'lax', path: '/', secure } as const,
}

/** next-auth 4: JWT in the cookie, with the id of a session that the database knows, so that it can be ended. */
export const authOptions: AuthOptions = {
  secret: env.NEXTAUTH_SECRET,
  session: { strategy: 'jwt', maxAge: sessionLifeSeconds },
  pages: { signIn: '/login', signOut: '/login', error: '/login' },
  cookies: { sessionToken: sessionCookie },
  // The door adds how to log in (app/api/auth/): this station does not know the story of it.
  providers: [],
  // Its own logger writes what anybody sends, line breaks and all.
  logger: {
    error: (errorCode, about) => log.error('next-auth', { errorCode, error: about instanceof Error ? about : about.error }),
    warn: (errorCode) => log.warn('next-auth', { errorCode }),
    debug() {},
  },
  callbacks: {
    jwt: ({ token, user }) => (user ? { sub: user.id, sid: (user as { sessionId?: string }).sessionId } : token),
    async session({ session, token }) {
      const live = typeof token.sid === 'string' ? await getLiveSession(token.sid, new Date()) : null
      return { expires: session.expires, ...(live && { user: { email: live.user.email } }) }
    },
  },
  events: {
    async signOut({ token }) {
      if (typeof token?.sid === 'string') await revokeSession(token.sid, new Date())
    },
  },
}
