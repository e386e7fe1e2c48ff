import 'server-only'
import { env } from '@/lib/env.js'

/** Null: administrators invite here. Otherwise why they do not. */
export function whyNoInvitations(): 'closed' | 'byProvider' | null {
  if (env.AUTH_MODE === 'sso') return 'byProvider'
  return env.SIGN_UP.kind === 'closed' ? 'closed' : null
}
