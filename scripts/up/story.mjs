// From a fresh clone to a running portal: look first, then make, then serve until Ctrl-C.
import { existsSync, mkdirSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { build, isBuilt } from '../steps/build.mjs'
import { createEnvFile } from '../steps/env-file.mjs'
import { refuseUnwritableFolder } from '../steps/folder.mjs'
import { generateClients, installPackages, isGenerated, isInstalled } from '../steps/install.mjs'
import { inRoot, ROOT } from '../steps/paths.mjs'
import { holdPort } from '../steps/ports.mjs'
import { addDemoAccount, startSandbox } from '../steps/demo.mjs'
import { killRunning, mustRun, startService } from '../steps/processes.mjs'
import { Refusal, tell } from '../steps/refusal.mjs'
import { chooseSettings, readEnvFile } from '../steps/settings.mjs'
import { onStopSignal } from './stop.mjs'
import { stepper } from './stepper.mjs'
import { summary } from './summary.mjs'

const ENV_FILE = inRoot('.env')

/** @typedef {import('../steps/settings.mjs').Settings} Settings */

/** @param {string[]} parameters */
export async function up(parameters) {
  const stop = onStopSignal(killRunning)
  try {
    await setUpAndServe(parameters, stop)
    process.exit(0)
  } catch (error) {
    // A step that we ourselves have ended has failed, too, and needs no words.
    if (stop.requested) process.exit(130)
    console.error(tell(error))
    process.exit(1)
  }
}

/**
 * @param {string[]} parameters
 * @param {import('./stop.mjs').Stop} stop
 */
async function setUpAndServe(parameters, stop) {
  const options = readOptions(parameters)
  const found = chooseSettings({ file: existsSync(ENV_FILE) ? readEnvFile(ENV_FILE) : null, environment: process.env, ...options })
  refuseUnwritableFolder(ROOT)
  const held = await holdPorts(found)
  const step = stepper(stop)

  if (!isInstalled(ROOT))
    await step('packages installed', () => installPackages(ROOT), 'installing the packages; about two minutes, this once')
  if (!isGenerated(ROOT)) await step('database clients generated', () => generateClients(ROOT))
  if (createEnvFile(ENV_FILE, { portalUrl: found.portalUrl, sandboxUrl: found.sandboxUrl })) {
    console.log('.env made, with new secrets')
  }
  const settings = chooseSettings({ file: readEnvFile(ENV_FILE), environment: process.env, ...options })
  const environment = { ...settings.environment, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' }
  await step('database up to date', () => mustRun('Migrating the database', ['scripts/migrate.mjs'], { env: environment }))
  await step('demo account there', () => addDemoAccount(environment))
  if (!isBuilt(ROOT)) await step('portal built', () => build(ROOT, environment), 'building the portal; about half a minute')
  await held.release()
  await serve(settings, environment, stop)
}

/**
 * @param {Settings} settings
 * @param {Record<string, string | undefined>} environment
 * @param {import('./stop.mjs').Stop} stop
 */
async function serve(settings, environment, stop) {
  mkdirSync(inRoot('data'), { recursive: true, mode: 0o700 })
  const services = [startPortal(environment)]
  const { sandboxPort: port, portalUrl } = settings
  if (port) services.push(startSandbox({ port, portalUrl, folder: inRoot('data'), environment }))
  try {
    await Promise.race([Promise.all(services.map((service) => service.ready)), stop.signal])
    if (stop.requested) return
    console.log(summary(settings, environment))
    const failure = await Promise.race([stop.signal, ...services.map((service) => service.ended)])
    if (failure) throw new Refusal(failure)
  } finally {
    await Promise.all(services.map((service) => service.stop()))
  }
}

/** @param {Record<string, string | undefined>} environment */
const startPortal = (environment) => startService('The portal', ['server.mjs'], { env: environment, logFile: inRoot('data/portal.log') })

/** @param {Settings} settings */
async function holdPorts({ portalPort, sandboxPort }) {
  const held = [await holdPort({ port: portalPort, what: 'the portal', option: '--port' })]
  if (sandboxPort) held.push(await holdPort({ port: sandboxPort, what: 'the sandbox', option: '--sandbox-port' }))
  return { release: () => Promise.all(held.map((port) => port.release())) }
}

/** @param {string[]} parameters */
function readOptions(parameters) {
  try {
    const { values } = parseArgs({ args: parameters, options: { port: { type: 'string' }, 'sandbox-port': { type: 'string' } } })
    return { port: values.port, sandboxPort: values['sandbox-port'] }
  } catch (error) {
    throw new Refusal('Use: npm run up, or npm run up -- --port 3100 --sandbox-port 3101', { cause: error })
  }
}
