// The whole job where the only way out is an HTTP proxy: names are known to it alone.
import { createServer, type Server } from 'node:https'
import { request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { startSandbox } from '@/sandbox/sandbox'
import { quietPort } from '@/scripts/steps/ports.mjs'
import { makeCertificate, type Certificate } from '@/tests/support/certificate'
import { startHttpProxy, type HttpProxy } from '@/tests/support/http-proxy'
import { query } from '@/tests/support/migration-databases'
import { startPortal, type RunningPortal } from '@/tests/support/portal'
import { open } from './support/hydrated'
import { addAccount, openBackDoor, type Account, type BackDoor } from './support/members'
import { sandboxControl, type SandboxControl } from './support/sandbox-control'
import { callAction } from './support/server-actions'
import { expect, test as base } from './support/test'

const account = { user: 'portal@office', password: 'pass/w:rd%canary' }

/** https in front of a server without. */
async function encrypt(port: number, { key, cert }: Certificate): Promise<Server> {
  const server = createServer({ key, cert }, (asked, response) => {
    const { method, url: path, headers } = asked
    asked.pipe(
      request({ host: '127.0.0.1', port, method, path, headers }, (answer) => {
        answer.pipe(response.writeHead(answer.statusCode ?? 502, answer.headers))
      }),
    )
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return server
}

type Office = {
  office: { portal: RunningPortal; proxy: HttpProxy; backDoor: BackDoor; sandbox: SandboxControl; member: Account }
}
const test = base.extend<Office & { scheme: 'http' | 'https' }>({
  scheme: ['https', { option: true }],
  office: async ({ scheme }, lend) => {
    const port = await quietPort()
    const inside = await startSandbox({ portalUrl: `http://localhost:${port}` })
    const certificate = makeCertificate('sandbox.test')
    const sandboxPort = Number(new URL(inside.url).port)
    const secure = await encrypt(sandboxPort, certificate)
    const hosts = { 'sandbox.test': scheme === 'https' ? (secure.address() as AddressInfo).port : sandboxPort }
    const proxy = await startHttpProxy({ account, hosts })
    const environment = {
      SANDBOX_URL: `${scheme}://sandbox.test`,
      NODE_EXTRA_CA_CERTS: certificate.authorityFile,
      HTTPS_PROXY: proxy.url,
      http_proxy: proxy.url,
      NO_PROXY: 'start.exactonline.be:8443, .other.test',
    }
    const portal = await startPortal({ port, environment })
    const backDoor = openBackDoor(portal.environment)
    await lend({ portal, proxy, backDoor, sandbox: sandboxControl(inside.url), member: await addAccount(backDoor) })
    expect.soft(portal.readLog(), 'the password of the proxy is nobody’s').not.toMatch(/canary|cG9ydGFs/)
    await backDoor.stop()
    expect.soft(await portal.stop()).toBe(0)
    await proxy.close()
    secure.closeAllConnections()
    await new Promise((resolve) => secure.close(resolve))
    await inside.close()
    certificate.remove()
  },
})

const statusOf = async ({ environment }: RunningPortal) =>
  await query(environment.DATABASE_URL ?? '', 'SELECT "status", "failure" FROM "Attempt"')

for (const scheme of ['https', 'http'] as const)
  test.describe(`An Exact Online that speaks ${scheme}`, () => {
    test.use({ scheme })
    test('is reached through the proxy; while the proxy is down nothing is spent', async ({ office }) => {
      const { portal, proxy, backDoor, sandbox, member } = office
      const app = await sandbox.addApp()
      const { attemptId, state } = await backDoor.openAttempt(member.id, 'Office', app, true)
      const codeReturnUrl = await sandbox.allow(app, state)
      const exchange = () =>
        callAction({
          port: portal.port,
          page: `/preauthenticate/${attemptId}`,
          action: 'exchangeAction',
          fields: { attemptId, codeReturnUrl },
          headers: { Cookie: `${member.cookie.name}=${member.cookie.value}`, Origin: portal.url },
        })
      for (const fault of [{ status: 407 }, ...(scheme === 'https' ? (['at-once', 'behind-connect', { status: 503 }] as const) : [])]) {
        proxy.fail(fault)
        const refused = await exchange()
        expect(refused.headers['x-action-redirect'] ?? '').not.toMatch(/settings/)
        expect(refused.body).toContain('Exact Online could not be reached')
        expect(await statusOf(portal)).toEqual([{ status: 'open', failure: null }])
      }
      expect(await sandbox.tokenCalls(app)).toBe(0)
      proxy.fail(null)
      proxy.passed.length = 0
      expect((await exchange()).headers['x-action-redirect']).toMatch(/^\/settings\//)
      expect(await statusOf(portal)).toEqual([{ status: 'done', failure: null }])
      expect(await sandbox.tokenCalls(app)).toBe(1)
      const files = await query(portal.environment.DATABASE_URL ?? '', 'SELECT "proofFailure", "authorisedBy" FROM "SettingsFile"')
      expect(files).toEqual([{ proofFailure: null, authorisedBy: 'Zoë van der Berg' }])
      // The token call has a connection of its own, the questions of the proof share one.
      if (scheme === 'https') expect(proxy.passed).toEqual(['CONNECT sandbox.test:443', 'CONNECT sandbox.test:443'])
      else
        expect(proxy.passed.slice(0, 2)).toEqual(['POST http://sandbox.test/api/oauth2/token', expect.stringMatching(/^GET http.*\/Me\?/)])
    })
  })

test('Administrators see the way out, and try it', async ({ office, browser }) => {
  const { portal, proxy, backDoor, member } = office
  await backDoor.makeAdministrator(member.id)
  const context = await browser.newContext({ baseURL: portal.url })
  await context.addCookies([{ ...member.cookie, url: portal.url }])
  const page = await context.newPage()
  await open(page, '/administration/state')
  await expect(page.getByRole('row').filter({ hasText: 'Way out' })).toContainText(`through localhost:${proxy.port} (HTTPS_PROXY)`)
  const press = page.getByRole('button', { name: 'Try it' })
  await press.click()
  const rowOf = (host: string) => page.getByRole('row').filter({ hasText: `https://${host}` })
  await expect(rowOf('sandbox.test')).toContainText(/answers.*It can be reached: it answered with status \d{3}\./)
  // The proxy of this test knows nobody else.
  await expect(rowOf('start.exactonline.nl')).toContainText('The proxy does not let this address through.')
  expect([...proxy.passed].sort().slice(0, 2)).toEqual(['CONNECT sandbox.test:443', 'CONNECT start.exactonline.be:443'])
  proxy.fail({ status: 407 })
  await press.click()
  await expect(rowOf('sandbox.test')).toContainText('The proxy did not accept user and password. Check both in HTTPS_PROXY.')
  proxy.fail('at-once')
  await press.click()
  await expect(rowOf('sandbox.test')).toContainText('The proxy could not be reached.')
  await press.click()
  await expect(page.getByRole('alert').filter({ hasText: 'It was tried several times just now.' })).toBeVisible()
  expect(await page.content()).not.toContain('canary')
  await context.close()
})
