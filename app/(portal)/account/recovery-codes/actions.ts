'use server'

import { readRequestOrigin } from '@/app/request-origin'
import type { RecoveryCodesState } from '@/components/recovery-codes-state'
import { requireUser } from '@/lib/accounts/require-user'
import { makeRecoveryCodes } from '@/lib/own-factors'
import { requireFresh } from '../../require-fresh'
import { ownerOf } from '../owner-of'

/** Ten new ones, shown by the answer alone. */
export async function makeRecoveryCodesAction(): Promise<RecoveryCodesState> {
  const user = await requireUser()
  requireFresh(user, '/account/recovery-codes')
  return { codes: await makeRecoveryCodes(ownerOf(user), await readRequestOrigin()) }
}
