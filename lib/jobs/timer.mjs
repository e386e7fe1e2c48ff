// The pace of the background work, on every database. The front door runs unbundled and has to stop what Next.js' bundle has started: one state for all
// copies of this file.
import { log } from '../log.mjs'
import { countJob } from '../metrics.mjs'

/** @typedef {{ name: string, everySeconds: number, run: (now: Date) => Promise<unknown> }} Job `run` may be killed at any moment, and done twice. */

/** The first answers do not wait behind the first jobs. */
const startsAfterMs = 500

/** @typedef {{ isStopping: boolean, running: Set<Promise<void>>, closers: (() => Promise<void>)[] }} Work */
const key = Symbol.for('preauth-portal.jobs')
const holder = /** @type {{ [key]?: Work }} */ (globalThis)
const work = (holder[key] ??= { isStopping: false, running: new Set(), closers: [] })

/**
 * Once, and again after each pause: one turn after the other, so that one that takes long is not met by the next. One that fails is logged, and the
 * next comes all the same.
 * @param {Job} job
 * @param {(job: Job) => Promise<boolean>} takeTurn whether it was done here: in a fleet, another instance may have had this turn
 */
export function repeat(job, takeTurn) {
  const { name } = job
  const turn = async () => {
    try {
      if (await takeTurn(job)) countJob(name, 'done')
    } catch (error) {
      countJob(name, 'failed')
      log.error('job failed', { job: name, error })
    }
  }
  const next = async () => {
    if (work.isStopping) return
    const running = turn()
    work.running.add(running)
    await running
    work.running.delete(running)
    setTimeout(next, job.everySeconds * 1_000).unref()
  }
  // What is there from the start shows its first step.
  for (const outcome of /** @type {const} */ (['done', 'failed'])) countJob(name, outcome, 0)
  setTimeout(next, startsAfterMs).unref()
}

/** What is to be closed once no job runs any more. @param {() => Promise<void>} close */
export const closeAfterJobs = (close) => void work.closers.push(close)

/**
 * No new turns; those that run come to their end, or patience does: what is cut off then is done again later.
 * @param {number} patienceMs
 */
export async function stopJobs(patienceMs = 30_000) {
  work.isStopping = true
  const ended = Promise.all(work.running).then(() => Promise.all(work.closers.splice(0).map((close) => close())))
  await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, patienceMs).unref())])
}
