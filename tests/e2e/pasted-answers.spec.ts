// Return URLs that went through a mail program or their own site, and answers of the provider that nothing claims: a handful of the kinds of
// tests/support/pasted-answers.ts, in a real browser.
import type { Page } from '@playwright/test'
import doctor from '@/messages/en/doctor.json' with { type: 'json' }
import texts from '@/messages/en/exchange.json' with { type: 'json' }
import explanations from '@/messages/en/failures.json' with { type: 'json' }
import { hydrated, open } from './support/hydrated'
import { arriveAtResult, exchange } from './support/journey'
import { deviatingUri } from './support/sandbox-control'
import { expect, test } from './support/test'

const alert = (page: Page) => page.getByRole('main').getByRole('alert')
const safeLink = (url: string) =>
  `https://eur03.safelinks.protection.outlook.com/?url=${encodeURIComponent(url)}&data=05%7C02%7Czoe&sdata=Qk%2B9%3D&reserved=0`

test('An address in Safe Links is refused as it is, mended by the keyboard, told what was changed, and exchanged', async ({
  page,
  account,
  backDoor,
  sandbox,
}) => {
  const app = await sandbox.addApp()
  const { attemptId, state } = await backDoor.openAttempt(account.id, 'Packed', app, true)
  const returnUrl = await sandbox.allow(app, state)
  await open(page, `/preauthenticate/${attemptId}`)
  await exchange(page, `See ${safeLink(returnUrl.replace('://', '://www.'))}.`)
  await expect(alert(page)).toContainText(explanations.wrapped.title)
  expect(await sandbox.tokenCalls(app)).toBe(0)

  const mend = page.getByRole('button', { name: texts.mendIt, exact: true })
  await expect(mend).toHaveAccessibleDescription(new RegExp(doctor.changes['another-address']))
  await mend.focus()
  await page.keyboard.press('Enter')
  await expect(page.getByLabel('Code Return URL')).toHaveValue(returnUrl)
  await expect(page.getByLabel('Code Return URL')).toBeFocused()
  const told = page.getByRole('status').filter({ hasText: texts.mended })
  await expect(told).toContainText(doctor.changes['another-address'])
  await expect(told).toContainText(doctor.changes.address)
  await page.getByRole('button', { name: 'Exchange', exact: true }).click()
  await arriveAtResult(page)
  expect(await sandbox.tokenCalls(app)).toBe(1)
})

test('On the first page an address in Safe Links finds its attempt', async ({ page, account, backDoor, sandbox }) => {
  const [first, second] = [await sandbox.addApp(), await sandbox.addApp()]
  const { state } = await backDoor.openAttempt(account.id, 'First', first, true)
  await backDoor.openAttempt(account.id, 'Second', second, true)
  await open(page, '/preauthenticate')
  await page.getByLabel('Deviating Redirect URI').check()
  await page.getByLabel('Code Return URL').fill(safeLink(await sandbox.allow(first, state)))
  await page.getByRole('button', { name: texts.mendIt, exact: true }).click()
  await expect(page.getByRole('list', { name: texts.doctor })).toContainText('settings-First.xml')
})

test('An error without a state is named in the field, with its cure, and ends nothing', async ({ page, account, backDoor, sandbox }) => {
  const app = await sandbox.addApp()
  const { attemptId } = await backDoor.openAttempt(account.id, 'Unproven', app, true)
  await open(page, `/preauthenticate/${attemptId}`)
  await exchange(page, `${deviatingUri}/?error=unauthorized_client&error_description=${encodeURIComponent('<b>no</b>')}`)
  await expect(alert(page)).toContainText(explanations['error-unproven'].title)
  await expect(alert(page)).toContainText('unauthorized_client: <b>no</b>')
  await expect(alert(page)).toContainText(doctor.reported.unauthorizedClient)
  expect((await backDoor.getAttempt(attemptId)).status).toBe('open')
})

test.describe('Without JavaScript', () => {
  test.use({ javaScriptEnabled: false })

  test('an address in Safe Links is mended and exchanged by a button of its own', async ({ page, account, backDoor, sandbox }) => {
    const app = await sandbox.addApp()
    const { attemptId, state } = await backDoor.openAttempt(account.id, 'Packed', app, true)
    const pasted = safeLink(await sandbox.allow(app, state))
    await open(page, `/preauthenticate/${attemptId}`)
    await exchange(page, pasted)
    await expect(alert(page)).toContainText(explanations['in-another-address'].title)
    expect(await page.content()).not.toContain('IAAAA')
    await page.getByLabel('Code Return URL').fill(pasted)
    await page.getByRole('button', { name: texts.mendAndExchange }).click()
    await arriveAtResult(page)
    expect(await sandbox.tokenCalls(app)).toBe(1)
  })
})

test.describe('At the callback', () => {
  const callback = '/callback/exact-online'

  test('an error that no attempt claims is named with its cure, as text, and ends nothing', async ({
    page,
    account,
    backDoor,
    portal,
    sandbox,
  }) => {
    const app = await sandbox.addApp(`${portal.url}${callback}`)
    const { attemptId } = await backDoor.openAttempt(account.id, 'Waits', app, false)
    const cases: [query: string, words: string, cure: string][] = [
      ['error=unauthorized_client', 'unauthorized_client', doctor.reported.unauthorizedClient],
      ['error=access_denied&state=forged', 'access_denied', doctor.reported.accessDenied],
      ['error=invalid_request&error_description=%3Cimg%20src%3Dx%3E', 'invalid_request: <img src=x>', doctor.reported.invalidRequest],
      ['error=the_moon_is_full', 'the_moon_is_full', doctor.reported.other],
      ['error=__proto__', '__proto__', doctor.reported.other],
    ]
    for (const [query, words, cure] of cases) {
      await open(page, `${callback}?${query}`)
      await expect(alert(page)).toContainText(explanations['error-unproven'].title)
      await expect(alert(page).locator('q')).toHaveText(words)
      await expect(alert(page)).toContainText(cure)
    }
    expect((await backDoor.getAttempt(attemptId)).status).toBe('open')
    await expect(page.getByText('settings-Waits.xml')).toBeVisible()
  })

  test('no query at all is told as what a proxy may have done', async ({ memberPage: page }) => {
    await open(page, callback)
    await expect(alert(page)).toContainText(explanations['query-missing'].title)
    await expect(alert(page)).toContainText('proxy')
  })

  test('an error that comes after the session has ended is told after the log-in', async ({
    page,
    account,
    announced,
    context,
    portal,
  }) => {
    announced.push(/status of 401/, /favicon\.ico/)
    await context.clearCookies({ name: account.cookie.name })
    await page.goto(`${callback}?error=unauthorized_client`)
    await page.waitForURL(`${portal.url}/login?reason=callback*`)
    await hydrated(page)
    await page.getByLabel('E-mail address').fill(account.email)
    await page.getByLabel('Password').fill(account.password)
    await page.getByRole('button', { name: 'Log in' }).click()
    await expect(alert(page)).toContainText(explanations['error-unproven'].title)
    await expect(alert(page)).toContainText(doctor.reported.unauthorizedClient)
  })
})
