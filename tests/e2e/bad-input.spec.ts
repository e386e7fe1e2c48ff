import { readFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import { open } from './support/hydrated'
import { arriveAtResult, exchange, fillForm, pressPreauthenticate, reveal } from './support/journey'
import { send } from './support/raw-request'
import { deviatingUri } from './support/sandbox-control'
import { callAction } from './support/server-actions'
import { readConnectionString, readSettingsFile } from './support/settings-file'
import { expect, test } from './support/test'

const summary = (page: Page) => page.getByRole('main').getByRole('alert')

type Field = 'Name' | 'Client ID' | 'Client Secret' | 'Redirect URI'
const good = {
  Name: 'Good name',
  'Client ID': '3c5e7a90-1b2d-4f68-a0c4-d8e6f2b49999',
  'Client Secret': 'Qw7RtY2uPzL9',
  'Redirect URI': deviatingUri,
}

/** Values that a field refuses, and what it says. */
const refused: [field: Field, value: string, message: RegExp][] = [
  ['Name', '', /Give the file a name/],
  ['Name', 'a'.repeat(65), /at most 64 characters/],
  ['Name', '../../x', /letters, digits/],
  ['Name', 'a:b', /letters, digits/],
  ['Name', '"><x a="', /letters, digits/],
  ['Name', ']]>', /letters, digits/],
  ['Name', '<!-- -->', /letters, digits/],
  ['Name', '&xxe;', /letters, digits/],
  ['Name', '${x}', /letters, digits/],
  ['Name', 'CON', /Windows keeps this name/],
  ['Name', 'NUL.txt', /Windows keeps this name/],
  ['Name', 'lpt1', /Windows keeps this name/],
  ['Name', 'ends with a dot.', /may not begin or end with a dot/],
  ['Name', '.hidden', /may not begin or end with a dot/],
  ['Name', 'smile 😀', /letters, digits/],
  ['Name', 'right\u202eleft', /letters, digits/],
  ['Name', 'zero\u200bwidth', /letters, digits/],
  ['Name', 'con\u0301trol\u0007', /letters, digits/],
  ['Name', 'non-character \ufffe', /letters, digits/],
  ['Client ID', '', /Fill in Client ID/],
  ['Client ID', 'x'.repeat(201), /too long/],
  ['Client ID', 'my-app', /looks like 7d1e2b3c-/],
  ['Client ID', '3c5e7a90-1b2d-4f68-a0c4-d8e6f2b4999', /looks like 7d1e2b3c-/],
  ['Client ID', 'a\u0001b', /invisible or forbidden/],
  ['Client ID', 'a\u202eb', /invisible or forbidden/],
  ['Client ID', '${USERPROFILE}', /must not hold \$\{/],
  ['Client Secret', '', /Fill in Client Secret/],
  ['Client Secret', 'x'.repeat(501), /too long/],
  ['Client Secret', 'a\u0007b', /invisible or forbidden/],
  ['Client Secret', '${x}', /must not hold \$\{/],
  ['Redirect URI', '', /Fill in Redirect URI/],
  ['Redirect URI', 'clientredirect.invantive.com', /must be a whole web address/],
  ['Redirect URI', 'javascript:alert(1)', /must be a whole web address/],
  ['Redirect URI', 'https://user:pw@example.com/', /must be a whole web address/],
  ['Redirect URI', 'https://example.com/#part', /must be a whole web address/],
  ['Redirect URI', 'https://exämple.com/', /must be a whole web address/],
  ['Redirect URI', 'https://example.com/"><script>', /must be a whole web address/],
]

async function fill(page: Page, values: Record<Field, string>): Promise<void> {
  await page.getByLabel('Country').selectOption('sandbox')
  await page.getByLabel('Deviating Redirect URI').check()
  for (const [label, value] of Object.entries(values)) await page.getByLabel(label, { exact: true }).fill(value)
}

for (const script of [true, false]) {
  test.describe(`With JavaScript ${script ? 'on' : 'off'}`, () => {
    test.use({ javaScriptEnabled: script })

    test('a wrong value gets its field’s own message, and what was typed stays', async ({ page, account, backDoor }) => {
      test.setTimeout(120_000)
      await open(page, '/preauthenticate')
      // Without JavaScript each try is a page load, so one of each message is enough.
      const seen = new Set<string>()
      for (const [field, value, message] of refused) {
        const key = `${field} ${message}`
        if (!script && seen.has(key)) continue
        seen.add(key)
        await test.step(`${field}: ${JSON.stringify(value).slice(0, 40)}`, async () => {
          // Behind an address with a # a browser heeds no autofocus, and the link of the last summary led to one.
          if (!script) await open(page, '/preauthenticate')
          // What the browser itself would cut off is sent past the limit of the field.
          await page.getByLabel('Name', { exact: true }).evaluate((input) => input.removeAttribute('maxlength'))
          const values = { ...good, [field]: value }
          await fill(page, values)
          await pressPreauthenticate(page)
          await expect(summary(page)).toContainText(message)
          await expect(page.getByLabel(field, { exact: true })).toHaveAttribute('aria-invalid', 'true')
          await expect(summary(page).getByRole('link')).toHaveCount(1)
          await expect(summary(page)).toBeFocused()
          for (const label of ['Name', 'Client ID', 'Redirect URI'] as const)
            await expect(page.getByLabel(label, { exact: true })).toHaveValue(values[label])
          await expect(page.getByLabel('Client Secret')).toHaveValue(script ? values['Client Secret'] : '')
          await expect(page.getByLabel('Deviating Redirect URI')).toBeChecked()
          await summary(page).getByRole('link').click()
          await expect(page.getByLabel(field, { exact: true })).toBeFocused()
        })
      }
      expect(await backDoor.listAppRegistrations(account.id)).toEqual([])
    })

    test('an empty form names everything that is missing, in the order of the form', async ({ memberPage: page }) => {
      await open(page, '/preauthenticate')
      await pressPreauthenticate(page)
      await expect(summary(page)).toContainText('3 things to correct:')
      await expect(summary(page).getByRole('link')).toHaveText([/^Name: /, /^Client ID: /, /^Client Secret: /])
    })
  })
}

test.describe('Hostile values', () => {
  const values = {
    markup: '"><x a="&amp;&xxe;<!-- ]]>',
    'a connection string of their own': 'id;api-url=https://evil.test;x="y',
    quotes: `it's "quoted" 'twice'`,
    'an equals sign and blanks': 'a = b',
  }
  for (const [name, hostile] of Object.entries(values)) {
    test(`with ${name} read back as one value each`, async ({ page, account, backDoor, sandbox }) => {
      const app = { clientId: hostile, clientSecret: `${hostile}!`, redirectUri: `${deviatingUri}/?a=;api-url=https://evil.test` }
      const { attemptId, state } = await backDoor.openAttempt(account.id, 'Hostile', app, true)
      const refreshToken = `stampNL001.${hostile.replaceAll(/[^\x20-\x7e]/g, '')}`
      await sandbox.order(
        { clientId: 'unknown' },
        { status: 200, body: { access_token: 'a', token_type: 'bearer', expires_in: '600', refresh_token: refreshToken } },
      )
      await open(page, `/preauthenticate/${attemptId}`)
      await exchange(page, `${app.redirectUri}&code=stampNL001.x&state=${state}`)
      await arriveAtResult(page)
      const xml = await reveal(page, 'Content settings.xml')
      const statement = await reveal(page, 'Encrypt Statement')
      const { database } = readSettingsFile(xml)
      expect(readConnectionString(database.connectionString ?? '')).toEqual({
        'api-url': sandbox.url,
        'api-client-id': app.clientId,
        'api-client-secret': app.clientSecret,
        'api-redirect-url': app.redirectUri,
        'api-refresh-token': refreshToken,
      })
      expect(statement).toBe(`local encrypt "${database.connectionString?.replaceAll('"', '""')}"`)
    })
  }

  test('are shown as text on every page that shows them', async ({ page, account, backDoor, sandbox }) => {
    const markup = `<img src=x onerror="document.title='hacked'">`
    const app = await sandbox.addApp()
    const { attemptId, state } = await backDoor.openAttempt(account.id, 'Text', { ...app, clientId: markup }, true)
    await open(page, '/apps/new')
    await page.getByLabel('Name', { exact: true }).fill(markup)
    await page.getByLabel('Country').selectOption('sandbox')
    await page.getByLabel('Client ID').fill(good['Client ID'])
    await page.getByLabel('Client Secret').fill('Qw7RtY2uPzL9')
    await page.getByRole('button', { name: 'Add app registration' }).click()
    await expect(page.getByRole('row', { name: /onerror/ }).first()).toContainText(markup)
    await open(page, `/preauthenticate/${attemptId}`)
    await exchange(page, `${deviatingUri}/?error=server_error&error_description=${encodeURIComponent(markup)}&state=${state}`)
    await expect(page.getByRole('main').getByRole('alert')).toContainText('server_error')
    await open(page, `/settings?q=${encodeURIComponent(markup)}`)
    await expect(page.getByText(markup)).toBeVisible()
    await open(page, '/preauthenticate')
    await expect(page.getByLabel('App registration')).toContainText(markup)
    expect(await page.locator('img').count()).toBe(0)
    expect(await page.title()).not.toContain('hacked')
  })

  for (const name of ['Zoë’s'.replace('’', ' '), 'Łukasz Dvořák', 'שלום', '設定 1', 'a'.repeat(64)]) {
    test(`do not include the name ${name}: it becomes a file name`, async ({ page, account, backDoor }) => {
      const [id = ''] = await backDoor.addSettingsFiles(account.id, [name])
      await open(page, `/settings/${id}`)
      const [file] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('link', { name: `Download settings-${name}.xml` }).click(),
      ])
      expect(file.suggestedFilename()).toBe(`settings-${name}.xml`)
      expect(await readFile(await file.path(), 'utf8')).toContain(name)
      const answer = await page.request.get(`/settings/${id}/download`)
      const dispositions = answer.headersArray().filter(({ name: header }) => header.toLowerCase() === 'content-disposition')
      expect(dispositions).toHaveLength(1)
      expect(dispositions[0]?.value).toMatch(/^attachment; filename=("[\x20-\x7e]+"|[\w.-]+)(; filename\*=UTF-8''[\w%.~!$&+^`|-]+)?$/)
    })
  }
})

test('A name that is taken, in any case of letters, is told, and may become a new version', async ({
  page,
  account,
  backDoor,
  portal,
  sandbox,
}) => {
  await backDoor.addSettingsFiles(account.id, ['Bakkerij'])
  const app = await sandbox.addApp(`${portal.url}/callback/exact-online`)
  await open(page, '/preauthenticate')
  await fillForm(page, 'BAKKERIJ', app, false)
  await pressPreauthenticate(page)
  await expect(summary(page)).toContainText('You have settings-BAKKERIJ.xml already')
  await page.getByLabel('Make a new version of it').check()
  await pressPreauthenticate(page)
  await page.waitForURL(`${sandbox.url}/**`)
  await page.getByLabel('User name').fill('zoe@bakkerij-de-ster.test')
  await page.getByLabel('Password').fill('sandbox')
  await page.getByRole('button', { name: 'Log in' }).click()
  await page.getByRole('button', { name: 'Allow' }).click()
  await arriveAtResult(page)
  await expect(page.getByRole('heading', { level: 1 })).toContainText('settings-BAKKERIJ.xml')
  await expect(page.getByText('version 2')).toBeVisible()
  expect(await backDoor.countSettingsFiles(account.id)).toBe(2)
})

test('A real country without a public address of the portal checks the box, and the server insists on it', async ({
  page,
  account,
  portal,
  backDoor,
}) => {
  await open(page, '/preauthenticate')
  const box = page.getByLabel('Deviating Redirect URI')
  await expect(box).not.toBeChecked()
  await page.getByLabel('Country').selectOption('nl')
  await expect(box).toBeChecked()
  await expect(page.getByText('Exact Online accepts only public https addresses')).toBeVisible()
  await expect(page.getByLabel('Redirect URI', { exact: true })).toHaveValue(deviatingUri)
  await page.getByLabel('Country').selectOption('sandbox')
  await expect(box).not.toBeChecked()
  await expect(page.getByLabel('Redirect URI', { exact: true })).toHaveValue(`${portal.url}/callback/exact-online`)

  await page.getByLabel('Country').selectOption('be')
  await page.getByLabel('Name', { exact: true }).fill('Unchecked')
  await page.getByLabel('Client ID').fill(good['Client ID'])
  await page.getByLabel('Client Secret').fill(good['Client Secret'])
  await box.uncheck()
  await pressPreauthenticate(page)
  await expect(summary(page)).toContainText('Exact Online does not accept the address of this portal')
  await expect(page.getByLabel('Country')).toHaveValue('be')
  await box.check()
  await page.getByLabel('Redirect URI', { exact: true }).fill('http://plain.example.com/')
  await pressPreauthenticate(page)
  await expect(summary(page)).toContainText('only addresses that begin with https://')
  expect(await backDoor.listAppRegistrations(account.id)).toEqual([])
})

test.describe('A crafted form', () => {
  const form = {
    name: 'Crafted',
    platform: 'exact-online',
    country: 'sandbox',
    clientId: good['Client ID'],
    clientSecret: good['Client Secret'],
    deviating: 'on',
    redirectUri: deviatingUri,
  }

  test('names no country, platform or address that is not in the catalogue', async ({ account, portal: { port, url }, backDoor }) => {
    const headers = { Origin: url, Cookie: `${account.cookie.name}=${account.cookie.value}` }
    const wrong = [
      { country: 'xx' },
      { country: 'https://evil.test' },
      { country: '__proto__' },
      { country: '' },
      { country: 'constructor' },
      { platform: 'evil' },
      { platform: 'https://evil.test' },
      { platform: '__proto__' },
      { platform: '' },
    ]
    for (const action of ['preauthenticateAction', 'saveAppAction']) {
      for (const changed of wrong) {
        const page = action === 'saveAppAction' ? '/apps/new' : '/preauthenticate'
        const { status, body } = await callAction({ port, page, action, fields: { ...form, ...changed }, headers })
        expect.soft([status, body.includes('Choose a country from the list.')], JSON.stringify(changed)).toEqual([200, true])
      }
    }
    expect(await backDoor.listAppRegistrations(account.id)).toEqual([])
  })

  test('with userId, role and other fields changes nothing but what the form is for', async ({
    account,
    stranger,
    portal: { port, url },
    backDoor,
  }) => {
    const headers = { Origin: url, Cookie: `${account.cookie.name}=${account.cookie.value}` }
    const extra = {
      userId: stranger.account.id,
      owner: stranger.account.id,
      role: 'admin',
      authorizeUrl: 'https://evil.test/',
      tokenUrl: 'https://evil.test/',
      'user[id]': stranger.account.id,
      clientSecretSealed: 'x',
      clientSecretLast4: 'evil',
      createdAt: '2000-01-01',
    }
    await callAction({ port, page: '/apps/new', action: 'saveAppAction', fields: { ...form, ...extra }, headers })
    const opened = await callAction({
      port,
      page: '/preauthenticate',
      action: 'preauthenticateAction',
      fields: { ...form, ...extra, withScript: 'yes' },
      headers,
    })
    const attemptId = /"openedId":"([0-9a-f-]{36})"/.exec(opened.body)?.[1] ?? ''
    const forward = await send({ port, path: `/preauthenticate/${attemptId}/go`, headers })
    expect(String(forward.headers.location)).not.toContain('evil')
    expect(await backDoor.listAppRegistrations(stranger.account.id)).toEqual([])
    expect(await backDoor.listAppRegistrations(account.id)).toHaveLength(1)

    const email = `signed-${crypto.randomUUID().slice(0, 8)}@kantoor.test`
    const signUp = await callAction({
      port,
      page: '/sign-up',
      action: 'signUpAction',
      fields: { email, password: 'long enough', ...extra, role: 'administrator', id: account.id },
      headers: { Origin: url },
    })
    expect(String(signUp.headers['set-cookie'] ?? '')).not.toContain('session=')
    expect(await backDoor.countUsers(email)).toBe(0)
  })

  test('with a repeated or a missing name, or with a file in place of text, breaks nothing', async ({ account, portal: { port, url } }) => {
    const headers = { Origin: url, Cookie: `${account.cookie.name}=${account.cookie.value}` }
    for (const action of ['preauthenticateAction', 'saveAppAction', 'exchangeAction', 'changePasswordAction']) {
      const page = { saveAppAction: '/apps/new', changePasswordAction: '/account' }[action] ?? '/preauthenticate'
      expect.soft((await callAction({ port, page, action, fields: {}, headers })).status, action).toBe(200)
    }
  })
})

test.describe('Signing up', () => {
  for (const [email, message] of [
    ['', /Give an e-mail address/],
    ['mila', /Give an e-mail address/],
    [`${'m'.repeat(250)}@kantoor.test`, /at most 254|Give an e-mail address/],
  ] as const) {
    test(`with ${email.slice(0, 20) || 'nothing'} is explained`, async ({ page }) => {
      await open(page, '/sign-up')
      await page.getByLabel('E-mail address').fill(email)
      await page.getByRole('button', { name: 'Send me a link' }).click()
      await expect(summary(page)).toContainText(message)
      await expect(summary(page)).toBeFocused()
      await expect(page.getByLabel('E-mail address')).toHaveValue(email)
    })
  }

  test('says the same for an address that has an account, and makes none', async ({ page, backDoor }) => {
    const email = `taken-${crypto.randomUUID().slice(0, 8)}@kantoor.test`
    await backDoor.addUser(email)
    for (const address of [email.toUpperCase(), `free-${email}`]) {
      await open(page, '/sign-up')
      await page.getByLabel('E-mail address').fill(address)
      await page.getByRole('button', { name: 'Send me a link' }).click()
      await expect(page.getByText('If an account can be made with this address')).toBeVisible()
    }
    expect(await backDoor.countUsers(email)).toBe(1)
    expect(await backDoor.countUsers(`free-${email}`)).toBe(0)
  })
})
