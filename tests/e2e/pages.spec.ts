import { startPortal } from '@/tests/support/portal'
import { hydrated, open } from './support/hydrated'
import { allow, arriveAtResult, pressPreauthenticate } from './support/journey'
import { send } from './support/raw-request'
import { deviatingUri } from './support/sandbox-control'
import { expect, test } from './support/test'

for (const script of [true, false]) {
  test.describe(`With JavaScript ${script ? 'on' : 'off'}`, () => {
    test.use({ javaScriptEnabled: script })

    test('an app registration is added, used, changed and, after a question, deleted', async ({
      page,
      account,
      backDoor,
      portal,
      sandbox,
    }) => {
      const app = await sandbox.addApp(`${portal.url}/callback/exact-online`)
      await open(page, '/apps')
      await expect(page.getByRole('heading', { name: 'No app registrations yet' })).toBeVisible()
      await page.getByRole('link', { name: 'New app registration' }).click()
      await page.waitForURL('**/apps/new')
      await hydrated(page)
      await page.getByLabel('Name', { exact: true }).fill('My app')
      await page.getByLabel('Country').selectOption('sandbox')
      await page.getByLabel('Client ID').fill(app.clientId)
      await page.getByRole('button', { name: 'Add app registration' }).click()
      await expect(page.getByRole('main').getByRole('alert')).toContainText('Fill in Client Secret.')
      await expect(page.getByLabel('Client ID')).toHaveValue(app.clientId)
      await page.getByLabel('Client Secret').fill(app.clientSecret)
      if (await page.getByLabel('Deviating Redirect URI').isChecked()) await page.getByLabel('Deviating Redirect URI').uncheck()
      await page.getByRole('button', { name: 'Add app registration' }).click()
      await page.waitForURL('**/apps')
      await expect(page.getByRole('row', { name: /My app/ })).toContainText(app.clientId)
      expect(await page.content()).not.toContain(app.clientSecret)

      await page.getByRole('link', { name: 'Edit My app' }).click()
      await page.waitForURL(/\/apps\/[0-9a-f-]{36}$/)
      await hydrated(page)
      await page.getByLabel('Name', { exact: true }).fill('My renamed app')
      await page.getByRole('button', { name: 'Save' }).click()
      await page.waitForURL('**/apps')

      // Its stored secret is enough to preauthenticate.
      await page.getByRole('link', { name: 'Preauthenticate My renamed app' }).click()
      await page.waitForURL('**/preauthenticate?**')
      await hydrated(page)
      await expect(page.getByLabel('Client ID')).toHaveValue(app.clientId)
      await expect(page.getByLabel('Client Secret')).toHaveValue('')
      await page.getByLabel('Name', { exact: true }).fill('From registration')
      await pressPreauthenticate(page)
      await allow(page)
      await arriveAtResult(page)

      await open(page, '/apps')
      await page.getByRole('link', { name: 'Delete My renamed app' }).click()
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('Delete My renamed app?')
      await page.getByRole('link', { name: 'Keep it' }).click()
      await open(page, '/apps')
      await page.getByRole('link', { name: 'Delete My renamed app' }).click()
      await page.getByRole('button', { name: 'Delete app registration' }).click()
      await page.waitForURL('**/apps?deleted=*')
      await expect(page.getByRole('heading', { name: 'No app registrations yet' })).toBeVisible()
      await expect(page.getByRole('status').filter({ hasText: 'My renamed app is deleted.' })).toBeVisible()
      await page.getByRole('button', { name: 'Undo' }).click()
      await page.waitForURL('**/apps')
      await expect(page.getByRole('link', { name: 'My renamed app', exact: true })).toBeVisible()
      expect(await backDoor.countSettingsFiles(account.id)).toBe(1)
    })

    test('a settings file is deleted after a question', async ({ page, account, backDoor }) => {
      await backDoor.addSettingsFiles(account.id, ['Stays', 'Goes'])
      await open(page, '/settings')
      await page.getByRole('link', { name: 'Delete settings-Goes.xml' }).click()
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('Delete settings-Goes.xml?')
      await page.getByRole('button', { name: 'Delete settings file' }).click()
      await page.waitForURL('**/settings?deleted=*')
      await expect(page.getByRole('row', { name: /Stays/ })).toBeVisible()
      await expect(page.getByRole('row', { name: /Goes/ })).toHaveCount(0)
      expect(await backDoor.countSettingsFiles(account.id)).toBe(1)
      await page.getByRole('button', { name: 'Undo' }).click()
      await page.waitForURL('**/settings/*')
      await expect(page.getByRole('heading', { level: 1 })).toContainText('settings-Goes.xml')
      expect(await backDoor.countSettingsFiles(account.id)).toBe(2)
    })

    test('the theme is one press away and stays', async ({ memberPage: page }) => {
      await open(page, '/settings')
      await page.getByRole('button', { name: 'Dark' }).click()
      await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
      await open(page, '/apps')
      await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
      await page.getByRole('button', { name: 'System' }).click()
      await expect(page.locator('html')).not.toHaveAttribute('data-theme')
    })
  })
}

