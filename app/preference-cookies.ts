import 'server-only'
import { env } from '@/lib/env.js'

const oneYearSeconds = 365 * 24 * 60 * 60

/** For what a browser remembers of how its reader likes the portal: nothing that opens anything. */
export const preferenceCookie = {
  path: '/',
  sameSite: 'lax',
  httpOnly: true,
  secure: env.PORTAL_URL.startsWith('https:'),
  maxAge: oneYearSeconds,
} as const
