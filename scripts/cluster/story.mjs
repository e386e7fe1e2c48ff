// From a fresh clone to three portals behind nginx and PgBouncer: until Ctrl-C, and whatever becomes of one of them.
import { createHmac } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { build, isBuilt } from '../steps/build.mjs'
import { ensurePostgres, ensureProxies } from '../steps/debian.mjs'
import { addDemoAccount, startSandbox } from '../steps/demo.mjs'
import { createEnvFile } from '../steps/env-file.mjs'
import { refuseUnwritableFolder } from '../steps/folder.mjs'
import { generateClients, installPackages, isGenerated, isInstalled } from '../steps/install.mjs'
import { inRoot, ROOT } from '../steps/paths.mjs'
import { answers, quietPort } from '../steps/ports.mjs'
import { killRunning, mustRun } from '../steps/processes.mjs'
import { Refusal, tell } from '../steps/refusal.mjs'
import { readEnvFile, withoutOwnSettings } from '../steps/settings.mjs'
import { onStopSignal } from '../up/stop.mjs'
import { stepper } from '../up/stepper.mjs'
import { startNginx } from './nginx.mjs'
import { startPgbouncer } from './pgbouncer.mjs'
import { keepPortal } from './portal.mjs'
import { letThrough } from './program.mjs'
import { summary } from './summary.mjs'

const FOLDER = inRoot('data/cluster')
const ENV_FILE = inRoot('data/cluster/.env')

export async function cluster() {
  const stop = onStopSignal(killRunning)
  /** @type {{ stop: () => Promise<unknown> }[]} */
  const started = []
  let code = 0
  try {
    await setUpAndServe(stop, started)
  } catch (error) {
    // A step that we ourselves have ended has failed, too, and needs no words.
    code = stop.requested ? 130 : 1
    if (!stop.requested) console.error(tell(error))
  }
  // The portals first: what they are doing they still can do.
  for (const service of started.reverse()) await service.stop()
  process.exit(code)
}

/**
 * @param {import('../up/stop.mjs').Stop} stop
 * @param {{ stop: () => Promise<unknown> }[]} started takes what is to be stopped
 */
async function setUpAndServe(stop, started) {
  refuseUnwritableFolder(ROOT)
  const step = stepper(stop)
  if (!isInstalled(ROOT))
    await step('packages installed', () => installPackages(ROOT), 'installing the packages; about two minutes, this once')
  if (!isGenerated(ROOT)) await step('database clients generated', () => generateClients(ROOT))
  await step('PostgreSQL, PgBouncer and nginx at hand', () => ensurePostgres().then(ensureProxies))
  const { environment, ports, password } = await choosePlaces()
  if (!isBuilt(ROOT)) await step('portal built', () => build(ROOT, environment), 'building the portal; about half a minute')

  /** @type {Promise<string>[]} */
  const failures = []
  /** @param {import('../steps/processes.mjs').Service} service */
  const keep = async (service) => {
    started.push(service)
    failures.push(service.ended)
    await service.ready
  }
  // Only now: the driver that it needs has been installed meanwhile.
  const { createDatabase, startPostgresql } = await import('./postgresql.mjs')
  const server = new URL(`postgresql://portal:${password}@127.0.0.1:${ports.postgresql}/portal`)
  await step('PostgreSQL ready', async () => {
    await keep(await startPostgresql({ parent: FOLDER, port: ports.postgresql, password }))
    await createDatabase(server)
  })
  await step('PgBouncer ready', () => keep(startPgbouncer({ parent: FOLDER, port: ports.pgbouncer, server, password })))
  await step('database up to date', () => mustRun('Migrating the database', ['scripts/migrate.mjs'], { env: environment }))
  await step('demo account there', () => addDemoAccount(environment))
  const { PORTAL_URL: portalUrl = '' } = environment
  await step('sandbox ready', () => keep(startSandbox({ port: ports.sandbox, portalUrl, folder: FOLDER, environment })))
  await step('nginx ready', () => keep(startNginx({ parent: FOLDER, port: ports.nginx, portals: ports.portals })))
  const portals = ports.portals.map((port, index) => keepPortal({ name: `portal-${index + 1}`, port, folder: FOLDER, environment }))
  started.push({ stop: () => Promise.all(portals.map((portal) => portal.stop())) })
  await step('three portals ready', () => Promise.all(portals.map(({ ready }) => ready)))
  console.log(summary(environment, portals))
  const failure = await Promise.race([stop.signal, ...failures])
  if (failure) throw new Refusal(failure)
}

/** Addresses that browsers and app registrations know are made once, with the secrets; the others are nobody's to remember. */
async function choosePlaces() {
  mkdirSync(FOLDER, { recursive: true, mode: 0o700 })
  letThrough(dirname(FOLDER))
  const [portal, sandbox] = [await quietPort(), await quietPort()]
  createEnvFile(ENV_FILE, { portalUrl: `http://localhost:${portal}`, sandboxUrl: `http://localhost:${sandbox}` })
  const own = readEnvFile(ENV_FILE)
  const portOf = (/** @type {string | undefined} */ url) => Number(new URL(url ?? '').port)
  const ports = {
    nginx: portOf(own.PORTAL_URL),
    sandbox: portOf(own.SANDBOX_URL),
    postgresql: await quietPort(),
    pgbouncer: await quietPort(),
    portals: [await quietPort(), await quietPort(), await quietPort()],
  }
  for (const port of [ports.nginx, ports.sandbox])
    if (await answers('127.0.0.1', port))
      throw new Refusal(`Port ${port} is taken: stop the program that uses it, or write another into data/cluster/.env.`)
  const password = createHmac('sha256', own.NEXTAUTH_SECRET ?? '')
    .update('PostgreSQL')
    .digest('hex')
  const DATABASE_URL = `postgresql://portal:${password}@127.0.0.1:${ports.pgbouncer}/portal`
  const ours = { ...own, DATABASE_URL, TRUSTED_PROXIES: '1', NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' }
  /** @type {import('../steps/processes.mjs').Environment} */
  const environment = { ...withoutOwnSettings(ROOT, process.env), ...ours }
  return { ports, password, environment }
}
