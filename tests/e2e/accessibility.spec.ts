import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { hydrated, open } from './support/hydrated'
import { arriveAtResult, exchange, pressPreauthenticate } from './support/journey'
import type { Account, BackDoor } from './support/members'
import { deviatingUri, exactUser, type SandboxControl } from './support/sandbox-control'
import { expect, test } from './support/test'

type World = { page: Page; account: Account; backDoor: BackDoor; sandbox: SandboxControl }

/** Every page in every state that looks different. */
const states: Record<string, (world: World) => Promise<void>> = {
  'log-in': async ({ page }) => {
    await page.context().clearCookies()
    await open(page, '/login')
  },
  'log-in with errors, after a callback': async ({ page }) => {
    await page.context().clearCookies()
    await open(page, '/login?reason=callback')
    await page.getByRole('button', { name: 'Log in' }).click()
    await expect(page.getByRole('main').getByRole('alert')).toBeVisible()
  },
  'sign-up with errors': async ({ page }) => {
    await page.context().clearCookies()
    await open(page, '/sign-up')
    await page.getByRole('button', { name: 'Sign up' }).click()
    await expect(page.getByRole('main').getByRole('alert')).toBeVisible()
  },
  'not found': ({ page }) => open(page, '/nowhere'),
  preauthenticate: ({ page }) => open(page, '/preauthenticate'),
  'preauthenticate with a registration, a waiting attempt, a problem and a deviating redirect URI': async ({
    page,
    account,
    backDoor,
    sandbox,
  }) => {
    await backDoor.openAttempt(account.id, 'Waiting', await sandbox.addApp(), true)
    const [registration] = await backDoor.listAppRegistrations(account.id)
    await open(page, `/preauthenticate?app=${registration?.id}&problem=state-mismatch`)
  },
  'preauthenticate with errors': async ({ page }) => {
    await open(page, '/preauthenticate')
    await pressPreauthenticate(page)
    await expect(page.getByRole('main').getByRole('alert')).toBeVisible()
  },
  'preauthenticate with a name that is taken': async ({ page, account, backDoor }) => {
    await backDoor.addSettingsFiles(account.id, ['Taken'])
    await open(page, '/preauthenticate?name=Taken')
    await pressPreauthenticate(page)
    await expect(page.getByLabel('Make a new version of it')).toBeVisible()
  },
  'exchange code with a mistake': async ({ page, account, backDoor, sandbox }) => {
    const { attemptId } = await backDoor.openAttempt(account.id, 'Mistake', await sandbox.addApp(), true)
    await open(page, `/preauthenticate/${attemptId}`)
    await exchange(page, 'it did not work')
    await expect(page.getByRole('main').getByRole('alert')).toBeVisible()
  },
  'waiting for the way back by itself': async ({ page, account, backDoor, sandbox }) => {
    const { attemptId } = await backDoor.openAttempt(account.id, 'Own', await sandbox.addApp(), false)
    await open(page, `/preauthenticate/${attemptId}`)
  },
  'an attempt that failed': async ({ page, account, backDoor, sandbox }) => {
    const { attemptId, state } = await backDoor.openAttempt(account.id, 'Failed', await sandbox.addApp(), true)
    await open(page, `/preauthenticate/${attemptId}`)
    await exchange(page, `${deviatingUri}/?error=access_denied&state=${state}`)
    await expect(page.getByRole('link', { name: 'Preauthenticate again' })).toBeVisible()
  },
  'result, revealed': async ({ page, account, backDoor, sandbox }) => {
    const app = await sandbox.addApp()
    const { attemptId, state } = await backDoor.openAttempt(
      account.id,
      'Result with a rather long name that has to go somewhere',
      app,
      true,
    )
    await open(page, `/preauthenticate/${attemptId}`)
    await exchange(page, await sandbox.allow(app, state))
    await arriveAtResult(page)
    for (const label of ['Encrypt Statement', 'Refresh Token', 'Content settings.xml']) {
      await page.getByRole('button', { name: `Reveal ${label}` }).click()
      await expect(page.getByRole('button', { name: `Hide ${label}` })).toBeVisible()
    }
  },
  'result, to be confirmed with the password first': async ({ page, account, backDoor }) => {
    const [id] = await backDoor.addSettingsFiles(account.id, ['Stale'])
    await backDoor.ageSessions(account.id, 11)
    await open(page, `/settings/${id}?confirm=download`)
    await page.getByRole('button', { name: 'Confirm', exact: true }).click()
    await expect(page.getByText('Fill in your password.')).toBeVisible()
    await page.getByRole('button', { name: 'Reveal Refresh Token' }).click()
    await expect(page.getByRole('link', { name: 'Confirm it is you' })).toBeVisible()
  },
  'result, damaged and superseded': async ({ page, account, backDoor }) => {
    const [id = ''] = await backDoor.addSettingsFiles(account.id, ['Damaged'])
    await backDoor.damage(id, 'refreshToken')
    await backDoor.mark(id, 'supersededAt')
    await open(page, `/settings/${id}?problem=damaged`)
    await page.getByRole('button', { name: 'Reveal Refresh Token' }).click()
    await expect(page.getByText('This field can not be opened')).toBeVisible()
  },
  'result from a backup, just confirmed': async ({ page, account, backDoor }) => {
    const [id = ''] = await backDoor.addSettingsFiles(account.id, ['Restored'])
    await backDoor.mark(id, 'backedUpAt')
    await open(page, `/settings/${id}?confirmed=download`)
  },
  'the exchange is under way': async ({ page, account, backDoor, sandbox }) => {
    const app = await sandbox.addApp()
    const { attemptId, state } = await backDoor.openAttempt(account.id, 'Under way', app, true)
    await sandbox.order(app, { hold: true })
    await open(page, `/preauthenticate/${attemptId}`)
    await exchange(page, await sandbox.allow(app, state))
    await expect.poll(async () => (await backDoor.getAttempt(attemptId)).status).toBe('exchanging')
    await page.goto(`/preauthenticate/${attemptId}`)
    await expect(page.getByRole('list', { name: 'Where the exchange stands' })).toBeVisible()
  },
  'preauthenticate with a client ID that others were made with, its budget spent': async ({ page, account, backDoor }) => {
    await backDoor.addSettingsFiles(account.id, ['Made before'])
    const [registration] = await backDoor.listAppRegistrations(account.id)
    await backDoor.addErrors(registration?.clientId ?? '', 9)
    await open(page, `/preauthenticate?app=${registration?.id}&problem=budget-spent`)
    await expect(page.getByText('This app is authorised already')).toBeVisible()
  },
  activity: async ({ page, account, backDoor }) => {
    const [id] = await backDoor.addSettingsFiles(account.id, ['One'])
    await backDoor.addEntries(account.id, 52)
    await open(page, `/settings/${id}`)
    await page.getByRole('button', { name: 'Reveal Refresh Token' }).click()
    await expect(page.getByRole('button', { name: 'Hide Refresh Token' })).toBeVisible()
    await open(page, '/account/activity')
  },
  'activity, empty': ({ page }) => open(page, '/account/activity?before=1'),
  'settings history': async ({ page, account, backDoor }) => {
    await backDoor.addSettingsFiles(
      account.id,
      Array.from({ length: 26 }, (_, index) => `File ${index}`),
    )
    await open(page, '/settings')
  },
  'settings history, empty': ({ page }) => open(page, '/settings'),
  'settings history, nothing found': async ({ page, account, backDoor }) => {
    await backDoor.addSettingsFiles(account.id, ['One'])
    await open(page, '/settings?q=nothing')
  },
  'delete a settings file': async ({ page, account, backDoor }) => {
    const [id] = await backDoor.addSettingsFiles(account.id, ['One'])
    await open(page, `/settings/${id}/delete`)
  },
  'app registrations': async ({ page, account, backDoor, sandbox }) => {
    await backDoor.openAttempt(account.id, 'One app', await sandbox.addApp(), true)
    await open(page, '/apps')
  },
  'app registrations, empty': ({ page }) => open(page, '/apps'),
  'new app registration with errors': async ({ page }) => {
    await open(page, '/apps/new')
    await page.getByRole('button', { name: 'Add app registration' }).click()
    await expect(page.getByRole('main').getByRole('alert')).toBeVisible()
  },
  'edit an app registration': async ({ page, account, backDoor, sandbox }) => {
    await backDoor.openAttempt(account.id, 'One app', await sandbox.addApp(), true)
    const [registration] = await backDoor.listAppRegistrations(account.id)
    await open(page, `/apps/${registration?.id}`)
  },
  'delete an app registration': async ({ page, account, backDoor, sandbox }) => {
    await backDoor.openAttempt(account.id, 'One app', await sandbox.addApp(), true)
    const [registration] = await backDoor.listAppRegistrations(account.id)
    await open(page, `/apps/${registration?.id}/delete`)
  },
  'account with errors and two sessions': async ({ page, account, backDoor }) => {
    await backDoor.logIn(account.id)
    await open(page, '/account?done=sessions')
    await page.getByLabel('New password').fill('x')
    await page.getByRole('button', { name: 'Change password' }).click()
    await expect(page.getByRole('main').getByRole('alert')).toBeVisible()
  },
}

