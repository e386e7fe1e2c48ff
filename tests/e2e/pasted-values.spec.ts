import type { Page } from '@playwright/test'
import { openInAppCenter } from './support/app-center'
import { open } from './support/hydrated'
import { expect, test } from './support/test'

const clientId = '7d1e2b3c-4f5a-4b6c-8d7e-9f0a1b2c3d4e'
const field = (page: Page, label: string) => page.getByLabel(label, { exact: true })

/** By the clipboard and the keys, as a hand does it: the page sees a paste, with its line breaks. */
async function paste(page: Page, label: string, text: string): Promise<void> {
  await page.evaluate((content) => {
    const area = document.createElement('textarea')
    area.id = 'copy-here'
    area.value = content
    document.body.append(area)
    area.select()
  }, text)
  await page.keyboard.press('ControlOrMeta+C')
  await page.locator('#copy-here').evaluate((area) => area.remove())
  await pasteClipboard(page, label)
}

async function pasteClipboard(page: Page, label: string): Promise<void> {
  // The reader comes with the first focus.
  const isReaderThere = page.waitForLoadState('networkidle')
  await field(page, label).focus()
  await isReaderThere
  await page.keyboard.press('ControlOrMeta+A')
  await page.keyboard.press('ControlOrMeta+V')
}

const told = (page: Page) => page.getByRole('status').filter({ has: page.getByRole('button', { name: 'Undo' }) })

for (const path of ['/preauthenticate', '/apps/new']) {
  test.describe(`Values pasted into ${path}`, () => {
    test('lose what came along; it is told, and can be undone', async ({ memberPage: page }) => {
      await open(page, path)
      await paste(page, 'Client ID', ` Client ID: {${clientId}}\u00a0`)
      await expect(field(page, 'Client ID')).toHaveValue(clientId)
      await expect(told(page)).toContainText('blanks, the label and braces')
      await field(page, 'Client Secret').fill('typed since')
      await told(page).getByRole('button', { name: 'Undo' }).click()
      await expect(field(page, 'Client ID')).toHaveValue(` Client ID: {${clientId}}\u00a0`)
      await expect(field(page, 'Client ID')).toBeFocused()
      await expect(told(page)).toHaveCount(0)
      await expect(field(page, 'Client Secret')).toHaveValue('typed since')
      // What was put back is not taken away again when the field is left.
      await page.keyboard.press('Tab')
      await expect(field(page, 'Client ID')).toHaveValue(` Client ID: {${clientId}}\u00a0`)
    })

    test('are cleaned when a field is left, though nothing was pasted', async ({ memberPage: page }) => {
      await open(page, path)
      await paste(page, 'Client ID', clientId)
      await expect(told(page)).toHaveCount(0)
      await field(page, 'Client Secret').fill('“s3cret”')
      await field(page, 'Client ID').focus()
      await expect(field(page, 'Client Secret')).toHaveValue('s3cret')
      await expect(told(page)).toContainText('quotation marks')
    })

    test('as one block are taken apart, the box Deviating Redirect URI with them', async ({ memberPage: page, portal }) => {
      await open(page, path)
      const block = (uri: string) => `App\tKantoor\nClient ID\t${clientId}\nClient secret\ts3;cret=\nRedirect URI\t${uri}\n`
      await paste(page, 'Client Secret', block('https://localhost/back'))
      await expect(field(page, 'Client ID')).toHaveValue(clientId)
      await expect(field(page, 'Client Secret')).toHaveValue('s3;cret=')
      await expect(page.getByLabel('Deviating Redirect URI')).toBeChecked()
      await expect(field(page, 'Redirect URI')).toHaveValue('https://localhost/back')
      await expect(told(page)).toContainText('Client ID, Client Secret and Redirect URI')
      await paste(page, 'Client ID', block(`${portal.url}/callback/exact-online`))
      await expect(page.getByLabel('Deviating Redirect URI')).not.toBeChecked()
      await told(page).getByRole('button', { name: 'Undo' }).click()
      await expect(page.getByLabel('Deviating Redirect URI')).toBeChecked()
      await expect(field(page, 'Redirect URI')).toHaveValue('https://localhost/back')
    })
  })
}

