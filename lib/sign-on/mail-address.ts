import { z } from 'zod'

// The rule of lib/accounts/schema.ts: no account has another address.
const longest = 254
const addressSchema = z.email().max(longest)

/**
 * A provider's text as an address the way accounts have it, or null where it is none. Pure.
 * ASCII is asked for before the case is folded: folding makes a plain k of the Kelvin sign, and so somebody else's address of a stranger's.
 */
export function readEmail(text: unknown): string | null {
  if (typeof text !== 'string' || text.length > longest || !/^[\x21-\x7e]+$/.test(text)) return null
  const email = text.toLowerCase()
  return addressSchema.safeParse(email).success ? email : null
}

/** What stands behind the last @: in front of it an address may hold another. */
export const domainOf = (email: string) => email.slice(email.lastIndexOf('@') + 1)
