import NextAuth, { type AuthOptions } from 'next-auth'
import Credentials from 'next-auth/providers/credentials'
import { authOptions } from '@/lib/accounts/auth-options'
import { credentialsSchema } from '@/lib/accounts/schema'
import { logIn, noteLogOut } from '@/lib/entrance'

const passwordDoor = Credentials({
  credentials: { email: {}, password: {} },
  async authorize(credentials, request) {
    const header = (name: string) => String(request.headers?.[name] ?? '')
    // A body of JSON may hold anything, and next-auth would show what is thrown here to whoever sent it.
    const read = credentialsSchema.safeParse(credentials)
    const from = { address: header('x-portal-address'), userAgent: header('user-agent'), device: null }
    const result = read.success ? await logIn({ ...read.data, ...from }).catch(() => null) : null
    return result?.ok ? { id: result.userId, sessionId: result.sessionId } : null
  },
})

const events: AuthOptions['events'] = {
  async signOut(message) {
    await authOptions.events?.signOut?.(message)
    await noteLogOut(message.token?.sub)
  },
}

const handler = NextAuth({ ...authOptions, providers: [passwordDoor], events }) as (request: Request, context: unknown) => Promise<Response>

export { handler as GET, handler as POST }
