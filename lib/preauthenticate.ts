import 'server-only'
import type { UserId } from './accounts/user-id'
import { claimWrites, HoldLost, type Claim } from './attempts/exchange-store'
import { isStateOf, noteCode, seeCode, type Attempt, type AttemptStatus, type SeenCode } from './attempts/store'
import { callWrites, type CountedCall } from './budget/store'
import { endAttempt, giveBack, type Outcome } from './attempt-outcome'
import { commit } from './db'
import { exchange, type Ready } from './exchange'
import { codeLifeMs, expectedReturnOf } from './inspect-return-url'
import { log } from './log.mjs'
import type { Failure } from './oauth/failures'
import { cleanProviderWords } from './oauth/provider-words'
import { readCodeOf, readReturnUrl } from './oauth/return-url'
import type { ValidReturn } from './oauth/strict-return-url'
import { once } from './patiently'
import { requireRoom, reserve, SpoolFull } from './spool/spool'
import { VaultError } from './vault/seal'

type Refusal = { failure: Failure; isOver?: boolean }

const ended = {
  exchanging: 'attempt-exchanging',
  done: 'attempt-used',
  failed: 'attempt-used',
  unknown: 'attempt-used',
  expired: 'attempt-expired',
} satisfies Record<Exclude<AttemptStatus, 'open'>, Failure>

/**
 * The story: the return URL is valid → everything is ready for the answer → the code is exchanged → the answer is safe on disk → the settings are
 * built → they stand in the history (the last four in lib/exchange.ts).
 * Both doors come here, the callback and Exchange Code. Of many calls for one attempt exactly one reaches the provider.
 */
export async function exchangeReturnUrl(owner: UserId, attempt: Attempt, returnUrl: string, now = new Date()): Promise<Outcome> {
  const { id, status } = attempt
  if (status !== 'open') return { ok: false, failure: ended[status as keyof typeof ended], isOver: true }
  const code = readCodeOf(returnUrl, isStateOf(attempt))
  const seen = code ? seeCode(attempt, code, now) : undefined
  try {
    const judged = await judge(owner, attempt, returnUrl, seen, now)
    const ready = 'failure' in judged ? judged : await makeReady(owner, attempt, judged, seen, now)
    if (!('failure' in ready)) return await exchange(attempt, ready)
    if (seen) await noteCode(owner, attempt, seen).catch((error: Error) => log.warn('code not noted', { attempt: id, error }))
    return { ok: false, isOver: false, ...ready }
  } catch (error) {
    log.error('exchange failed', { attempt: id, error })
    throw error
  }
}

/** Reads the return URL against the attempt. Nothing is sent, and nothing but an ending that the provider tells is final. */
async function judge(
  owner: UserId,
  attempt: Attempt,
  returnUrl: string,
  seen: SeenCode | undefined,
  now: Date,
): Promise<ValidReturn | Refusal> {
  const reading = readReturnUrl(returnUrl, expectedReturnOf(attempt))
  if (!reading.ok) {
    const { failure, detail, endsAttempt } = reading
    if (endsAttempt) {
      const ending = { status: 'failed', failure, detail: cleanProviderWords(detail) } as const
      // Of two tabs that hand in the same refusal, one is faster; the attempt's page tells both.
      await endAttempt({ userId: owner, id: attempt.id }, ending, now).catch((error: unknown) => {
        if (!(error instanceof HoldLost)) throw error
      })
    }
    return { failure, isOver: Boolean(endsAttempt) }
  }
  if (attempt.expiresAt <= now) return { failure: 'attempt-expired' }
  if (seen && now.getTime() - seen.codeSeenAt.getTime() > codeLifeMs(attempt)) return { failure: 'code-expired' }
  return reading.answer
}

type Taken = { claim: Claim; call: CountedCall }

/** The attempt and a place in the budget of its client, both or neither. */
const take = (owner: UserId, attempt: Attempt, seen: SeenCode | undefined, now: Date): Promise<Taken | Refusal> =>
  commit<Taken | Refusal>(async () => {
    const claimed = await claimWrites(owner, attempt.id, seen, now)
    if (!claimed) return { value: { failure: 'attempt-exchanging', isOver: true }, writes: [] }
    const { clientSecret } = claimed.claim
    const counted = await callWrites({ ...attempt, owner, clientSecret }, now)
    if (!counted) return { value: { failure: 'budget-spent' }, writes: [] }
    return { value: { claim: claimed.claim, call: counted.call }, writes: [...claimed.writes, ...counted.writes] }
  })

/** Many that ask for one client ID wait for each other, but not for a database that has fallen silent: an attempt that it takes later ends by its lease. */
const takeMs = 30_000

/** What is missing is found before the code is spent, and said; what was taken is given back. */
async function makeReady(
  owner: UserId,
  attempt: Attempt,
  answer: ValidReturn,
  seen: SeenCode | undefined,
  now: Date,
): Promise<Ready | Refusal> {
  try {
    await requireRoom()
    // The disk and the database, at the same time.
    const [room, taken] = await Promise.allSettled([reserve(attempt.id, owner), once(() => take(owner, attempt, seen, now), takeMs)])
    if (room.status === 'fulfilled' && taken.status === 'fulfilled' && 'claim' in taken.value)
      return { answer, room: room.value, ...taken.value }
    if (room.status === 'fulfilled') await room.value.discard()
    if (taken.status === 'rejected') throw taken.reason
    if (!('claim' in taken.value)) return taken.value
    await giveBack(taken.value.claim.hold, [taken.value.call.takeBack()])
    throw (room as PromiseRejectedResult).reason
  } catch (error) {
    // A fault of the portal's own, before anything was sent: a sentence for the user and a line for the operator.
    const isDisk = error instanceof SpoolFull || typeof (error as NodeJS.ErrnoException).syscall === 'string'
    const failure = error instanceof VaultError ? 'secret-damaged' : isDisk ? 'disk-full' : 'database-away'
    log.error('exchange not begun', { attempt: attempt.id, failure, error })
    return { failure }
  }
}