test('The settings history says what will stand there, searches in any case of letters, and pages through', async ({
  page,
  account,
  backDoor,
}) => {
  await open(page, '/settings')
  await expect(page.getByRole('heading', { name: 'No settings files yet' })).toBeVisible()
  const names = Array.from({ length: 56 }, (_, index) => `File ${String(index).padStart(2, '0')}`)
  await backDoor.addSettingsFiles(account.id, ['Bakkerij Élan', 'with_underscore', ...names])

  await open(page, '/settings')
  await expect(page.getByRole('row')).toHaveCount(1 + 25)
  const seen: string[] = []
  for (let pages = 1; ; pages++) {
    seen.push(...(await page.getByRole('rowheader').allInnerTexts()).map((text) => text.split('\n')[0] ?? ''))
    const older = page.getByRole('link', { name: 'Older' })
    if ((await older.count()) === 0) {
      expect(pages).toBe(3)
      break
    }
    const address = page.url()
    await older.click()
    await expect(page).not.toHaveURL(address)
    await expect(page.getByRole('rowheader').first()).not.toContainText(seen.at(-25) ?? '')
  }
  expect(seen).toEqual(
    [...names]
      .reverse()
      .concat('with_underscore', 'Bakkerij Élan')
      .map((name) => `settings-${name}.xml`),
  )

  const search = async (text: string) => {
    await open(page, '/settings')
    await page.getByLabel('Search by name').fill(text)
    await page.getByRole('button', { name: 'Search' }).click()
    await page.waitForURL('**/settings?q=**')
  }
  await search('bakkerij éLAN')
  await expect(page.getByRole('rowheader')).toHaveText([/settings-Bakkerij Élan\.xml/])
  await search('h_u')
  await expect(page.getByRole('rowheader')).toHaveText([/settings-with_underscore\.xml/])
  await search('%')
  await expect(page.getByRole('heading', { name: 'Nothing is called “%”' })).toBeVisible()
  await search('File 5')
  await expect(page.getByRole('rowheader')).toHaveCount(6)
  await page.goto('/settings?cursor=nonsense')
  await expect(page.getByRole('row')).toHaveCount(1 + 25)
})

test('App registrations page through, also what a search has found', async ({ page, account, backDoor }) => {
  const names = Array.from({ length: 56 }, (_, index) => `App ${String(index).padStart(2, '0')}`)
  await backDoor.addSettingsFiles(account.id, [...names, 'Another'])
  for (const [query, expected] of [
    ['', [...names, 'Another'].reverse()],
    ['?q=app', [...names].reverse()],
  ] as const) {
    const seen: string[] = []
    await open(page, `/apps${query}`)
    for (let older = '/apps'; older;) {
      seen.push(...(await page.getByRole('rowheader').allInnerTexts()).map((text) => text.split('\n')[0] ?? ''))
      const link = page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Older' })
      older = (await link.count()) === 0 ? '' : ((await link.getAttribute('href')) ?? '')
      if (older) await open(page, older)
    }
    expect(seen).toEqual(expected)
  }
  await page.getByRole('link', { name: 'Newest' }).click()
  await expect(page).toHaveURL(/\/apps\?q=app$/)
  await open(page, '/apps?after=nonsense')
  await expect(page.getByRole('row')).toHaveCount(1 + 25)
})

