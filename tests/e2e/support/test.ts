// The `test` of every spec: a portal and a sandbox per worker, a fresh user per test, and a browser whose complaints fail the test.
import { test as base, expect, type BrowserContext, type BrowserContextOptions, type Page } from '@playwright/test'
import { startSandbox } from '@/sandbox/sandbox'
import { quietPort } from '@/scripts/steps/ports.mjs'
import { startPortal, type RunningPortal } from '@/tests/support/portal'
import { withoutScript } from './hydrated'
import { addAccount, openBackDoor, type Account, type BackDoor } from './members'
import { sandboxControl, type SandboxControl } from './sandbox-control'

type WorkerFixtures = {
  portal: RunningPortal
  sandbox: SandboxControl
  backDoor: BackDoor
  running: { portal: RunningPortal; sandbox: SandboxControl; backDoor: BackDoor }
}

type TestFixtures = {
  /** A fresh user, logged in in this test's browser. */
  account: Account
  /** Another user in a browser of their own. */
  stranger: { account: Account; page: Page; context: BrowserContext }
  /** A page of a fresh user of whom nothing else matters. */
  memberPage: Page
  /** One more browser, watched as the first. */
  newVisitor(options?: BrowserContextOptions): Promise<BrowserContext>
  /** The console errors that a test announces; any other fails it. */
  announced: RegExp[]
  complaints: string[]
}

export function watch(context: BrowserContext, complaints: string[]): void {
  context.on('console', (message) => {
    if (message.type() === 'error') complaints.push(`console: ${message.text()} (${message.location().url})`)
  })
  context.on('weberror', (error) => complaints.push(`page: ${error.error().stack ?? error.error().message}`))
}

function prepare(context: BrowserContext, complaints: string[], javaScriptEnabled: boolean | undefined): void {
  watch(context, complaints)
  if (javaScriptEnabled === false) withoutScript.add(context)
}

/** A browser that logged in before. The log-in page told its time zone, so no page draws itself anew in the midst of a test to show its times. */
async function comeBack(context: BrowserContext, { cookie }: Account, { url }: RunningPortal): Promise<void> {
  await context.addCookies([
    { ...cookie, url, httpOnly: true, sameSite: 'Lax' },
    { name: 'time-zone', value: encodeURIComponent('Europe/Amsterdam'), url, sameSite: 'Lax' },
  ])
}

export const test = base.extend<TestFixtures, WorkerFixtures>({
  running: [
    async ({}, provide, { workerIndex }) => {
      const port = await quietPort()
      const sandbox = await startSandbox({ portalUrl: `http://localhost:${port}` })
      const environment = { SANDBOX_URL: sandbox.url }
      const portal = await startPortal({ environment, port, logFile: `test-results/portals/worker-${workerIndex}.log` })
      const backDoor = openBackDoor(portal.environment)
      await provide({ portal, sandbox: sandboxControl(sandbox.url), backDoor })
      await backDoor.stop()
      const code = await portal.stop()
      await sandbox.close()
      expect(code, 'the portal ends by itself after SIGTERM').toBe(0)
      // Whoever provokes a report does it at a portal of their own.
      const reports = portal
        .readLog()
        .split('\n')
        .filter((line) => line.includes('csp-report"') && line.includes('blocked'))
      expect(reports, 'no browser had to report a breach of the Content-Security-Policy').toEqual([])
    },
    { scope: 'worker', timeout: 90_000 },
  ],
  portal: [async ({ running }, provide) => provide(running.portal), { scope: 'worker' }],
  sandbox: [async ({ running }, provide) => provide(running.sandbox), { scope: 'worker' }],
  backDoor: [async ({ running }, provide) => provide(running.backDoor), { scope: 'worker' }],

  baseURL: async ({ portal }, provide) => provide(portal.url),
  announced: async ({}, provide) => provide([]),
  complaints: [
    async ({ announced }, provide) => {
      const complaints: string[] = []
      await provide(complaints)
      expect(complaints.filter((complaint) => !announced.some((pattern) => pattern.test(complaint)))).toEqual([])
    },
    { auto: true },
  ],
  context: async ({ context, complaints, javaScriptEnabled }, provide) => {
    prepare(context, complaints, javaScriptEnabled)
    await provide(context)
  },
  newVisitor: async ({ browser, baseURL, contextOptions, complaints }, provide) => {
    const contexts: BrowserContext[] = []
    await provide(async (options = {}) => {
      const context = await browser.newContext({ ...contextOptions, baseURL, ...options })
      contexts.push(context)
      prepare(context, complaints, options.javaScriptEnabled)
      return context
    })
    for (const context of contexts) await context.close()
  },
  account: async ({ backDoor, context, portal }, provide) => {
    const account = await addAccount(backDoor)
    await comeBack(context, account, portal)
    await provide(account)
  },
  memberPage: async ({ page, account }, provide) => {
    void account
    await provide(page)
  },
  stranger: async ({ backDoor, newVisitor, portal }, provide) => {
    const account = await addAccount(backDoor)
    const context = await newVisitor()
    await comeBack(context, account, portal)
    await provide({ account, context, page: await context.newPage() })
  },
})

export { expect }
