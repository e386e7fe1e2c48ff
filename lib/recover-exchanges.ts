import 'server-only'
import { keepHold, openAnswer, HoldLost, type Hold } from './attempts/exchange-store'
import { adoptAnswer, findSpooled, listStale, takeOverAbandoned } from './attempts/recovery-store'
import { attemptPlace, getAttempt } from './attempts/store'
import { findKeptAnswer } from './attempts/kept-answer-store'
import { endAttempt, isRecorded, type Outcome } from './attempt-outcome'
import { finishExchange, wordOf, type KeptAnswer } from './exchange'
import { log } from './log.mjs'
import { countExchange } from './metrics.mjs'
import { hasRoom, listLeftovers, removeLeftover, type Leftover } from './spool/spool'
import { VaultError } from './vault/seal'

/**
 * Brings home what a stopped process left behind. Three jobs (lib/jobs.ts), each safe to be killed, and to run on several instances at once: answers in
 * the spool of this machine, answers in rows, and the endings of what has none.
 */

// Entries of which this disk's own instance knows that they can't be replayed: nobody waits for them.
const unreplayable = new Set<string>()

/** Answers in the spool go into the history: also of attempts that another instance, which did not know of them, has ended as unknown. */
export async function replaySpool(now: Date): Promise<void> {
  for (const leftover of await listLeftovers()) {
    const error = await attend(leftover.attemptId, () => replay(leftover, now))
    if (error instanceof VaultError || error instanceof Unreadable) unreplayable.add(leftover.attemptId)
    else unreplayable.delete(leftover.attemptId)
  }
}

/** Answers that stand beside their attempt, in the database, go into the history. */
export async function takeOverExchanges(now: Date): Promise<void> {
  for (const hold of await takeOverAbandoned(now, hasRoom)) await attend(hold.id, () => bringHome(hold))
}

/** An exchange without an answer ends as unknown, an attempt past its time as expired. */
export async function endAttempts(now: Date): Promise<void> {
  // An exchange of this very process still waits for its answer, whatever became of its lease. Asked first: what it lets go from here on is in the spool
  // already, or has ended, or has nothing to lose.
  const stale = (await listStale(now)).filter(({ id }) => !hasRoom(id))
  if (!stale.length) return
  // What lies on this disk and only waits for its replay says more than the silence of its lease.
  const spooled = (await listLeftovers()).filter(({ isEmpty, attemptId }) => !isEmpty && !unreplayable.has(attemptId))
  for (const { status, ...one } of stale) {
    if (spooled.some(({ attemptId }) => attemptId === one.id)) continue
    const ending =
      status === 'open'
        ? ({ status: 'expired', failure: 'attempt-expired' } as const)
        : ({ status: 'unknown', failure: 'attempt-interrupted' } as const)
    await attend(one.id, () => endAttempt(one, ending, now))
  }
}

class Unreadable extends Error {
  override name = 'UnreadableError'
}

const told = new Set<string>()

/** One that can't be finished stays as it is, with its answer, is named to the operator once, and tried again. The others come home all the same. @returns why not */
async function attend(attempt: string, work: () => Promise<unknown>): Promise<unknown> {
  try {
    await work()
    return null
  } catch (error) {
    // Somebody else was faster.
    if (error instanceof HoldLost) return null
    if (!told.has(attempt)) log.error('exchange not recovered', { attempt, error })
    told.add(attempt)
    return error
  }
}

async function replay(leftover: Leftover, now: Date): Promise<void> {
  const { attemptId, entry } = leftover
  const attempt = await findSpooled(attemptId, now)
  if (attempt?.isHeld) return
  // Room that was never used, or an answer of which the database knows the outcome.
  if (leftover.isEmpty || attempt?.status === 'done' || attempt?.status === 'failed') return removeLeftover(leftover)
  if (!attempt) throw new Unreadable('The database knows no such attempt')
  if (!entry) throw new Unreadable('The entry is damaged')
  const hold = await adoptAnswer(attempt, entry.sealed, now)
  const outcome = hold && (await bringHome(hold))
  if (outcome && isRecorded(outcome)) await removeLeftover(leftover)
}

/**
 * Reads an answer that was kept for the operator once more, as after an upgrade that understands it.
 * @returns null when nothing is kept, when its attempt has made its file, or while somebody is at work on it
 * @throws {VaultError}
 */
export async function readAgain(id: string, now: Date): Promise<Outcome | null> {
  const kept = await findKeptAnswer(id)
  if (!kept || kept.status === 'done') return null
  const hold = await adoptAnswer({ ...kept, isHeld: false }, kept.sealed, now, attemptPlace(id, 'keptAnswer'))
  return hold && bringHome(hold)
}

/** @returns null when there is nothing to bring home any more */
async function bringHome(hold: Hold): Promise<Outcome | null> {
  const letGo = keepHold(hold)
  try {
    const attempt = await getAttempt(hold.userId, hold.id)
    const kept = attempt && (await openAnswer<KeptAnswer>(hold))
    if (!kept) return null
    const outcome = await finishExchange(hold, attempt, { ...kept.answer, clientSecret: kept.clientSecret })
    const word = wordOf(outcome)
    log.info('exchange recovered', { attempt: hold.id, outcome: word })
    if (isRecorded(outcome)) countExchange(word, { isRecovered: true })
    return outcome
  } finally {
    letGo()
  }
}
