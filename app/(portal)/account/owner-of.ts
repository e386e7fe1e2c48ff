import 'server-only'
import type { User } from '@/lib/accounts/require-user'
import type { Owner } from '@/lib/own-factors'

/** Whose factors change: of who is logged in, with the log-in that stays. */
export const ownerOf = ({ id, email, locale, timeZone, sessionIdHash }: User): Owner => ({ id, email, locale, timeZone, sessionIdHash })
