// A whole run with marked secrets (both doors, errors, crashes, the operator's commands), and then a search through everything that was written.
import { chromium, type BrowserContext } from '@playwright/test'
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { handIn, until, untilRecovered } from '@/tests/faults/support/hand-in'
import { standUp, type Stand } from '@/tests/faults/support/stand'
import { startPostgres, type Postgres } from '@/tests/support/postgres'
import { projectRoot, runProgram } from '@/tests/support/programs'
import { open } from './support/hydrated'
import {
  allow,
  allowAndCopyAddress,
  arriveAtResult,
  exchange,
  fillForm,
  openExactTab,
  pressPreauthenticate,
  reveal,
} from './support/journey'
import { createSearch, type Secrets } from './support/leak-search'
import { send } from './support/raw-request'
import { builtPaths } from './support/server-actions'
import { expect, test as base } from './support/test'

// No portal of the worker's own is needed here.
const test = base

for (const kind of ['sqlite', 'postgresql'] as const) {
  test(`a whole run on ${kind} leaves no secret anywhere but in the three fields`, async ({}, testInfo) => {
    test.setTimeout(420_000)
    const folder = mkdtempSync(join(tmpdir(), 'portal-leaks-'))
    let postgres: Postgres | undefined
    let stand: Stand | undefined
    let browser: BrowserContext | undefined
    try {
      postgres = kind === 'postgresql' ? await startPostgres({ durable: true, logFile: join(folder, 'postgresql.log') }) : undefined
      stand = await standUp(`leaks-${kind}`, {
        databaseUrl: await postgres?.createDatabase(),
        environment: { LOG_LEVEL: 'debug', KEY_FILE: join(folder, 'keys', 'keys.json') },
      })
      const profile = join(folder, 'profile')
      const { launchOptions } = testInfo.project.use
      browser = await chromium.launchPersistentContext(profile, {
        ...launchOptions,
        baseURL: stand.environment.PORTAL_URL,
        locale: 'en-GB',
      })
      const run = await walk(stand, browser, folder)
      await browser.close()
      await search(stand, run, { kind, folder, profile, postgresFolder: postgres?.folder })
    } finally {
      await browser?.close().catch(() => {})
      await stand?.close()
      await postgres?.stop()
      rmSync(folder, { recursive: true, force: true, maxRetries: 3 })
    }
  })
}

type Run = { secrets: Secrets; headers: string[]; arguments: string[]; output: string[]; storage: string[]; pages: [string, string][] }

