import 'server-only'
import { hasOtherAdministrator } from './accounts/administration-store'
import { findCredentialsById, type Credentials } from './accounts/user-store'
import type { AuditDetail, AuditKind } from './audit/schema'
import { auditWrites } from './audit/store'
import { commit, type Write } from './db'

type Change = { write: (user: Credentials) => Write; kind: AuditKind; detail: AuditDetail }

/**
 * A change after which an account is no administrator any more. Somebody must be left who can run the portal: that is looked up for an entry of the
 * portal's own chain, and of two such changes at once one loses its number, and looks again.
 */
export function giveUpOffice(
  userId: string,
  { write, kind, detail }: Change,
  now: Date,
): Promise<'done' | 'missing' | 'last-administrator'> {
  return commit(async () => {
    // The number comes first: whatever changes after it takes that number, and is seen at the next try.
    const entry = await auditWrites('portal', kind, { ...detail, user: userId }, now)
    const user = await findCredentialsById(userId)
    if (!user) return { value: 'missing', writes: [] }
    const isLast = user.role === 'administrator' && !user.disabledAt && !(await hasOtherAdministrator(userId))
    if (isLast) return { value: 'last-administrator', writes: [] }
    return { value: 'done', writes: [write(user), ...entry] }
  })
}
