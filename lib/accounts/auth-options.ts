import 'server-only'
import type { AuthOptions } from 'next-auth'
import Credentials from 'next-auth/providers/credentials'
import { env } from '../env.js'
import { logIn } from './log-in'
import { credentialsSchema } from './schema'
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
  providers: [
    Credentials({
      credentials: { email: {}, password: {} },
      async authorize(credentials, request) {
        const header = (name: string) => String(request.headers?.[name] ?? '')
        // A body of JSON may hold anything, and next-auth would show what is thrown here to whoever sent it.
        const read = credentialsSchema.safeParse(credentials)
        const from = { address: header('x-portal-address'), userAgent: header('user-agent'), device: null }
        const result = read.success ? await logIn({ ...read.data, ...from }).catch(() => null) : null
        return result?.ok ? { id: result.userId, sessionId: result.sessionId } : null
      },
    }),
  ],
  // Its own logger writes what anybody sends, line breaks and all.
  logger: { error: (code) => console.error(JSON.stringify({ level: 'error', source: 'next-auth', code })), warn() {}, debug() {} },
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
