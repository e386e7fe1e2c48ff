import { open } from './support/hydrated'
import { expect, test } from './support/test'

test('The palette leads from everywhere to a file, a registration and a page, by the keyboard alone', async ({
  page,
  account,
  backDoor,
}) => {
  await backDoor.addSettingsFiles(account.id, ['Kantoor', 'Magazijn'])
  await open(page, '/account')
  const dialog = page.getByRole('dialog', { name: 'Find a page, an app registration or a settings file' })

  await page.keyboard.press('ControlOrMeta+K')
  await expect(dialog.getByRole('option', { name: 'settings-Kantoor.xml' })).toBeVisible()
  await page.keyboard.type('SETTINGS-kant')
  await expect(dialog.getByRole('option')).toHaveCount(1)
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/settings\/[0-9a-f-]{36}$/)
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Kantoor')

  await page.keyboard.press('ControlOrMeta+K')
  await page.keyboard.type('magazijn')
  await expect(dialog.getByRole('option')).toHaveCount(2)
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/apps\/./)

  await page.keyboard.press('ControlOrMeta+K')
  await page.keyboard.type('activ')
  await expect(dialog.getByRole('option', { name: 'Activity' })).toBeVisible()
  await page.keyboard.press('Enter')
  await page.waitForURL('**/account/activity')
})

test('Whoever types and presses Enter without looking arrives at what was typed, however late palette and answer are', async ({
  page,
  account,
  backDoor,
}) => {
  await backDoor.addSettingsFiles(account.id, ['Kantoor', 'Magazijn'])
  await open(page, '/account')
  // Everything that is fetched from here on comes later than the last key.
  let letThrough = () => {}
  const typed = new Promise<void>((done) => (letThrough = done))
  await page.route('**', async (route) => {
    await typed
    await route.continue()
  })
  await page.keyboard.press('ControlOrMeta+K')
  await page.keyboard.type('settings-magaz')
  letThrough()
  await expect(page.getByRole('dialog').getByRole('combobox')).toHaveValue('settings-magaz')
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/settings\/[0-9a-f-]{36}$/)
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Magazijn')
})

test('Escape closes the palette, the focus goes back, and nothing found is said', async ({ memberPage: page }) => {
  await open(page, '/settings')
  const button = page.getByRole('link', { name: 'Find', exact: true }).first()
  await button.focus()
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog')
  await expect(dialog).toBeVisible()
  await page.keyboard.type('there is no such thing')
  await expect(dialog.getByText('Nothing is called that.')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(dialog).toHaveCount(0)
  await expect(button).toBeFocused()
})

test('Nobody finds what is somebody else’s', async ({ page, account, stranger, backDoor }) => {
  await backDoor.addSettingsFiles(stranger.account.id, ['Geheim'])
  await backDoor.addSettingsFiles(account.id, ['Eigen'])
  await open(page, '/find?q=e')
  await expect(page.getByRole('link', { name: /settings-Eigen\.xml/ })).toBeVisible()
  await expect(page.getByText('Geheim')).toHaveCount(0)
})

test.describe('Without JavaScript', () => {
  test.use({ javaScriptEnabled: false })
  test('the search is a page', async ({ page, account, backDoor }) => {
    await backDoor.addSettingsFiles(account.id, ['Kantoor'])
    await page.goto('/settings')
    await page.getByRole('link', { name: 'Find', exact: true }).first().click()
    await page.getByRole('searchbox').fill('kantoor.xml')
    await page.getByRole('button', { name: 'Search' }).click()
    await page.getByRole('link', { name: /settings-Kantoor\.xml/ }).click()
    await page.waitForURL(/\/settings\/[0-9a-f-]{36}$/)
  })
})
