import 'server-only'
import pg from 'pg'
import { env } from '../env.js'
import { describeError } from '../log/describe-error.mjs'
import { log } from '../log.mjs'
import { openQueue, queueOf } from './queue.mjs'
import { closeAfterJobs, type Job } from './timer.mjs'

/**
 * The turns of a fleet: of all instances on one database, one does a job once in its time. Only with PostgreSQL; lib/jobs.ts asks.
 *
 * Every instance proposes each job at each of its own turns, and the queue takes one proposal per span of time: there is no chain of jobs that could
 * break. pg-boss's own workers are not used: they do not wait for the word that a job is done, and when the database is away then, the process ends.
 */

const onError = (error: Error) => log.error('job queue failed', { error })

// One connection of its own: a busy portal does not hold its background work up. Nothing in it outlives a transaction, so PgBouncer may stand between.
async function openUp() {
  const pool = new pg.Pool({ connectionString: env.DATABASE_URL, max: 1, connectionTimeoutMillis: 5_000, query_timeout: 30_000 })
  // One that breaks while nobody uses it: the next turn gets another.
  pool.on('error', onError)
  const db = { executeSql: (text: string, values: unknown[]) => pool.query(text, values) }
  const boss = await openQueue(env.DATABASE_URL, db, { supervise: true }).catch(async (error) => {
    await pool.end()
    throw error
  })
  boss.on('error', onError)
  closeAfterJobs(async () => {
    await boss.stop({ graceful: false })
    await pool.end()
  })
  return boss
}

// One for all bundles of the process. Opened at the first turn that finds the database.
const holder = globalThis as { preauthPortalQueue?: ReturnType<typeof openUp> | null }
const open = () =>
  (holder.preauthPortalQueue ??= openUp().catch((error) => {
    holder.preauthPortalQueue = null
    throw error
  }))

/** Does the job if its time has come and nobody else has. @returns whether it was done here @throws what the job threw, or the database */
export async function takeTurn({ name, everySeconds, run }: Job): Promise<boolean> {
  const boss = await open()
  const queue = queueOf(env.DATABASE_URL, name)
  // One of all proposals stands in each span of so many seconds. Its process may be killed: in two minutes it is given to another.
  await boss.send(queue, {}, { singletonSeconds: Math.floor(everySeconds), expireInSeconds: 120, retryLimit: 10 })
  // Those that failed or were left wait as well: one run does for all.
  const due = await boss.fetch(queue, { batchSize: 100 })
  if (!due.length) return false
  const ids = due.map(({ id }) => id)
  try {
    await run(new Date())
  } catch (error) {
    // Without the message, for messages quote values. What the database does not hear of it is found when the job's time is up.
    await boss.fail(queue, ids, describeError(error)).catch(onError)
    throw error
  }
  await boss.complete(queue, ids)
  return true
}

/** How many turns of a job wait for an instance. */
export const countWaiting = async (name: string) => (await open()).getQueueSize(queueOf(env.DATABASE_URL, name))