test('A page of the App Center, copied whole, is taken apart', async ({ memberPage: page, context, sandbox }) => {
  const app = await sandbox.addApp()
  const center = await context.newPage()
  await openInAppCenter(center, sandbox.url, app.name)
  await center.keyboard.press('ControlOrMeta+A')
  await center.keyboard.press('ControlOrMeta+C')
  await open(page, '/preauthenticate')
  await page.bringToFront()
  await pasteClipboard(page, 'Client ID')
  await expect(field(page, 'Client ID')).toHaveValue(app.clientId)
  await expect(field(page, 'Client Secret')).toHaveValue(app.clientSecret)
  await expect(page.getByLabel('Deviating Redirect URI')).toBeChecked()
  await expect(field(page, 'Redirect URI')).toHaveValue(app.redirectUri)
})

test('are taken apart also where the hand was quicker than the network', async ({ memberPage: page }) => {
  let answer = () => {}
  const held = new Promise<void>((resolve) => (answer = resolve))
  await open(page, '/preauthenticate')
  await page.route('**/_next/static/**', async (route) => {
    await held
    await route.continue()
  })
  await field(page, 'Client ID').fill(`Client ID: ${clientId} Client Secret: made-up Redirect URI: https://localhost/`)
  await field(page, 'Name').focus()
  await expect(field(page, 'Client Secret')).toHaveValue('')
  answer()
  await expect(field(page, 'Client Secret')).toHaveValue('made-up')
  await expect(field(page, 'Client ID')).toHaveValue(clientId)
  await page.unrouteAll({ behavior: 'wait' })
})

test('What is told moves no button away from under the pointer', async ({ memberPage: page, sandbox }) => {
  const app = await sandbox.addApp()
  await open(page, '/apps/new')
  await field(page, 'Name').fill('Kantoor')
  await page.getByLabel('Country').selectOption('sandbox')
  await paste(page, 'Client ID', app.clientId)
  await page.getByLabel('Deviating Redirect URI').check()
  await field(page, 'Redirect URI').fill(app.redirectUri)
  await field(page, 'Client Secret').fill(`'${app.clientSecret}'`)
  await page.getByRole('button', { name: 'Add' }).click()
  await page.waitForURL('/apps')
  await page.getByRole('link', { name: 'Edit' }).click()
  await expect(page.getByText(app.clientSecret.slice(-4), { exact: false })).toBeVisible()
})

test.describe('Without JavaScript', () => {
  test.use({ javaScriptEnabled: false })

  test('the server takes a block apart, and says so before anything is sent', async ({ memberPage: page, sandbox }) => {
    const app = await sandbox.addApp()
    await open(page, '/preauthenticate')
    await field(page, 'Name').fill('Kantoor')
    await page.getByLabel('Country').selectOption('sandbox')
    await field(page, 'Client ID').fill(`Client ID: ${app.clientId} Client Secret: ${app.clientSecret} Redirect URI: ${app.redirectUri}`)
    await page.getByRole('button', { name: 'Preauthenticate', exact: true }).click()
    await expect(page.getByText('Several values stood in Client ID.').first()).toBeVisible()
    await expect(field(page, 'Client ID')).toHaveValue(app.clientId)
    await expect(page.getByLabel('Deviating Redirect URI')).toBeChecked()
    await expect(field(page, 'Redirect URI')).toHaveValue(app.redirectUri)
    await field(page, 'Client Secret').fill(app.clientSecret)
    await page.getByRole('button', { name: 'Preauthenticate', exact: true }).click()
    await page.waitForURL(/\/preauthenticate\/./)
  })
})