const desktop = { width: 1280, height: 800 }
const phone = { width: 390, height: 844 }

async function findings(page: Page, rule?: string): Promise<string[]> {
  const axe = new AxeBuilder({ page })
  if (rule) axe.withRules(rule)
  else axe.withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
  const { violations } = await axe.analyze()
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} at ${target.join(' ')}: ${failureSummary?.split('\n')[1]?.trim()}`),
  )
}

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
      // Both are drawn with the next frame, and axe reads what is drawn.
      await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))))
      expect.soft(await findings(page, rule), `${size.width} px, ${colorScheme}`).toEqual([])
    }
    for (const width of [320, 390, 768, 1280]) {
      await page.setViewportSize({ width, height: 700 })
      const excess = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
      expect.soft(excess, `sideways at ${width} px`).toBeLessThanOrEqual(0)
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

/** Goes on with Tab until an element of that role and name has the focus; never the mouse. */
async function tabTo(page: Page, role: 'textbox' | 'button' | 'link' | 'combobox' | 'checkbox', name: string | RegExp): Promise<void> {
  const wanted = page
    .getByRole(role, { name, exact: true })
    .or(page.getByLabel(name, { exact: true }))
    .first()
  for (let presses = 0; presses < 60; presses++) {
    if (await wanted.evaluate((element) => element === document.activeElement)) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`Tab does not reach ${role} ${name}`)
}

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
