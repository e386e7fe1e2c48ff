// The first writes of an exchange, each by itself: an attempt that is taken, and a call that is counted.
import type { UserId } from '@/lib/accounts/user-id'
import { claimWrites, type Claim } from '@/lib/attempts/exchange-store'
import { callWrites, type Caller, type CountedCall } from '@/lib/budget/store'
import { commit } from '@/lib/db'

/** Null when somebody else has it, or it is over. */
export const claimAttempt = (userId: UserId, id: string, now: Date) =>
  commit<Claim | null>(async () => {
    const claimed = await claimWrites(userId, id, undefined, now)
    return { value: claimed?.claim ?? null, writes: claimed?.writes ?? [] }
  })

/** Null when the budget is spent. */
export const countCall = (caller: Caller, now: Date) =>
  commit<CountedCall | null>(async () => {
    const counted = await callWrites(caller, now)
    return { value: counted?.call ?? null, writes: counted?.writes ?? [] }
  })
