import 'server-only'
import type { UserId } from './accounts/user-id'
import { claimAttempt, HoldLost, releaseAttempt } from './attempts/exchange-store'
import { isStateOf, noteCode, type Attempt, type AttemptStatus } from './attempts/store'
import { countCall, getBudget } from './budget/store'
import { endAttempt, type Outcome } from './attempt-outcome'
import { exchange, type Ready } from './exchange'
import { codeLifeMs, expectedReturnOf } from './inspect-return-url'
import { log } from './log.mjs'
import type { Failure } from './oauth/failures'
import { cleanProviderWords } from './oauth/provider-words'
import { readCodeOf, readReturnUrl, type ValidReturn } from './oauth/return-url'
import { requireRoom, reserve, SpoolFull, type Reservation } from './spool/spool'
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
  try {
    const judged = await judge(owner, attempt, returnUrl, now)
    const ready = 'failure' in judged ? judged : await makeReady(owner, attempt, judged, now)
    if ('failure' in ready) return { ok: false, isOver: false, ...ready }
    return await exchange(attempt, ready)
  } catch (error) {
    if (error instanceof NotReady) return { ok: false, failure: error.failure, isOver: false }
    log.error('exchange failed', { attempt: id, error })
    throw error
  }
}

/** Reads the return URL against the attempt. Nothing is sent, and nothing but an ending that the provider tells is final. */
async function judge(owner: UserId, attempt: Attempt, returnUrl: string, now: Date): Promise<ValidReturn | Refusal> {
  const isState = isStateOf(attempt)
  const code = readCodeOf(returnUrl, isState)
  const seenAt = code ? await unlessNotReady(attempt.id, () => noteCode(owner, attempt, code, now)) : now
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
  if (now.getTime() - seenAt.getTime() > codeLifeMs(attempt)) return { failure: 'code-expired' }
  return reading.answer
}

/** What is missing is found before the code is spent, and said; what was taken is given back. */
async function makeReady(owner: UserId, attempt: Attempt, answer: ValidReturn, now: Date): Promise<Ready | Refusal> {
  return unlessNotReady(attempt.id, async () => {
    await requireRoom()
    if ((await getBudget(attempt, now)).retryAt) return { failure: 'budget-spent' }
    const claim = await claimAttempt(owner, attempt.id, now)
    if (!claim) return { failure: 'attempt-exchanging', isOver: true }
    let room: Reservation | undefined
    const giveBack = async () => {
      await room?.discard()
      await releaseAttempt(claim.hold)
    }
    try {
      room = await reserve(attempt.id, owner, claim.hold.fence)
      const call = await countCall(attempt, now)
      if (!('budget' in call)) return { answer, claim, room, call }
    } catch (error) {
      await giveBack()
      throw error
    }
    await giveBack()
    return { failure: 'budget-spent' }
  })
}

class NotReady extends Error {
  override name = 'NotReady'
  constructor(
    readonly failure: Failure,
    cause: unknown,
  ) {
    super(failure, { cause })
  }
}

/** A fault of the portal's own, before anything was sent, becomes a sentence for the user and a line for the operator. */
async function unlessNotReady<Result>(attempt: string, prepare: () => Promise<Result>): Promise<Result> {
  try {
    return await prepare()
  } catch (error) {
    const isDisk = error instanceof SpoolFull || typeof (error as NodeJS.ErrnoException).syscall === 'string'
    const failure = error instanceof VaultError ? 'secret-damaged' : isDisk ? 'disk-full' : 'database-away'
    log.error('exchange not begun', { attempt, failure, error })
    throw new NotReady(failure, error)
  }
}
