import { open } from './support/hydrated'
import { fillForm, pressPreauthenticate } from './support/journey'
import { expect, test } from './support/test'

// What people stumbled over who had only the README and the portal.

test('A message goes when its field is changed, and the summary strikes it out', async ({ memberPage: page }) => {
  await open(page, '/preauthenticate')
  await pressPreauthenticate(page)
  const summary = page.getByRole('main').getByRole('alert')
  await expect(page.getByText('Give the file a name.', { exact: true })).toBeVisible()
  await page.getByLabel('Name', { exact: true }).fill('Kantoor')
  await expect(page.getByText('Give the file a name.', { exact: true })).toHaveCount(0)
  await expect(page.getByLabel('Name', { exact: true })).not.toHaveAttribute('aria-invalid')
  await expect(summary.getByRole('link', { name: /^Name/ })).toHaveCSS('text-decoration-line', 'line-through')
  await expect(summary.getByRole('link', { name: /^Client ID/ })).toHaveCSS('text-decoration-line', 'underline')
  // A new answer counts anew, also when it says the same.
  await page.getByLabel('Name', { exact: true }).fill('')
  await pressPreauthenticate(page)
  await expect(page.getByText('Give the file a name.', { exact: true })).toBeVisible()
})

test('The whole name of a file is its name', async ({ page, account, backDoor, portal, sandbox }) => {
  await open(page, '/preauthenticate')
  await fillForm(page, 'settings-Kantoor.xml', await sandbox.addApp(`${portal.url}/callback/exact-online`), false)
  await expect(page.getByText('settings-Kantoor.xml', { exact: true })).toBeVisible()
  await pressPreauthenticate(page)
  await page.waitForURL(`${sandbox.url}/**`)
  await open(page, '/preauthenticate')
  await expect(page.getByRole('main')).toContainText('settings-Kantoor.xml still waits for Exact Online')
  await page.getByRole('link', { name: 'begin again with its values' }).click()
  await expect(page.getByLabel('Name', { exact: true })).toHaveValue('Kantoor')
  await expect(page.getByLabel('Client ID')).not.toHaveValue('')
  expect(await backDoor.listAppRegistrations(account.id)).toHaveLength(1)
})

test('A registration brings its name along, and the new version of a file that it made before', async ({
  page,
  account,
  backDoor,
  sandbox,
}) => {
  const { registrationId } = await backDoor.openAttempt(account.id, 'Kantoor', await sandbox.addApp(), true)
  await open(page, `/preauthenticate?app=${registrationId}`)
  const newVersion = page.getByLabel('Make a new version of it')
  await expect(page.getByLabel('Name', { exact: true })).toHaveValue('Kantoor')
  await expect(newVersion).toHaveCount(0)
  await backDoor.addSettingsFiles(account.id, ['Kantoor'])
  await open(page, `/preauthenticate?app=${registrationId}`)
  await expect(newVersion).toBeChecked()
  // It stays so when something else is wrong.
  await page.getByLabel('Client ID').fill('')
  await pressPreauthenticate(page)
  await expect(page.getByText('Fill in Client ID.', { exact: true })).toBeVisible()
  await expect(newVersion).toBeChecked()
  await page.getByLabel('Name', { exact: true }).fill('Another one')
  await expect(newVersion).toHaveCount(0)
})

test('A secret that is typed can be looked at; the client ID in its place costs no error at Exact Online', async ({
  memberPage: page,
  sandbox,
}) => {
  const app = await sandbox.addApp()
  await open(page, '/preauthenticate')
  await fillForm(page, 'Twice', { ...app, clientSecret: app.clientId }, true)
  const secret = page.getByLabel('Client Secret')
  await expect(secret).toHaveAttribute('type', 'password')
  await page.getByRole('button', { name: 'Reveal' }).click()
  await expect(secret).toHaveAttribute('type', 'text')
  await page.getByRole('button', { name: 'Hide' }).click()
  await expect(secret).toHaveAttribute('type', 'password')
  await pressPreauthenticate(page)
  await expect(page.getByRole('main').getByRole('alert')).toContainText('This is the Client ID.')
  expect(await sandbox.tokenCalls(app)).toBe(0)
})

test('A way that has ended says where, and a message goes with the text that it was about', async ({
  page,
  account,
  backDoor,
  sandbox,
}) => {
  const app = await sandbox.addApp()
  const { attemptId, state } = await backDoor.openAttempt(account.id, 'Ended', app, true)
  const field = page.getByLabel('Code Return URL')
  const exchange = page.getByRole('button', { name: 'Exchange', exact: true })
  await open(page, `/preauthenticate/${attemptId}`)
  await expect(page.getByRole('main')).toContainText('Does Exact Online say that the callback URI is not valid?')
  await expect(page.getByRole('main').locator('[aria-current=step]')).toContainText('Allow')
  await field.fill('some words')
  await exchange.click()
  const alert = page.getByRole('main').getByRole('alert')
  await expect(alert).toContainText('This is no web address')
  await field.fill('other words')
  await expect(alert).toHaveCount(0)

  await field.fill(`${app.redirectUri}/?error=access_denied&state=${state}`)
  await exchange.click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('No settings file this time')
  await expect(page).toHaveTitle(/^Attempt/)
  const steps = page.getByRole('list', { name: 'The way to your settings file' })
  await expect(steps).toContainText('(ended here)')
  await expect(steps.locator('[aria-current=step]')).toHaveCount(0)
})