test.describe('The account', () => {
  test('takes a new password only with the current one, and all other sessions end', async ({
    page,
    account,
    backDoor,
    portal,
    newVisitor,
  }) => {
    const elsewhere = `${account.cookie.name}=${await backDoor.logIn(account.id)}`
    await open(page, '/account')
    await page.getByLabel('Current password').fill('not it at all')
    await page.getByLabel('New password').fill('quite another one')
    await page.getByRole('button', { name: 'Change password' }).click()
    await expect(page.getByRole('main').getByRole('alert')).toContainText('This is not your current password.')
    await page.getByLabel('Current password').fill(account.password)
    await page.getByLabel('New password').fill('short')
    await page.getByRole('button', { name: 'Change password' }).click()
    await expect(page.getByRole('main').getByRole('alert')).toContainText('Use at least 8 characters.')
    await page.getByLabel('Current password').fill(account.password)
    await page.getByLabel('New password').fill('quite another one')
    await page.getByRole('button', { name: 'Change password' }).click()
    await expect(page.getByRole('status').filter({ hasText: 'Your password is changed. All other sessions have ended.' })).toBeVisible()
    expect((await send({ port: portal.port, path: '/account', headers: { Cookie: elsewhere } })).status).toBe(401)

    const other = await (await newVisitor()).newPage()
    await open(other, '/login')
    await other.getByLabel('E-mail address').fill(account.email)
    await other.getByLabel('Password').fill(account.password)
    await other.getByRole('button', { name: 'Log in' }).click()
    await expect(other.getByRole('main').getByRole('alert')).toContainText('The e-mail address or the password is wrong.')
    await other.getByLabel('Password').fill('quite another one')
    await other.getByRole('button', { name: 'Log in' }).click()
    await other.waitForURL('**/preauthenticate')
  })

  test('lists the sessions and ends the others', async ({ page, account, backDoor, portal }) => {
    const elsewhere = `${account.cookie.name}=${await backDoor.logIn(account.id, 'Mozilla/5.0 (Macintosh; Intel Mac OS X 14.5) Gecko/20100101 Firefox/130.0')}`
    await open(page, '/account')
    await expect(page.getByText('Firefox on macOS')).toBeVisible()
    await page.getByRole('button', { name: 'End all other sessions' }).click()
    await expect(page.getByRole('status').filter({ hasText: 'All other sessions have ended.' })).toBeVisible()
    await expect(page.getByText('Firefox on macOS')).toHaveCount(0)
    expect((await send({ port: portal.port, path: '/account', headers: { Cookie: elsewhere } })).status).toBe(401)
    await open(page, '/account')
  })

  test('whose session ends under it leads to the log-in and back to the same page', async ({
    page,
    account,
    announced,
    backDoor,
    context,
  }) => {
    announced.push(/status of 401/)
    const [id = ''] = await backDoor.addSettingsFiles(account.id, ['Back here'])
    await context.clearCookies()
    await page.goto(`/settings/${id}`)
    await page.waitForURL('**/login?returnTo=**')
    await hydrated(page)
    await page.getByLabel('E-mail address').fill(account.email)
    await page.getByLabel('Password').fill(account.password)
    await page.getByRole('button', { name: 'Log in' }).click()
    await page.waitForURL(`**/settings/${id}`)
  })

  test('is guessed at slowly, told how long to wait, and open to its owner afterwards', async ({ page, account, context, backDoor }) => {
    test.setTimeout(120_000)
    await context.clearCookies()
    await open(page, '/login')
    const logIn = async (password: string) => {
      await page.getByLabel('E-mail address').fill(account.email)
      await page.getByLabel('Password').fill(password)
      const answered = page.waitForResponse((response) => response.request().method() === 'POST')
      await page.getByRole('button', { name: 'Log in' }).click()
      await answered
      await expect(page.getByRole('button', { name: 'Logging in…' })).toHaveCount(0)
    }
    const told = new Set<string>()
    for (let number = 1; number <= 30; number++) {
      await logIn(`guess ${number}`)
      told.add(await page.getByRole('main').getByRole('alert').innerText())
    }
    // How often each is said depends on the speed of this machine; that it is slowed, and told for how long, does not.
    expect([...told]).toContain('The e-mail address or the password is wrong.')
    expect([...told].filter((text) => /^Too many tries in a short time\. Try again in \d+ seconds?\.$/.test(text))).not.toEqual([])
    await expect(async () => {
      await logIn(account.password)
      await page.waitForURL('**/preauthenticate', { timeout: 1_000 })
    }).toPass({ intervals: [1_000], timeout: 60_000 })
    expect(await backDoor.countUsers(account.email)).toBe(1)
  })
})

