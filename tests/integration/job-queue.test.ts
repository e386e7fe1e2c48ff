// The background work of a fleet: several portals on one PostgreSQL, which comes and goes, and portals that are killed.
import { once } from 'node:events'
import pg from 'pg'
import type PgBoss from 'pg-boss'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { migrate } from '@/scripts/migrations.mjs'
import { query } from '../support/migration-databases'
import { startPostgres, type Postgres } from '../support/postgres'
import { killProgram, startProgram } from '../support/programs'

let postgres: Postgres
let url: string
let store: typeof import('@/lib/jobs/queue-store')
let queue: typeof import('@/lib/jobs/queue.mjs')
let stopJobs: typeof import('@/lib/jobs/timer.mjs').stopJobs

beforeAll(async () => {
  postgres = await startPostgres()
  url = await postgres.createDatabase()
  await migrate(url)
  Object.assign(process.env, { DATABASE_URL: url, LOG_LEVEL: 'silent' })
  store = await import('@/lib/jobs/queue-store')
  queue = await import('@/lib/jobs/queue.mjs')
  ;({ stopJobs } = await import('@/lib/jobs/timer.mjs'))
})
afterEach(() => query(url, 'DELETE FROM pgboss.job'))
afterAll(async () => {
  await stopJobs()
  await postgres.stop()
})

const holder = globalThis as { preauthPortalQueue?: Promise<PgBoss> | null }

/** A portal of the fleet: a queue and a connection of its own. */
function newInstance() {
  let own: typeof holder.preauthPortalQueue
  return {
    takeTurn(run: () => Promise<unknown>) {
      holder.preauthPortalQueue = own
      const turn = store.takeTurn({ name: 'forget', everySeconds: 3_600, run })
      own = holder.preauthPortalQueue
      // One that could not be opened is opened anew.
      own?.catch(() => (own = null))
      return turn
    },
    maintain: async () => (await own)?.maintain(),
  }
}

/** As if the time of a job had gone by. */
const nextPeriod = () => query(url, `UPDATE pgboss.job SET singleton_on = singleton_on - interval '1 hour'`)
/** As if whoever runs a job had had it for an hour. */
const anHourLater = () => query(url, `UPDATE pgboss.job SET started_on = started_on - interval '1 hour' WHERE state = 'active'`)
const states = async () => (await query(url, 'SELECT state FROM pgboss.job ORDER BY created_on')).map(({ state }) => state)

test('of several portals that find a job due at once, one does it, and in each period anew', async () => {
  const instances = [newInstance(), newInstance(), newInstance()]
  const run = vi.fn(async () => {})
  const everybody = async () => (await Promise.all(instances.map((one) => one.takeTurn(run)))).filter(Boolean).length
  expect([await everybody(), await everybody()]).toEqual([1, 0])
  await nextPeriod()
  expect([await everybody(), await everybody()]).toEqual([1, 0])
  expect(run).toHaveBeenCalledTimes(2)
  expect(await states()).toEqual(['completed', 'completed'])
})

test('a portal that is killed in the middle of a job holds nobody up, and what it left is done by another', async () => {
  const killed = startProgram(['--conditions=react-server', '--import', 'tsx', 'tests/support/hang-in-job.ts', 'forget'], {
    env: { DATABASE_URL: url },
  })
  await once(killed.stdout, 'data')
  await killProgram(killed)
  const other = newInstance()
  const run = vi.fn(async () => {})
  expect([await other.takeTurn(run), await states()]).toEqual([false, ['active']])
  await nextPeriod()
  expect([await other.takeTurn(run), await states()]).toEqual([true, ['active', 'completed']])
  await anHourLater()
  await other.maintain()
  expect([await other.takeTurn(run), await states()]).toEqual([true, ['completed', 'completed']])
  expect(run).toHaveBeenCalledTimes(2)
})

test('a job that fails is tried again, by whoever comes first, and its error is kept without its words', async () => {
  const [first, second] = [newInstance(), newInstance()]
  const words = 'a value that nobody is to read'
  await expect(first.takeTurn(() => Promise.reject(new Error(words)))).rejects.toThrow(words)
  expect(await query(url, 'SELECT state, output FROM pgboss.job')).toEqual([
    { state: 'retry', output: expect.objectContaining({ name: 'Error' }) },
  ])
  expect(JSON.stringify(await query(url, 'SELECT * FROM pgboss.job'))).not.toContain(words)
  const run = vi.fn(async () => {})
  expect([await second.takeTurn(run), await first.takeTurn(run), await states()]).toEqual([true, false, ['completed']])
})

test('a job goes on when the database has been away between its turns, and in the middle of one', async () => {
  const portal = newInstance()
  const run = vi.fn(async () => {})
  expect(await portal.takeTurn(run)).toBe(true)
  await postgres.goAway()
  await expect(portal.takeTurn(run)).rejects.toThrow()
  // Nor does one get any further that is started meanwhile.
  const late = newInstance()
  await expect(late.takeTurn(run)).rejects.toThrow()
  await postgres.comeBack()
  await nextPeriod()
  expect(await late.takeTurn(run)).toBe(true)

  await nextPeriod()
  await expect(portal.takeTurn(postgres.goAway)).rejects.toThrow()
  await postgres.comeBack()
  expect(await states()).toEqual(['completed', 'completed', 'active'])
  await anHourLater()
  await portal.maintain()
  expect([await portal.takeTurn(run), await states()]).toEqual([true, ['completed', 'completed', 'completed']])
})

test('a database that came back without the queue, as after a restore, gets it from the first portal', async () => {
  await query(url, 'DROP SCHEMA pgboss CASCADE')
  const run = vi.fn(async () => {})
  const turns = await Promise.all([newInstance(), newInstance()].map((one) => one.takeTurn(run).catch(() => null)))
  expect(turns.filter(Boolean)).toEqual([true])
})

test('after db:migrate the portal needs no right to make anything', async () => {
  await query(url, 'CREATE ROLE mere LOGIN')
  await query(url, 'GRANT USAGE ON SCHEMA pgboss TO mere')
  await query(url, 'GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA pgboss TO mere')
  const pool = new pg.Pool({ connectionString: url.replace('portal@', 'mere@') })
  const boss = await queue.openQueue(url, { executeSql: (text, values) => pool.query(text, values) })
  await boss.send('forget', {})
  const [job] = await boss.fetch('forget')
  await boss.complete('forget', job?.id ?? '')
  await boss.maintain()
  expect(await states()).toEqual(['completed'])
  await pool.end()
})

test('portals in two schemas of one database do not take each other’s turns', async () => {
  await migrate(`${url}?schema=Our%20own`)
  const names = (await query(url, 'SELECT name FROM pgboss.queue')).map(({ name }) => name)
  expect(names.sort()).toEqual([...queue.sharedJobs, ...queue.sharedJobs.map((name) => `Our own.${name}`)].sort())
})