test('A mistake that was handed in keeps its shorter way: mended, it is told no more, and the address is taken', async ({
  page,
  account,
  backDoor,
  sandbox,
}) => {
  const app = await sandbox.addApp()
  const { attemptId, state } = await backDoor.openAttempt(account.id, 'Mended', app, true)
  await open(page, `/preauthenticate/${attemptId}`)
  await page.getByLabel('Code Return URL').fill(`Address: ${await sandbox.allow(app, state)}`)
  const mend = page.getByRole('button', { name: 'Mend it' })
  await expect(mend).toBeVisible()
  await page.getByRole('button', { name: 'Exchange', exact: true }).click()
  const alert = page.getByRole('main').getByRole('alert')
  await expect(alert).toContainText('Press Mend it above, then Exchange; or:')
  expect(await sandbox.tokenCalls(app)).toBe(0)
  await mend.click()
  await expect(alert).toHaveCount(0)
  await page.getByRole('button', { name: 'Exchange', exact: true }).click()
  await page.waitForURL(/\/settings\//)
  expect(await sandbox.tokenCalls(app)).toBe(1)
})

test('Every field leads to its page of Help, and what is typed stays', async ({ page, account, backDoor, context, sandbox }) => {
  const { attemptId } = await backDoor.openAttempt(account.id, 'Helped', await sandbox.addApp(), true)
  const [file] = await backDoor.addSettingsFiles(account.id, ['Helped'])
  const fields = {
    '/preauthenticate': ['name', 'clientId', 'clientSecret', 'deviating', 'redirectUri'],
    '/apps/new': ['country', 'clientId', 'clientSecret', 'deviating'],
    [`/preauthenticate/${attemptId}`]: ['codeReturnUrl'],
    [`/settings/${file}`]: ['refreshToken', 'xml', 'encryptStatement'],
  }
  for (const [path, ids] of Object.entries(fields)) {
    await open(page, path)
    for (const id of ids) {
      const link = page.locator(`#${id}-hint`).getByRole('link')
      const [help] = await Promise.all([context.waitForEvent('page'), link.click()])
      await expect(help.getByRole('article')).toBeVisible()
      await help.close()
    }
  }
})

test('From one value to the next is one press of Tab, and what their links lead to is beside the form', async ({ memberPage: page }) => {
  await open(page, '/preauthenticate')
  await page.getByLabel('Name', { exact: true }).focus()
  for (const label of ['Platform', 'Country', 'Client ID', 'Client Secret']) {
    await page.keyboard.press('Tab')
    await expect(page.getByLabel(label, { exact: true })).toBeFocused()
  }
  const beside = page.getByRole('complementary').getByRole('link')
  const linked = await page.locator('form [id$=-hint] a').evaluateAll((all) => all.map((one) => one.getAttribute('href')))
  const reachable = await beside.evaluateAll((all) => all.map((one) => one.getAttribute('href')))
  expect(linked.length).toBeGreaterThan(3)
  expect(reachable).toEqual(expect.arrayContaining(linked))
})

test('After a deletion Back leads to no page of what is gone', async ({ page, account, backDoor }) => {
  const [file] = await backDoor.addSettingsFiles(account.id, ['Gone'])
  await open(page, '/settings')
  await page.getByRole('link', { name: 'Delete settings-Gone.xml' }).click()
  await page.waitForURL(`/settings/${file}/delete`)
  await page.getByRole('button', { name: 'Delete' }).click()
  await expect(page.getByRole('main')).toContainText('settings-Gone.xml is deleted.')
  await page.goBack()
  await expect(page).toHaveURL(/\/settings$/)
})

test('The tour is over for whoever has begun', async ({ page, account, backDoor, portal, sandbox }) => {
  await backDoor.beginTour(account.id)
  await open(page, '/preauthenticate')
  const tour = page.getByRole('region', { name: 'The way in three steps' })
  await expect(tour).toBeVisible()
  await fillForm(page, 'Begun', await sandbox.addApp(`${portal.url}/callback/exact-online`), false)
  await pressPreauthenticate(page)
  await page.waitForURL(`${sandbox.url}/**`)
  await open(page, '/preauthenticate')
  await expect(page.getByLabel('Name', { exact: true })).toBeVisible()
  await expect(tour).toHaveCount(0)
})
