import type { Role } from '@/lib/accounts/user-store'

/** What was typed into the form, from the form itself or from the address that leads back to it after the question who somebody is. Pure. */
export function typedInvitation(given: { email?: unknown; role?: unknown }): { email: string; role: Role } {
  return {
    email: typeof given.email === 'string' ? given.email.slice(0, 300) : '',
    role: given.role === 'administrator' ? given.role : 'user',
  }
}
