import type { Page } from '@playwright/test'
import type { Failure } from '@/lib/oauth/failures'
import explanations from '@/messages/en/failures.json' with { type: 'json' }
import { mistakes } from '@/tests/support/return-url-mistakes'
import { hydrated, open } from './support/hydrated'
import { allow, arriveAtResult, exchange, fillForm, pressPreauthenticate } from './support/journey'
import { send } from './support/raw-request'
import { addAccount } from './support/members'
import { deviatingUri } from './support/sandbox-control'
import { callAction } from './support/server-actions'
import { expect, test } from './support/test'

const alert = (page: Page) => page.getByRole('main').getByRole('alert')

async function expectToBeTold(page: Page, failure: Failure): Promise<void> {
  const { title, sentence, next, cost } = explanations[failure]
  await expect(alert(page)).toContainText(title)
  await expect(alert(page)).toContainText(sentence)
  await expect(alert(page)).toContainText(next)
  await expect(alert(page)).toContainText(cost)
}

// The others end the attempt.
const leaveItOpen = mistakes.filter(({ failure }) => failure !== 'denied' && failure !== 'provider-error')

for (const script of [true, false]) {
  test.describe(`With JavaScript ${script ? 'on' : 'off'}`, () => {
    test.use({ javaScriptEnabled: script })

    test('each mistake in pasting is told, costs no call, and the right address works afterwards', async ({
      page,
      account,
      backDoor,
      sandbox,
    }) => {
      test.setTimeout(120_000)
      const app = await sandbox.addApp()
      const { attemptId, authorizationUrl, state } = await backDoor.openAttempt(account.id, 'Mistakes', app, true)
      const returnUrl = await sandbox.allow(app, state)
      for (const { name, failure, make } of leaveItOpen) {
        await test.step(name, async () => {
          await open(page, `/preauthenticate/${attemptId}`)
          const pasted = make(returnUrl, authorizationUrl, state)
          await exchange(page, pasted)
          await expectToBeTold(page, failure)
          if (script) await expect(page.getByLabel('Code Return URL')).toHaveValue(pasted.replaceAll('\r\n', '\n'))
          await expect(page).toHaveTitle(/Preauth Portal/)
        })
      }
      expect(await sandbox.tokenCalls(app)).toBe(0)
      await exchange(page, `  ${returnUrl}\n`)
      await arriveAtResult(page)
      expect(await sandbox.tokenCalls(app)).toBe(1)
    })
  })
}

