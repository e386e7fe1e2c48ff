// What a fault is tried on: a sandbox, a database, a user, and portal processes that come and go on it.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startSandbox, type Sandbox } from '@/sandbox/sandbox'
import { migrate } from '@/scripts/migrations.mjs'
import { addAccount as makeAccount, openBackDoor, type Account, type BackDoor } from '@/tests/e2e/support/members'
import { deviatingUri, sandboxControl, type SandboxApp, type SandboxControl } from '@/tests/e2e/support/sandbox-control'
import { query } from '@/tests/support/migration-databases'
import { quietPort } from '@/scripts/steps/ports.mjs'
import { portalEnvironment, type PortalEnvironment } from '@/tests/support/portal'
import { runProgram } from '@/tests/support/programs'
import { launch, type Process } from './launch'
import type { KeptFile } from './read-history'

/** The ways to hand in a return URL: pasted, with JavaScript and without, and the provider's redirect. */
export type Door = 'action' | 'form' | 'callback'
export type Attempt = { id: string; door: Door; account: Account; app: SandboxApp; returnUrl: string; state: string }
export type AttemptRow = { id: string; status: string; failure: string | null }

export type Stand = {
  folder: string
  environment: PortalEnvironment
  sandbox: SandboxControl & { insides: Sandbox['world'] }
  account: Account
  addAccount(): Promise<Account>
  /** An attempt of an app of its own that was allowed: only its return URL is still to be handed in. */
  newAttempt(door: Door, account?: Account): Promise<Attempt>
  /** An attempt with a given app, and without "Allow". */
  openAttempt(account: Account, app: SandboxApp, door?: Door): Promise<{ id: string; state: string }>
  start(options?: { environment?: PortalEnvironment; killAt?: { step: number; stepsFile: string } }): Promise<Process>
  attempts(): Promise<AttemptRow[]>
  history(): Promise<KeptFile[]>
  close(): Promise<void>
}

type Options = {
  databaseUrl?: string
  /** Holds database and spool; without it a temporary one. */
  folder?: string
  environment?: PortalEnvironment
}

/** @param name of the log under test-results/faults/ */
export async function standUp(name: string, { databaseUrl, folder: given, environment: changes = {} }: Options = {}): Promise<Stand> {
  const folder = given ?? mkdtempSync(join(tmpdir(), 'portal-faults-'))
  const logFile = join('test-results/faults', `${name}.log`)
  mkdirSync('test-results/faults', { recursive: true })
  const port = await quietPort()
  const inside = await startSandbox({ portalUrl: `http://localhost:${port}` })
  const environment: PortalEnvironment = {
    ...portalEnvironment(port, folder),
    ...(databaseUrl && { DATABASE_URL: databaseUrl }),
    SANDBOX_URL: inside.url,
    SPOOL_DIR: join(folder, 'spool'),
    LEASE_SECONDS: '1',
    ...changes,
  }
  await migrate(environment.DATABASE_URL ?? '', { log: () => {} })
  const backDoor: BackDoor = openBackDoor(environment)
  const sandbox = { ...sandboxControl(inside.url), insides: inside.world }
  const account = await makeAccount(backDoor)
  const processes: Process[] = []
  let attempts = 0

  const openAttempt: Stand['openAttempt'] = async (owner, app, door = 'action') => {
    const { attemptId, state } = await backDoor.openAttempt(owner.id, `Fault ${++attempts}`, app, door !== 'callback')
    return { id: attemptId, state }
  }
  return {
    folder,
    environment,
    sandbox,
    account,
    addAccount: () => makeAccount(backDoor),
    openAttempt,
    async newAttempt(door, owner = account) {
      const app = await sandbox.addApp(door === 'callback' ? `${environment.PORTAL_URL}/callback/exact-online` : deviatingUri)
      const { id, state } = await openAttempt(owner, app, door)
      return { id, door, account: owner, app, state, returnUrl: await sandbox.allow(app, state) }
    },
    async start({ environment: own = {}, killAt } = {}) {
      const process = await launch({ ...environment, ...own }, { logFile, killAt })
      processes.push(process)
      return process
    },
    attempts: async () => (await query(environment.DATABASE_URL ?? '', 'SELECT "id", "status", "failure" FROM "Attempt"')) as AttemptRow[],
    history: () => readHistory(environment),
    async close() {
      await Promise.all(processes.map((process) => process.kill()))
      await backDoor.stop()
      await inside.close()
      if (!given) rmSync(folder, { recursive: true, force: true, maxRetries: 3 })
    },
  }
}

async function readHistory(environment: PortalEnvironment): Promise<KeptFile[]> {
  const { code, output } = await runProgram(['--conditions=react-server', '--import', 'tsx', 'tests/faults/support/read-history.ts'], {
    env: environment,
  })
  if (code !== 0) throw new Error(`The history can't be read: ${output}`)
  return JSON.parse(output) as KeptFile[]
}