/** Everything a user, an attacker, a crash and an operator do. */
async function walk(stand: Stand, browser: BrowserContext, folder: string): Promise<Run> {
  const { environment, sandbox, account } = stand
  const secrets: Secrets = {
    password: account.password,
    wrongPassword: 'canary-of-a-wrong-password-7f3a',
    sessionSecret: environment.NEXTAUTH_SECRET ?? '',
    encryptionKey: environment.ENCRYPTION_KEY ?? '',
  }
  const run: Run = { secrets, headers: [], arguments: [], output: [], storage: [], pages: [] }
  const mark = (name: string, secret: string) => void (secrets[name] = secret)
  const markReturn = (name: string, returnUrl: string) => {
    for (const [key, value] of new URL(returnUrl).searchParams) mark(`${name} ${key}`, value)
  }
  const operator = async (script: string, ...parameters: string[]) => {
    const parts = ['--conditions=react-server', '--import', 'tsx', script, ...parameters]
    const { code, output } = await runProgram(parts, { env: environment })
    run.output.push(output)
    expect(code, `${script}: ${output}`).toBe(0)
  }
  mkdirSync(join(folder, 'keys'))
  await operator('scripts/keys-rotate.ts')
  let portal = await stand.start()
  const noteArguments = () => {
    for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
      try {
        const line = readFileSync(`/proc/${pid}/cmdline`, 'utf8')
        if (line.includes(projectRoot) || line.includes('server.mjs') || Number(pid) === portal.pid) run.arguments.push(line)
      } catch {
        // It has ended in this moment.
      }
    }
  }

  // The browser, watched: what it is told in headers, and where it is led.
  browser.on('response', (response) => {
    if (!response.url().startsWith(environment.PORTAL_URL ?? '')) return
    const request = response.request()
    // The address of the callback is the provider's doing; nothing else may hold a secret, and nothing may pass that address on.
    const address = new URL(response.url()).pathname.startsWith('/callback/') ? 'callback' : response.url()
    run.headers.push(`${address}\n${request.headers().referer ?? ''}\n${JSON.stringify({ ...response.headers(), 'set-cookie': '' })}`)
  })
  const page = await browser.newPage()
  await open(page, '/login')
  for (const password of [secrets.wrongPassword ?? '', account.password]) {
    await page.getByLabel('E-mail address').fill(account.email)
    await page.getByLabel('Password', { exact: true }).fill(password)
    await page.getByRole('button', { name: 'Log in' }).click()
    if (password !== account.password) await expect(page.getByRole('main').getByRole('alert')).toBeVisible()
  }
  await page.waitForURL(/\/preauthenticate$/)

  // A deviating redirect URI: allowed in another browser, as a customer would; first pasted with a mistake.
  const deviating = await sandbox.addApp()
  mark('client secret', deviating.clientSecret)
  await open(page, '/preauthenticate')
  await fillForm(page, 'Deviating', deviating, true)
  const tab = await openExactTab(page)
  const returnUrl = await allowAndCopyAddress(tab)
  await tab.close()
  markReturn('deviating', returnUrl)
  await exchange(page, returnUrl.replace('code=', 'code=%20'))
  await expect(page.getByRole('main').getByRole('alert')).toBeVisible()
  await exchange(page, returnUrl)
  const settingsId = await arriveAtResult(page)
  const token = await sandbox.refreshTokenOf(deviating)
  mark('refresh token', token)
  expect(await reveal(page, 'Refresh Token')).toBe(token)
  const xml = await reveal(page, 'Content settings.xml')
  expect(xml).toContain(deviating.clientSecret)
  const download = page.waitForEvent('download')
  await page
    .getByRole('link', { name: /^Download/ })
    .first()
    .click()
  await (await download).delete()

  // The portal's own redirect URI.
  const own = await sandbox.addApp(`${environment.PORTAL_URL}/callback/exact-online`)
  mark('own client secret', own.clientSecret)
  await open(page, '/preauthenticate')
  await fillForm(page, 'Own', own, false)
  await pressPreauthenticate(page)
  const back = page.waitForRequest((request) => new URL(request.url()).pathname.startsWith('/callback/'))
  await allow(page)
  markReturn('own', (await back).url())
  await arriveAtResult(page)
  mark('own refresh token', await sandbox.refreshTokenOf(own))

  // Refusals of every kind that the provider words itself, and a crash at either side of the answer.
  for (const preset of ['invalid-client', 'html-200', 'gateway-500', 'no-refresh-token']) {
    const attempt = await stand.newAttempt('action')
    mark(`${preset} secret`, attempt.app.clientSecret)
    markReturn(preset, attempt.returnUrl)
    await sandbox.order(attempt.app, { preset })
    await handIn(stand, attempt, portal)
  }
  for (const endpoint of ['token', 'me']) {
    for (const door of ['action', 'callback'] as const) {
      const attempt = await stand.newAttempt(door)
      mark(`crash at ${endpoint} ${door} secret`, attempt.app.clientSecret)
      markReturn(`crash at ${endpoint} ${door}`, attempt.returnUrl)
      await sandbox.order(attempt.app, { endpoint, hold: true })
      const answer = handIn(stand, attempt, portal)
      await until('the call is held', () => sandbox.insides.held.count() > 0)
      noteArguments()
      await portal.kill()
      await answer
      sandbox.insides.held.release()
      portal = await stand.start()
      await untilRecovered(stand)
    }
  }
  for (const { token: issued } of (await sandbox.state()).refreshTokens) mark(`refresh token ${issued.slice(-8)}`, issued)
  for (const { token: access } of sandbox.insides.store.records.accessTokens) mark(`access token ${access.slice(-8)}`, access)

  // Every page and door, whole and as data, and what is answered to nonsense.
  const [registration = ''] = /\/apps\/[0-9a-f-]{36}/.exec(await (await page.request.get('/apps')).text()) ?? []
  const paths = builtPaths
    .filter((path) => !path.includes('[...') && !path.startsWith('/callback') && !path.endsWith('/download'))
    .map((path) => (path.startsWith('/apps/') ? path.replace('/apps/[id]', registration) : path.replace('[id]', settingsId)))
  const cookie = (await browser.cookies()).map(({ name, value }) => `${name}=${value}`).join('; ')
  for (const path of [
    ...paths,
    '/nowhere',
    '/%zz',
    `/settings/${settingsId}?problem=x`,
    '/callback/exact-online?code=x&state=y',
    '/api/auth/session',
  ]) {
    for (const headers of [{ Cookie: cookie }, { Cookie: cookie, RSC: '1' }, {}, { Cookie: 'preauth-portal.session=x' }] as Record<
      string,
      string
    >[]) {
      const answer = await send({ port: portal.port, path, headers })
      run.pages.push([path, answer.body], [`${path} headers`, JSON.stringify({ ...answer.headers, 'set-cookie': '' })])
    }
  }
  run.storage.push(await page.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage }) + document.cookie))

  await operator('scripts/keys-status.ts')
  await operator('scripts/audit-verify.ts')
  await operator('scripts/keys-rotate.ts', '--data')
  await operator('scripts/backup.ts', '--to', join(stand.folder, 'whole.backup'))
  noteArguments()
  expect(await portal.stop()).toBe('0')
  return run
}

