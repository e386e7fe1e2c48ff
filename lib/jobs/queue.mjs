// The queue that all instances on one PostgreSQL share: pg-boss, in the schema `pgboss`. Plain JavaScript, for `npm run db:migrate` makes it too.
import PgBoss from 'pg-boss'

/** @typedef {typeof sharedJobs[number]} SharedJob */
/** What is done once for all instances: lib/jobs.ts says how. */
export const sharedJobs = /** @type {const} */ (['take-over-exchanges', 'end-attempts', 'forget', 'delete-accounts'])

/**
 * Portals in two schemas of one database have queues of their own.
 * @param {string} databaseUrl
 * @param {string} job
 */
export function queueOf(databaseUrl, job) {
  const schema = new URL(databaseUrl).searchParams.get('schema') ?? 'public'
  return schema === 'public' ? job : `${schema}.${job}`
}

/**
 * Makes what is missing; where nothing is, it needs no right to make anything.
 * @param {string} databaseUrl
 * @param {import('pg-boss').Db} db
 * @param {{ supervise?: boolean }} [options] supervise: jobs whose process is gone are given to another, and old ones are taken away, until it is stopped
 */
export async function openQueue(databaseUrl, db, { supervise = false } = {}) {
  const boss = new PgBoss({
    db,
    supervise,
    schedule: false,
    maintenanceIntervalSeconds: 30,
    archiveCompletedAfterSeconds: 3_600,
    deleteAfterDays: 1,
  })
  await boss.start()
  try {
    for (const job of sharedJobs) await boss.createQueue(queueOf(databaseUrl, job))
  } catch (error) {
    await boss.stop({ graceful: false })
    throw error
  }
  return boss
}
