import { hydrated, open } from './support/hydrated'
import { arriveAtResult, pressPreauthenticate } from './support/journey'
import { drawn, findings, sidewaysExcess } from './support/axe'
import { tabTo } from './support/keyboard'
import { states } from './support/page-states'
import { deviatingUri, exactUser } from './support/sandbox-control'
import { expect, test } from './support/test'

const desktop = { width: 1280, height: 800 }
const phone = { width: 390, height: 844 }

for (const [name, reach] of Object.entries(states)) {
  test(`The page “${name}” has no finding of axe, in light and dark, at the desk and on the phone, and never scrolls sideways`, async ({
    page,
    account,
    announced,
    backDoor,
    sandbox,
  }) => {
    announced.push(/status of 404.*nowhere/)
    await reach({ page, account, backDoor, sandbox })
    // A theme changes colours only, so half of the four looks at one rule.
    const looks = [
      [desktop, 'light'],
      [desktop, 'dark', 'color-contrast'],
      [phone, 'dark'],
      [phone, 'light', 'color-contrast'],
    ] as const
    for (const [size, colorScheme, rule] of looks) {
      await page.setViewportSize(size)
      await page.emulateMedia({ colorScheme })
      await drawn(page)
      expect.soft(await findings(page, rule), `${size.width} px, ${colorScheme}`).toEqual([])
    }
    for (const width of [320, 390, 768, 1280]) {
      await page.setViewportSize({ width, height: 700 })
      expect.soft(await sidewaysExcess(page), `sideways at ${width} px`).toBeLessThanOrEqual(0)
    }
    await expect(page).toHaveTitle(/\S+ · Preauth Portal$/)
    await expect(page.getByRole('heading', { level: 1 })).toHaveCount(1)
    await expect(page.getByRole('main')).toHaveCount(1)
  })
}

test('The themes that are chosen, not followed, have no finding either', async ({ page, account, backDoor, context, portal }) => {
  const [id] = await backDoor.addSettingsFiles(account.id, ['One'])
  for (const theme of ['light', 'dark']) {
    await context.addCookies([{ name: 'theme', value: theme, url: portal.url }])
    await page.emulateMedia({ colorScheme: theme === 'dark' ? 'light' : 'dark' })
    for (const path of ['/preauthenticate', `/settings/${id}`, '/account']) {
      await open(page, path)
      expect.soft(await findings(page), `${path}, ${theme}`).toEqual([])
    }
  }
})

test('The main job is done with the keyboard alone', async ({ page, account, context, sandbox }) => {
  const app = await sandbox.addApp()
  await context.clearCookies()
  await open(page, '/login')
  await page.keyboard.press('Tab')
  await expect(page.getByRole('link', { name: 'Skip to the content' })).toBeFocused()
  await page.keyboard.press('Enter')
  await tabTo(page, 'textbox', 'E-mail address')
  await page.keyboard.type(account.email)
  await page.keyboard.press('Tab')
  await page.keyboard.type(account.password)
  await page.keyboard.press('Enter')
  await page.waitForURL('**/preauthenticate')
  await hydrated(page)

  await tabTo(page, 'textbox', 'Name')
  await page.keyboard.type('Keyboard')
  await tabTo(page, 'combobox', 'Country')
  await expect(page.getByLabel('Country')).toHaveValue('sandbox')
  await tabTo(page, 'textbox', 'Client ID')
  await page.keyboard.type(app.clientId)
  await page.keyboard.press('Tab')
  await page.keyboard.type(app.clientSecret)
  await tabTo(page, 'checkbox', 'Deviating Redirect URI')
  await page.keyboard.press('Space')
  await tabTo(page, 'textbox', 'Redirect URI')
  await page.keyboard.press('ControlOrMeta+A')
  await page.keyboard.type(deviatingUri)
  await tabTo(page, 'button', 'Preauthenticate')
  const [tab] = await Promise.all([context.waitForEvent('page'), page.keyboard.press('Enter')])

  await tabTo(tab, 'textbox', 'User name')
  await tab.keyboard.type(exactUser)
  await tabTo(tab, 'textbox', 'Password')
  await tab.keyboard.type('sandbox')
  await tab.keyboard.press('Enter')
  await tab.waitForURL('**/consent?**')
  const returned = tab.waitForRequest((request) => request.url().startsWith(deviatingUri))
  await tabTo(tab, 'button', 'Allow')
  await tab.keyboard.press('Space')
  const returnUrl = (await returned).url()

  await page.bringToFront()
  await page.waitForURL(/\/preauthenticate\/./)
  await hydrated(page)
  await tabTo(page, 'textbox', 'Code Return URL')
  await page.keyboard.insertText(returnUrl)
  await tabTo(page, 'button', 'Exchange')
  await page.keyboard.press('Enter')
  await arriveAtResult(page)
  await tabTo(page, 'button', 'Reveal Refresh Token')
  await page.keyboard.press('Space')
  await expect(page.getByLabel('Refresh Token', { exact: true })).toHaveValue(await sandbox.refreshTokenOf(app))
  await page.keyboard.press('Shift+Tab')
  await tabTo(page, 'link', 'Download settings-Keyboard.xml').catch(() =>
    page.getByRole('link', { name: 'Download settings-Keyboard.xml' }).focus(),
  )
  const [file] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('Enter')])
  expect(file.suggestedFilename()).toBe('settings-Keyboard.xml')
})

test('Choosing a country with the keyboard keeps the focus where it is', async ({ memberPage: page }) => {
  await open(page, '/preauthenticate')
  const country = page.getByLabel('Country')
  await country.focus()
  await page.keyboard.press('Home')
  await expect(country).toHaveValue('nl')
  await expect(country).toBeFocused()
  await page.keyboard.press('End')
  await expect(country).toHaveValue('sandbox')
  await expect(country).toBeFocused()
})

test('What has the focus shows it, on every control of the main page', async ({ memberPage: page }) => {
  await open(page, '/preauthenticate')
  const controls = await page.locator('#main :is(input:not([type=hidden]), select, textarea, button, a)').filter({ visible: true }).all()
  expect(controls.length).toBeGreaterThan(8)
  for (const control of controls) {
    await page.keyboard.press('Tab')
    await control.focus()
    const shown = await control.evaluate((element) => {
      const around = [element, element.parentElement].map((each) => (each ? getComputedStyle(each) : null))
      return around.some(
        (style) =>
          style && ((style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2) || style.boxShadow.includes('0px 0px 0px')),
      )
    })
    expect.soft(shown, await control.evaluate((element) => element.outerHTML.slice(0, 120))).toBe(true)
  }
})

test('A failed form says in the title or by the focus that it failed, and every message belongs to its field', async ({
  memberPage: page,
}) => {
  await open(page, '/preauthenticate')
  await pressPreauthenticate(page)
  await expect(page.getByRole('main').getByRole('alert')).toBeFocused()
  for (const label of ['Name', 'Client ID', 'Client Secret']) {
    const field = page.getByLabel(label, { exact: true })
    await expect(field).toHaveAttribute('aria-invalid', 'true')
    await expect(field).toHaveAccessibleDescription(/Give the file a name|Fill in/)
  }
})
