import 'server-only'
import { deleteStaleChallenges } from './accounts/challenge-store'
import { deleteStaleLinks } from './accounts/mail-link-store'
import { deleteStaleCounts } from './accounts/rate-limit-store'
import { forgetKeptAnswers } from './attempts/kept-answer-store'
import { deleteOldCalls } from './budget/store'
import { env } from './env.js'
import { forgetDeleted } from './forget-store'
import type { SharedJob } from './jobs/queue.mjs'
import { repeat, type Job } from './jobs/timer.mjs'
import { deleteDue } from './leave'
import { endAttempts, replaySpool, takeOverExchanges } from './recover-exchanges'

/** What has had its time: counts, what was deleted so long ago that it can't be undone any more, and answers that were kept for the operator. */
async function forget(now: Date): Promise<void> {
  for (const one of [deleteStaleCounts, deleteStaleChallenges, deleteStaleLinks, deleteOldCalls, forgetDeleted, forgetKeptAnswers])
    await one(now)
}

const soon = Math.min(5, env.LEASE_SECONDS)

/** The background work: what nobody asks for, and has to be done. */
const ofRows: Record<SharedJob, Omit<Job, 'name'>> = {
  'take-over-exchanges': { everySeconds: soon, run: takeOverExchanges },
  'end-attempts': { everySeconds: soon, run: endAttempts },
  forget: { everySeconds: 60, run: forget },
  'delete-accounts': { everySeconds: 60, run: deleteDue },
}

/** `isOfDisk`: what lies on an instance's disk, no other one can see: each does it for itself. Rows are seen by all, and one does it for the fleet. */
export const jobs: (Job & { isOfDisk?: true })[] = [
  { name: 'replay-spool', everySeconds: soon, run: replaySpool, isOfDisk: true },
  ...Object.entries(ofRows).map(([name, job]) => ({ name, ...job })),
]

const isAlone = env.DATABASE_URL.startsWith('file:')

async function runHere({ run }: Job): Promise<true> {
  await run(new Date())
  return true
}

// pg-boss is loaded where there is a PostgreSQL, and behind the first answer.
const shared = () => import('./jobs/queue-store')
const runForAll = async (job: Job) => (await shared()).takeTurn(job)

export function startJobs(): void {
  for (const job of jobs) repeat(job, isAlone || job.isOfDisk ? runHere : runForAll)
}

/** What waits for an instance to do it. A timer lets nothing wait. */
export function countWaitingJobs(): Promise<{ job: string; count: number }[]> {
  const count = async (job: string) => (isAlone ? 0 : (await shared()).countWaiting(job))
  return Promise.all(jobs.filter(({ isOfDisk }) => !isOfDisk).map(async ({ name: job }) => ({ job, count: await count(job) })))
}
