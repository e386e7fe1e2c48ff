// Three portals behind nginx and PgBouncer, fifty users at work, and machines that come and go meanwhile.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { startNginx } from '@/scripts/cluster/nginx.mjs'
import { startPgbouncer } from '@/scripts/cluster/pgbouncer.mjs'
import { quietPort } from '@/scripts/steps/ports.mjs'
import type { Service } from '@/scripts/steps/processes.mjs'
import { query } from '../support/migration-databases'
import { createDatabase } from '../support/postgres'
import { until, untilRecovered } from './support/hand-in'
import { expectSound, judge, type Verdict } from './support/judge'
import type { Process } from './support/launch'
import { standUp, type Attempt, type Stand } from './support/stand'
import { walk, type Walk, type Walker } from './support/walk'

const users = 50
const atOnce = 12
const folder = mkdtempSync(join(tmpdir(), 'portal-cluster-'))

let stand: Stand
let nginxPort: number
let databaseUrl: string
let walkers: Walker[]
const services: Service[] = []
const instances: Process[] = []

/** Each with a spool of its own, as on a machine of its own. */
async function startInstance(index: number): Promise<void> {
  const port = instances[index]?.port ?? ports[index] ?? 0
  instances[index] = await stand.start({
    environment: { PORT: String(port), HOST: '127.0.0.1', SPOOL_DIR: join(folder, `spool-${index}`) },
  })
  await until(`instance ${index} is ready`, () => fetch(`http://127.0.0.1:${port}/ready`).then(({ ok }) => ok))
}

let ports: number[]

beforeAll(async () => {
  ports = [await quietPort(), await quietPort(), await quietPort()]
  nginxPort = await quietPort()
  databaseUrl = await createDatabase(inject('postgresUrl'))
  const poolerPort = await quietPort()
  services.push(startPgbouncer({ parent: folder, port: poolerPort, server: new URL(databaseUrl), password: 'of-this-test' }))
  services.push(startNginx({ parent: folder, port: nginxPort, portals: ports }))
  await Promise.all(services.map(({ ready }) => ready))
  stand = await standUp('cluster', {
    databaseUrl: `postgresql://portal:of-this-test@127.0.0.1:${poolerPort}/portal`,
    environment: { PORTAL_URL: `http://localhost:${nginxPort}`, TRUSTED_PROXIES: '1', LEASE_SECONDS: '5' },
  })
  await Promise.all(ports.map((_, index) => startInstance(index)))
  const accounts = await Promise.all(Array.from({ length: users }, () => stand.addAccount()))
  walkers = accounts.map((account, index) => ({ number: index + 1, account, from: `127.0.1.${index + 1}` }))
})

afterAll(async () => {
  await stand?.close()
  await Promise.all(services.map((service) => service.stop()))
  rmSync(folder, { recursive: true, force: true, maxRetries: 3 })
})

let job = 0

/** Everybody does the job, a dozen at once, again and again until the trouble is over. */
async function walkThrough(trouble: (done: Walk[]) => Promise<void>): Promise<Walk[]> {
  const done: Walk[] = []
  let isOver = false
  const troubled = trouble(done).finally(() => (isOver = true))
  let next = 0
  const one = async () => {
    while (!isOver || next < users) done.push(await walk(stand, nginxPort, walkers[next++ % users] as Walker, ++job))
  }
  await Promise.all([troubled, ...Array.from({ length: atOnce }, one)])
  return done
}

async function judgeAll(done: Walk[], what: string): Promise<Verdict[]> {
  await untilRecovered(stand)
  const rows = (await query(databaseUrl, 'SELECT "id", "clientId" FROM "Attempt"')) as { id: string; clientId: string }[]
  const attempts = done.flatMap(({ app }) =>
    rows.filter(({ clientId }) => clientId === app.clientId).map(({ id }) => ({ id, app }) as Attempt),
  )
  const verdicts = await judge(stand, attempts)
  for (const verdict of verdicts) expectSound(verdict, what)
  const failed = done.flatMap((one) => one.failed)
  const tally = (words: string[]) => [...new Set(words)].map((word) => `${words.filter((each) => each === word).length} × ${word}`)
  console.log(
    [
      `${what}: ${done.length} jobs of ${users} users, ${done.reduce((sum, { requests }) => sum + requests, 0)} requests`,
      `  tokens issued ${verdicts.filter(({ issued }) => issued).length}, in the history ${verdicts.filter(({ kept }) => kept.length).length}`,
      `  attempts: ${tally(verdicts.map(({ status }) => status)).join(', ')}`,
      `  failed requests: ${tally(failed).join(', ') || 'none'}`,
    ].join('\n'),
  )
  expect(done.flatMap(({ wrong }) => wrong)).toEqual([])
  return verdicts
}

const lost = (verdicts: Verdict[]) => verdicts.filter(({ issued, kept }) => issued && !kept.includes(issued))

test('a rolling restart: no request fails, no token is lost, nobody sees a wrong page', async () => {
  const done = await walkThrough(async () => {
    for (const [index, instance] of instances.entries()) {
      expect(await instance.stop()).toBe('0')
      await startInstance(index)
    }
  })
  const verdicts = await judgeAll(done, 'Rolling restart')
  expect(done.flatMap(({ failed }) => failed)).toEqual([])
  expect(done.every(({ file }) => file)).toBe(true)
  expect(lost(verdicts)).toEqual([])
})

test('an instance is killed and comes back: only what it was doing fails, and what had its answer is in the history', async () => {
  const done = await walkThrough(async (walked) => {
    for (const index of [0, 1]) {
      await until('work is under way', () => walked.length > 10 * index + 5)
      await instances[index]?.kill()
      await startInstance(index)
    }
  })
  const verdicts = await judgeAll(done, 'Killed instances')
  expect(done.flatMap(({ failed }) => failed).length).toBeLessThanOrEqual(2 * atOnce)
  // An answer that was on its way when its reader was killed: nobody can have it, and the attempt says so.
  for (const { status } of lost(verdicts)) expect(status).toBe('unknown')
})

test('PostgreSQL ends every connection, three times over: no token is lost, and what fails says so', async () => {
  const ended = `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()`
  const done = await walkThrough(async (walked) => {
    for (const time of [1, 2, 3]) {
      await until('work is under way', () => walked.length > 10 * time)
      expect((await query(databaseUrl, ended)).length).toBeGreaterThan(0)
    }
  })
  const verdicts = await judgeAll(done, 'Connections ended')
  expect(lost(verdicts)).toEqual([])
  expect(verdicts.map(({ status }) => status)).not.toContain('unknown')
})