type Places = { kind: string; folder: string; profile: string; postgresFolder?: string }

async function search(stand: Stand, run: Run, { kind, folder, profile, postgresFolder }: Places): Promise<void> {
  // The way to the provider carries the attempt's state, and the browser remembers where its user went: there and back, by spent values alone.
  const [states, spent] = [/ state$/, / (code|state)$/].map((form) => Object.keys(run.secrets).filter((name) => form.test(name)))
  const { places, texts, folder: below, table } = createSearch(() => run.secrets)
  texts('log of the portal', [readFileSync(`test-results/faults/leaks-${kind}.log`)])
  if (postgresFolder) {
    texts('log of PostgreSQL, every statement with its values', [readFileSync(join(folder, 'postgresql.log'))])
    below('data folder of PostgreSQL', postgresFolder)
  }
  below('data folder: database, write-ahead log, spool, backup', stand.folder)
  texts('output of keys:status, keys:rotate, audit:verify, backup', run.output)
  texts(
    'pages, their flight data, error pages',
    run.pages.map(([, body]) => body),
  )
  texts('headers, redirects, referrers', run.headers, states)
  texts('local and session storage, script-readable cookies', run.storage)
  texts('arguments of the processes', run.arguments)
  below('browser profile: HTTP cache, history, storage', profile, spent)
  below('the build, with its source maps', join(projectRoot, '.next', 'static'))
  below('the build’s server', join(projectRoot, '.next', 'server'))

  mkdirSync('test-results/leaks', { recursive: true })
  writeFileSync(`test-results/leaks/${kind}.md`, `${Object.keys(run.secrets).length} secrets\n\n${table()}\n`)
  expect(Object.values(run.secrets).every((secret) => secret.length >= 10)).toBe(true)
  for (const { place, count, found } of places) {
    expect.soft(count, `${place} was read`).toBeGreaterThan(0)
    expect.soft(found, place).toEqual([])
  }
  const log = readFileSync(`test-results/faults/leaks-${kind}.log`, 'utf8')
  expect(log, 'the log says something').toContain('"msg":"request"')
  expect(log).not.toContain(stand.account.email)
}