test.describe('The return URL', () => {
  test('with access_denied ends the attempt and says so', async ({ page, account, backDoor, sandbox }) => {
    const app = await sandbox.addApp()
    const { attemptId, state } = await backDoor.openAttempt(account.id, 'Denied', app, true)
    await open(page, `/preauthenticate/${attemptId}`)
    await exchange(page, `${deviatingUri}/?error=access_denied&error_description=${encodeURIComponent('<b>no</b>')}&state=${state}`)
    await expectToBeTold(page, 'denied')
    await expect(alert(page)).toContainText('access_denied: <b>no</b>')
    await expect(page.getByRole('link', { name: 'Preauthenticate again' })).toBeVisible()
    expect(await sandbox.tokenCalls(app)).toBe(0)
  })

  test('with access_denied from another state ends nothing', async ({ page, account, backDoor, sandbox }) => {
    const app = await sandbox.addApp()
    const { attemptId } = await backDoor.openAttempt(account.id, 'Denied by others', app, true)
    await open(page, `/preauthenticate/${attemptId}`)
    await exchange(page, `${deviatingUri}/?error=access_denied&state=forged`)
    await expectToBeTold(page, 'state-mismatch')
    expect((await backDoor.getAttempt(attemptId)).status).toBe('open')
  })

  test('after Deny at Exact Online comes back by itself and is explained', async ({ memberPage: page, portal, sandbox }) => {
    const app = await sandbox.addApp(`${portal.url}/callback/exact-online`)
    await open(page, '/preauthenticate')
    await fillForm(page, 'Refused', app, false)
    await pressPreauthenticate(page)
    await page.getByLabel('User name').fill('zoe@bakkerij-de-ster.test')
    await page.getByLabel('Password').fill('sandbox')
    await page.getByRole('button', { name: 'Log in' }).click()
    await page.getByRole('button', { name: 'Deny' }).click()
    await expectToBeTold(page, 'denied')
    await page.getByRole('link', { name: 'Preauthenticate again' }).click()
    await expect(page.getByLabel('Client ID')).toHaveValue(app.clientId)
    await expect(page.getByLabel('Name', { exact: true })).toHaveValue('Refused')
  })

  test('of an attempt that is over, expired, or with an aged code costs no call', async ({ page, account, backDoor, sandbox }) => {
    const app = await sandbox.addApp()
    const aged = await backDoor.openAttempt(account.id, 'Aged', app, true)
    await open(page, `/preauthenticate/${aged.attemptId}`)
    const returnUrl = await sandbox.allow(app, aged.state)
    const second = await backDoor.openAttempt(account.id, 'Over', app, true)
    const late = await backDoor.openAttempt(account.id, 'Late', app, true)

    // The form of the page stays open while its attempt ends elsewhere.
    await backDoor.expireAttempt(aged.attemptId)
    await exchange(page, returnUrl)
    await expectToBeTold(page, 'attempt-expired')

    await open(page, `/preauthenticate/${second.attemptId}`)
    await exchange(page, returnUrl)
    await expectToBeTold(page, 'state-mismatch')
    expect(await sandbox.tokenCalls(app)).toBe(0)

    await open(page, `/preauthenticate/${late.attemptId}`)
    const other = await addAccount(backDoor)
    const theirs = await backDoor.openAttempt(other.id, 'Theirs', app, true)
    await exchange(page, await sandbox.allow(app, theirs.state))
    await expectToBeTold(page, 'state-mismatch')
    expect(await sandbox.tokenCalls(app)).toBe(0)
  })

  test('fifty times at once by the server action makes one token call', async ({ account, backDoor, portal: { port, url }, sandbox }) => {
    const app = await sandbox.addApp()
    const { attemptId, state } = await backDoor.openAttempt(account.id, 'Fifty', app, true)
    const codeReturnUrl = await sandbox.allow(app, state)
    await sandbox.order(app, { delayMs: 500 })
    const headers = { Origin: url, Cookie: `${account.cookie.name}=${account.cookie.value}` }
    const answers = await Promise.all(
      Array.from({ length: 50 }, () =>
        callAction({
          port,
          page: `/preauthenticate/${attemptId}`,
          action: 'exchangeAction',
          fields: { attemptId, codeReturnUrl },
          headers,
        }),
      ),
    )
    expect(await sandbox.tokenCalls(app)).toBe(1)
    expect(await backDoor.countSettingsFiles(account.id)).toBe(1)
    const targets = answers.map((answer) => String(answer.headers['x-action-redirect'] ?? answer.status))
    expect(targets.filter((target) => target.startsWith('/settings/'))).toHaveLength(1)
    expect(targets.every((target) => /^\/(settings|preauthenticate)\/[0-9a-f-]{36};/.test(target))).toBe(true)
  })

  test('fifty times at once by the callback makes one token call', async ({ account, backDoor, portal, sandbox }) => {
    const app = await sandbox.addApp(`${portal.url}/callback/exact-online`)
    const { state } = await backDoor.openAttempt(account.id, 'Fifty callbacks', app, false)
    const { pathname, search } = new URL(await sandbox.allow(app, state))
    await sandbox.order(app, { delayMs: 500 })
    const headers = { Cookie: `${account.cookie.name}=${account.cookie.value}` }
    const answers = await Promise.all(Array.from({ length: 50 }, () => send({ port: portal.port, path: pathname + search, headers })))
    expect(await sandbox.tokenCalls(app)).toBe(1)
    expect(await backDoor.countSettingsFiles(account.id)).toBe(1)
    expect(answers.every(({ status }) => status === 303)).toBe(true)
    expect(answers.filter(({ headers: { location } }) => String(location).includes('code='))).toEqual([])
  })

  test('a second time, in the same tab or by the address, leads to the same result', async ({
    memberPage: page,
    context,
    portal,
    sandbox,
  }) => {
    const app = await sandbox.addApp(`${portal.url}/callback/exact-online`)
    await open(page, '/preauthenticate')
    await fillForm(page, 'Once', app, false)
    await pressPreauthenticate(page)
    const returned = page.waitForRequest((request) => request.url().includes('/callback/'))
    await allow(page)
    const returnUrl = (await returned).url()
    const id = await arriveAtResult(page)
    await page.goto(returnUrl)
    await expect(page).toHaveURL(`${portal.url}/settings/${id}`)
    const tab = await context.newPage()
    await tab.goto(returnUrl)
    await expect(tab).toHaveURL(`${portal.url}/settings/${id}`)
    expect(await sandbox.tokenCalls(app)).toBe(1)
  })

  test('in two tabs at once: one result, and the other tab gets there too', async ({
    page,
    account,
    backDoor,
    context,
    portal,
    sandbox,
  }) => {
    const app = await sandbox.addApp()
    const { attemptId, state } = await backDoor.openAttempt(account.id, 'Two tabs', app, true)
    const returnUrl = await sandbox.allow(app, state)
    await sandbox.order(app, { delayMs: 1000 })
    const other = await context.newPage()
    await open(page, `/preauthenticate/${attemptId}`)
    await open(other, `/preauthenticate/${attemptId}`)
    for (const tab of [page, other]) await tab.getByLabel('Code Return URL').fill(returnUrl)
    await Promise.all([page, other].map((tab) => tab.getByRole('button', { name: 'Exchange', exact: true }).dispatchEvent('click')))
    const [one, two] = [await arriveAtResult(page), await arriveAtResult(other)]
    expect(one).toBe(two)
    expect(await sandbox.tokenCalls(app)).toBe(1)
    expect(page.url()).toBe(`${portal.url}/settings/${one}`)
  })

  for (const [name, press] of Object.entries({
    'a double click': async (page: Page) => page.getByRole('button', { name: 'Exchange', exact: true }).dblclick(),
    'two clicks in the same moment': async (page: Page) =>
      page.getByRole('button', { name: 'Exchange', exact: true }).evaluate((button: HTMLElement) => {
        button.click()
        button.click()
      }),
  })) {
    test(`handed in by ${name} makes one token call`, async ({ page, account, backDoor, sandbox }) => {
      const app = await sandbox.addApp()
      const { attemptId, state } = await backDoor.openAttempt(account.id, 'Twice', app, true)
      await sandbox.order(app, { delayMs: 500 })
      await open(page, `/preauthenticate/${attemptId}`)
      await page.getByLabel('Code Return URL').fill(await sandbox.allow(app, state))
      await press(page)
      await arriveAtResult(page)
      expect(await sandbox.tokenCalls(app)).toBe(1)
    })
  }

  test('back and reload after the result send no code again', async ({ page, account, backDoor, portal, sandbox }) => {
    const app = await sandbox.addApp()
    const { attemptId, state } = await backDoor.openAttempt(account.id, 'Back', app, true)
    await open(page, `/preauthenticate/${attemptId}`)
    await exchange(page, await sandbox.allow(app, state))
    const id = await arriveAtResult(page)
    await page.reload()
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('settings-Back.xml')
    await page.goBack()
    await expect(page).toHaveURL(new RegExp(`/(settings/${id}|preauthenticate/${attemptId})$`))
    await page.goto(`/preauthenticate/${attemptId}`)
    await expect(page).toHaveURL(`${portal.url}/settings/${id}`)
    expect(await sandbox.tokenCalls(app)).toBe(1)
  })

  test('that comes after the session has ended spends no code, and the log-in says so', async ({
    page,
    account,
    announced,
    backDoor,
    context,
    portal,
    sandbox,
  }) => {
    // The callback's own answer is no page, so Chromium looks for an icon by itself.
    announced.push(/status of 401/, /favicon\.ico/)
    const app = await sandbox.addApp(`${portal.url}/callback/exact-online`)
    await open(page, '/preauthenticate')
    await fillForm(page, 'Logged out', app, false)
    await pressPreauthenticate(page)
    await page.waitForURL(`${sandbox.url}/**`)
    await context.clearCookies({ name: account.cookie.name })
    await allow(page)
    await page.waitForURL(`${portal.url}/login?reason=callback`)
    await expect(page.getByText('You were not logged in when Exact Online sent you back')).toBeVisible()
    expect(await sandbox.tokenCalls(app)).toBe(0)
    await hydrated(page)
    await page.getByLabel('E-mail address').fill(account.email)
    await page.getByLabel('Password').fill(account.password)
    await page.getByRole('button', { name: 'Log in' }).click()
    await page.waitForURL(`${portal.url}/preauthenticate`)
    await expect(page.getByText('settings-Logged out.xml')).toBeVisible()
    expect(await backDoor.countSettingsFiles(account.id)).toBe(0)
  })

  test('pasted into the first page finds its attempt by its state', async ({ page, account, backDoor, sandbox }) => {
    const [first, second] = [await sandbox.addApp(), await sandbox.addApp()]
    const { state } = await backDoor.openAttempt(account.id, 'First', first, true)
    await backDoor.openAttempt(account.id, 'Second', second, true)
    await open(page, '/preauthenticate')
    await page.getByLabel('Deviating Redirect URI').check()
    await exchange(page, await sandbox.allow(first, state))
    await arriveAtResult(page)
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('settings-First.xml')
    expect(await sandbox.tokenCalls(second)).toBe(0)
  })
})
