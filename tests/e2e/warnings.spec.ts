import { hydrated, open } from './support/hydrated'
import { arriveAtResult, exchange, fillForm, pressPreauthenticate } from './support/journey'
import { deviatingUri } from './support/sandbox-control'
import { expect, test } from './support/test'

test('A typed client ID that has made a file names it and its person at once, and hinders nothing', async ({
  page,
  account,
  backDoor,
  stranger,
}) => {
  await backDoor.addSettingsFiles(account.id, ['Made before'])
  const [registration] = await backDoor.listAppRegistrations(account.id)
  const clientId = registration?.clientId ?? ''
  await open(page, '/preauthenticate')
  await page.getByLabel('Client ID').fill(clientId)
  const warning = page.getByRole('status').filter({ hasText: 'This app is authorised already' })
  await expect(warning).toContainText('settings-Made before.xml')
  await expect(warning).toContainText('Zoë van der Berg')
  await expect(warning).toContainText('today')
  await page.getByLabel('Client ID').fill('another one')
  await expect(warning).toHaveCount(0)

  await open(stranger.page, '/preauthenticate')
  await stranger.page.getByLabel('Client ID').fill(clientId)
  await stranger.page.getByLabel('Client Secret').fill('mine')
  await stranger.page.getByLabel('Client Secret').blur()
  await expect(stranger.page.getByText('This app is authorised already')).toHaveCount(0)
})

test.describe('Without JavaScript', () => {
  test.use({ javaScriptEnabled: false })

  test('the attempt’s own page gives the same warning', async ({ page, account, backDoor }) => {
    await backDoor.addSettingsFiles(account.id, ['Made before'])
    const [registration] = await backDoor.listAppRegistrations(account.id)
    await open(page, '/preauthenticate')
    const app = { clientId: registration?.clientId ?? '', clientSecret: 'Qw7RtY2uPzL9', redirectUri: deviatingUri }
    await fillForm(page, 'Again', app, true)
    await pressPreauthenticate(page)
    await page.waitForURL(/\/preauthenticate\/./)
    await expect(page.getByText('This app is authorised already')).toBeVisible()
  })
})

test('The history tells a token that is superseded or came from a backup, and the result leads to a new one', async ({
  page,
  account,
  backDoor,
}) => {
  const [dead = '', restored = ''] = await backDoor.addSettingsFiles(account.id, ['Dead', 'Restored'])
  await backDoor.mark(dead, 'supersededAt')
  await backDoor.mark(restored, 'backedUpAt')
  await open(page, '/settings')
  await expect(page.getByRole('row', { name: /Dead/ })).toContainText('superseded')
  await expect(page.getByRole('row', { name: /Restored/ })).toContainText('from a backup')
  await expect(page.getByRole('row', { name: /Restored/ })).toContainText('may have been replaced since')
  await open(page, `/settings/${dead}`)
  await expect(page.getByText('Superseded: this refresh token does not work any more')).toBeVisible()
  await page.getByRole('link', { name: 'Preauthenticate again' }).click()
  await page.waitForURL(/preauthenticate\?.*name=Dead/)
  await open(page, `/settings/${restored}`)
  await expect(page.getByText('From a backup: the token may have been replaced')).toBeVisible()
})

test('The budget of a client ID is told, warned of, and ends what would block the app', async ({ page, account, backDoor, sandbox }) => {
  const app = await sandbox.addApp()
  const { attemptId, state } = await backDoor.openAttempt(account.id, 'Budget', app, true)
  const [registration] = await backDoor.listAppRegistrations(account.id)
  const chosen = `/preauthenticate?app=${registration?.id}&name=Budget`
  await backDoor.addErrors(account.id, app.clientId, 2)
  for (const path of [chosen, '/apps', `/apps/${registration?.id}`]) {
    await open(page, path)
    await expect(page.getByText('This app has used 2 of 9 errors this hour and 2 of 200 token requests today')).toBeVisible()
  }
  await backDoor.addErrors(account.id, app.clientId, 7)
  await open(page, chosen)
  await expect(page.getByText(/9 of 9 errors this hour .* nothing more is sent until \d\d:\d\d/)).toBeVisible()
  await pressPreauthenticate(page)
  await expect(page.getByLabel('Client ID')).toHaveAccessibleDescription(/safe again in (59|60) minutes/)

  await open(page, `/preauthenticate/${attemptId}`)
  const returnUrl = await sandbox.allow(app, state)
  await exchange(page, returnUrl)
  const alert = page.getByRole('main').getByRole('alert')
  await expect(alert).toContainText('Nine errors within an hour')
  await expect(alert).toContainText(/Safe again at \d\d:\d\d/)
  expect(await sandbox.tokenCalls(app)).toBe(0)
})

for (const script of [true, false]) {
  test.describe(`An exchange under way, with JavaScript ${script ? 'on' : 'off'}`, () => {
    test.use({ javaScriptEnabled: script })

    test('is shown by the attempt’s page, which leads on to the result by itself', async ({
      page,
      context,
      account,
      backDoor,
      sandbox,
    }) => {
      const app = await sandbox.addApp()
      const { attemptId, state } = await backDoor.openAttempt(account.id, 'Live', app, true)
      await sandbox.order(app, { hold: true })
      const handsIn = await context.newPage()
      await open(handsIn, `/preauthenticate/${attemptId}`)
      await handsIn.getByLabel('Code Return URL').fill(await sandbox.allow(app, state))
      await handsIn.getByRole('button', { name: 'Exchange', exact: true }).click({ noWaitAfter: true })
      await expect.poll(async () => (await backDoor.getAttempt(attemptId)).status).toBe('exchanging')

      await page.goto(`/preauthenticate/${attemptId}`)
      await expect(page.getByRole('heading', { name: 'Exchanging the code' })).toBeVisible()
      await expect(page.getByRole('list', { name: 'Where the exchange stands' })).toContainText('Code sent to Exact Online')
      if (script) await expect(page.getByText(/^\d+ s$/)).toBeVisible()
      await sandbox.release(app)
      await arriveAtResult(page)
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('settings-Live.xml')
    })
  })
}

test('An exchange under way that fails tells why on the same page', async ({ page, context, account, backDoor, sandbox }) => {
  const app = await sandbox.addApp()
  const { attemptId, state } = await backDoor.openAttempt(account.id, 'Fails', { ...app, clientSecret: 'not the right one' }, true)
  await sandbox.order(app, { hold: true })
  const handsIn = await context.newPage()
  await open(handsIn, `/preauthenticate/${attemptId}`)
  await exchange(handsIn, await sandbox.allow(app, state))
  await expect.poll(async () => (await backDoor.getAttempt(attemptId)).status).toBe('exchanging')
  await page.goto(`/preauthenticate/${attemptId}`)
  await hydrated(page)
  await sandbox.release(app)
  await expect(page.getByRole('heading', { name: 'No settings file this time' })).toBeVisible()
  await expect(page.getByText('Client ID or Client Secret is wrong')).toBeVisible()
})
