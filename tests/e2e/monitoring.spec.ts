// What a load balancer and a monitoring system see: /health, /ready, /metrics, and the dashboard that is drawn from them.
import { readFileSync } from 'node:fs'
import { startSandbox } from '@/sandbox/sandbox'
import { quietPort } from '@/scripts/steps/ports.mjs'
import { startPortal } from '@/tests/support/portal'
import { startPostgres } from '@/tests/support/postgres'
import { open } from './support/hydrated'
import { arriveAtResult, exchange } from './support/journey'
import { addAccount, openBackDoor } from './support/members'
import { sandboxControl } from './support/sandbox-control'
import { expect, test } from './support/test'

const token = 'a-token-of-thirty-two-characters-or-more'
const metricNames = (text: string) => new Set(text.match(/^portal_\w+/gm))

const ask = async (url: string, path: string, headers: Record<string, string> = {}) => {
  const answer = await fetch(url + path, { headers })
  return { status: answer.status, type: answer.headers.get('content-type'), text: await answer.text() }
}

test('Health is of the process, readiness of what an exchange stands on, and each part that is missing is named', async () => {
  test.setTimeout(120_000)
  const postgres = await startPostgres()
  const portal = await startPortal({ environment: { DATABASE_URL: await postgres.createDatabase(), METRICS_TOKEN: token } })
  const ready = async () => {
    const { status, text } = await ask(portal.url, '/ready')
    return [status, JSON.parse(text)] as const
  }
  const whole = { ready: true, database: true, migrations: true, spool: true, keys: true }
  try {
    expect(await ready()).toEqual([200, whole])
    // Its address of before.
    expect((await ask(portal.url, '/api/health')).status).toBe(200)
    await postgres.goAway()
    await expect
      .poll(ready, { timeout: 30_000 })
      .toEqual([503, { ...whole, ready: false, database: false, migrations: false, keys: false }])
    expect(await ask(portal.url, '/health')).toMatchObject({ status: 200, text: '{"alive":true}' })
    const { status, text } = await ask(portal.url, '/metrics', { Authorization: `Bearer ${token}` })
    expect([status, /^portal_database_up (\d)$/m.exec(text)?.[1]]).toEqual([200, '0'])
    await postgres.comeBack()
    await expect.poll(ready, { timeout: 30_000 }).toEqual([200, whole])
  } finally {
    await portal.stop()
    await postgres.stop()
  }
})

test('Metrics are for whoever has the token, count what happened, and hold nothing of anybody', async ({ newVisitor }) => {
  const port = await quietPort()
  const server = await startSandbox({ portalUrl: `http://localhost:${port}` })
  const sandbox = sandboxControl(server.url)
  const portal = await startPortal({ environment: { SANDBOX_URL: server.url, METRICS_TOKEN: token }, port })
  const backDoor = openBackDoor(portal.environment)
  try {
    for (const Authorization of ['', 'Bearer wrong', token, `Basic ${token}`])
      expect(await ask(portal.url, '/metrics', { Authorization })).toMatchObject({
        status: 401,
        text: 'Give the METRICS_TOKEN as a bearer token.\n',
      })
    const account = await addAccount(backDoor)
    const visitor = await newVisitor({ baseURL: portal.url })
    await visitor.addCookies([{ ...account.cookie, url: portal.url, httpOnly: true, sameSite: 'Lax' }])
    const tab = await visitor.newPage()
    const app = await sandbox.addApp()
    const { attemptId, state } = await backDoor.openAttempt(account.id, 'Counted', app, true)
    await open(tab, `/preauthenticate/${attemptId}`)
    const returnUrl = await sandbox.allow(app, state)
    await exchange(tab, returnUrl)
    await arriveAtResult(tab)
    // It may still draw itself anew in its browser's time zone, and would ask a portal that has gone.
    await tab.close()
    const waiting = await backDoor.openAttempt(account.id, 'Waiting', app, true)

    const { status, type, text } = await ask(portal.url, '/metrics', { Authorization: `Bearer ${token}` })
    expect([status, type]).toEqual([200, expect.stringContaining('text/plain')])
    const value = (line: string) =>
      Number(
        text
          .split('\n')
          .find((one) => one.startsWith(`${line} `))
          ?.slice(line.length + 1),
      )
    expect(value('portal_exchanges_total{outcome="done"}')).toBe(1)
    expect(value('portal_token_call_seconds_count{answered="yes"}')).toBe(1)
    expect(value('portal_token_calls_hour{outcome="granted"}')).toBe(1)
    expect(value('portal_attempts{status="open"}')).toBe(1)
    expect(value('portal_attempts{status="exchanging"}')).toBe(0)
    expect(value('portal_database_up')).toBe(1)
    expect(value('portal_spool_answers')).toBe(0)
    expect(value('portal_requests_total{method="GET",route="/preauthenticate/[id]",status="200"}')).toBeGreaterThan(0)
    const code = new URL(returnUrl).searchParams.get('code') ?? '-'
    for (const secret of [app.clientId, app.clientSecret, account.email, account.id, attemptId, waiting.attemptId, state, code, 'Counted'])
      expect(text).not.toContain(secret)

    // Every number that the dashboard draws is one that the portal tells.
    const dashboard = readFileSync('docs/operations/grafana-dashboard.json', 'utf8')
    expect(() => JSON.parse(dashboard) as unknown).not.toThrow()
    const drawn = new Set(dashboard.match(/portal_\w+/g))
    expect(drawn.size).toBeGreaterThan(10)
    expect([...drawn].filter((name) => !metricNames(text).has(name))).toEqual([])
  } finally {
    await backDoor.stop()
    await portal.stop()
    await server.close()
  }
})