test('Where SIGN_UP is not set, accounts are made by invitation, and the door says so', async ({ newVisitor }) => {
  const portal = await startPortal({ environment: { SIGN_UP: '' } })
  try {
    const visitor = await (await newVisitor({ baseURL: portal.url })).newPage()
    await open(visitor, '/login')
    await expect(visitor.getByRole('link', { name: 'Sign up' })).toHaveCount(0)
    await visitor.goto('/sign-up')
    await expect(visitor.getByText('Signing up is closed here.')).toBeVisible()
    await expect(visitor.getByText('Accounts are made by invitation')).toBeVisible()
    await expect(visitor.getByLabel('E-mail address')).toHaveCount(0)
    const { callAction } = await import('./support/server-actions')
    const past = { page: '/sign-up', action: 'signUpAction', fields: { email: 'first@kantoor.test' }, headers: { Origin: portal.url } }
    expect((await callAction({ port: portal.port, ...past })).body).toContain('Sign-up is closed')
  } finally {
    await portal.stop()
  }
})

test('A clipboard that is blocked says so, and the value can be copied by hand', async ({ page, account, backDoor, context }) => {
  const [id = ''] = await backDoor.addSettingsFiles(account.id, ['Blocked'])
  await context.addInitScript(() => {
    Object.defineProperty(navigator, 'clipboard', {
      value: { write: () => Promise.reject(new Error('blocked')), writeText: () => Promise.reject(new Error('blocked')) },
    })
  })
  await open(page, `/settings/${id}`)
  await page.getByRole('button', { name: 'Copy Refresh Token' }).click()
  await expect(page.getByText('Blocked: press Ctrl+C').first()).toBeVisible()
  await expect(page.getByLabel('Refresh Token', { exact: true })).toHaveValue('token of Blocked')
  await page.getByRole('button', { name: 'Copy the command for Windows' }).click()
  await expect(page.getByText('Press Ctrl+C', { exact: true }).first()).toBeVisible()
})

test('A new tab that the browser blocks loses nothing: the attempt’s page offers the same way', async ({
  memberPage: page,
  context,
  sandbox,
}) => {
  const app = await sandbox.addApp()
  await context.addInitScript(() => {
    window.open = () => null
  })
  await open(page, '/preauthenticate')
  await page.getByLabel('Name', { exact: true }).fill('Blocked tab')
  await page.getByLabel('Country').selectOption('sandbox')
  await page.getByLabel('Client ID').fill(app.clientId)
  await page.getByLabel('Client Secret').fill(app.clientSecret)
  await page.getByLabel('Deviating Redirect URI').check()
  await page.getByLabel('Redirect URI', { exact: true }).fill(deviatingUri)
  await pressPreauthenticate(page)
  await page.waitForURL(/\/preauthenticate\/./)
  const [tab] = await Promise.all([context.waitForEvent('page'), page.getByRole('link', { name: 'Open Exact Online' }).click()])
  await expect(tab.getByLabel('User name')).toBeVisible()
})

test('What is not there says so, with the way back', async ({ memberPage: page, announced }) => {
  announced.push(/status of 404/)
  for (const path of ['/nowhere', `/settings/${crypto.randomUUID()}`, '/apps/x', '/preauthenticate/x']) {
    const response = await page.goto(path)
    expect.soft(response?.status(), path).toBe(404)
    await expect(page.getByRole('heading', { name: 'There is nothing here' })).toBeVisible()
    await expect(page.getByRole('link', { name: 'Go to Preauthenticate' })).toBeVisible()
  }
})
