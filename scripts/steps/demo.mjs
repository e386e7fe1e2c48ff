// What makes a portal one to try things on: an account, and a sandbox that plays Exact Online.
import { join } from 'node:path'
import { mustRun, startService } from './processes.mjs'

/** @typedef {import('./processes.mjs').Environment} Environment */

/** @param {Environment} environment */
export async function addDemoAccount(environment) {
  if (!environment.DEMO_EMAIL || !environment.DEMO_PASSWORD) return
  // The same condition as in Next's server, so that `server-only` modules may be loaded.
  await mustRun('Making the demo account', ['--conditions=react-server', '--import', 'tsx', 'scripts/user.ts', 'add', '--if-none'], {
    env: environment,
  })
}

/**
 * It gets to know no more than Exact Online would: none of the portal's secrets.
 * @param {{ port: number, portalUrl: string, folder: string, environment: Environment }} options
 */
export function startSandbox({ port, portalUrl, folder, environment }) {
  const { PATH, HOME, SystemRoot, TEMP, TMPDIR } = environment
  const own = { SANDBOX_PORT: String(port), SANDBOX_STATE_FILE: join(folder, 'sandbox.json'), SANDBOX_PORTAL_URL: portalUrl }
  const env = { PATH, HOME, SystemRoot, TEMP, TMPDIR, NODE_ENV: 'production', ...own }
  return startService('The sandbox', ['--import', 'tsx', 'sandbox/server.ts'], { env, logFile: join(folder, 'sandbox.log') })
}
