// Every page in every state, translated by the browser: nothing throws, no text stands where a translator would pull it out of React's hands, and no
// secret is handed to it.
import type { Page } from '@playwright/test'
import { open } from './support/hydrated'
import { exchange, fillForm, pressPreauthenticate } from './support/journey'
import { states } from './support/page-states'
import { expect, test } from './support/test'
import { bareTexts, switchTranslatorOn, translated } from './support/translator'

for (const [name, reach] of Object.entries(states)) {
  test(`The page “${name}”, translated by the browser`, async ({ page, account, announced, backDoor, sandbox, context }) => {
    announced.push(/status of 404.*nowhere/)
    await switchTranslatorOn(context)
    await reach({ page, account, backDoor, sandbox })
    await translated(page)
    expect(await bareTexts(page)).toEqual([])
  })
}

const broken = (page: Page) => page.getByRole('heading', { name: 'Something broke on our side' })

test.describe('A page that the browser has translated', () => {
  test('follows what is typed, chosen and pressed in the form Preauthenticate', async ({ memberPage: page, context, sandbox }) => {
    const handed = await switchTranslatorOn(context)
    await open(page, '/preauthenticate')
    await translated(page)
    await page.getByLabel('Name', { exact: true }).fill('Acme')
    await expect(page.getByText('settings-Acme.xml')).toBeVisible()
    await page.getByLabel('Name', { exact: true }).fill('Bakkerij')
    await expect(page.getByText('settings-Bakkerij.xml')).toBeVisible()
    for (const checked of [true, false, true]) await page.getByLabel('Deviating Redirect URI').setChecked(checked)
    await page.getByRole('button', { name: 'https://', exact: false }).first().click()
    await page.getByLabel('Deviating Redirect URI').uncheck()
    for (const country of ['nl', 'be', 'sandbox']) await page.getByLabel('Country').selectOption(country)
    await page.getByLabel('Client Secret').fill('canary-of-a-secret')
    for (const name of ['Reveal', 'Hide', 'Reveal']) await page.getByRole('button', { name, exact: true }).click()
    await expect(page.getByLabel('Client Secret')).toHaveValue('canary-of-a-secret')
    await page.getByLabel('Deviating Redirect URI').uncheck()
    await page.getByRole('button', { name: 'Copy Redirect URI' }).click()
    await page.getByLabel('Client ID').fill('Client ID: 7d1e2b3c-4f5a-4b6c-8d7e-9f0a1b2c3d4e Client Secret: canary-of-a-block')
    await page.getByLabel('Name', { exact: true }).focus()
    await page.getByRole('button', { name: 'Undo' }).click()
    await page.getByLabel('Client ID').fill('')
    await pressPreauthenticate(page)
    await expect(page.getByRole('main').getByRole('alert')).toBeFocused()
    const app = await sandbox.addApp()
    await fillForm(page, 'Bakkerij', app, true)
    await expect(page.getByText('settings-Bakkerij.xml')).toBeVisible()
    await Promise.all([context.waitForEvent('page'), pressPreauthenticate(page)])
    await page.waitForURL(/\/preauthenticate\/./)
    expect(handed.filter((text) => /canary/.test(text) || text.includes(app.clientSecret))).toEqual([])
    await expect(broken(page)).toHaveCount(0)
  })

  test('shows and hides, copies and notes what a result holds, and hands none of it on', async ({ page, account, backDoor, context }) => {
    const [id = ''] = await backDoor.addSettingsFiles(account.id, ['Canary'])
    const handed = await switchTranslatorOn(context)
    await context.grantPermissions(['clipboard-write'])
    await open(page, `/settings/${id}`)
    await translated(page)
    for (const label of ['Refresh Token', 'Content settings.xml', 'Encrypt Statement']) {
      for (const verb of ['Reveal', 'Hide', 'Reveal']) await page.getByRole('button', { name: `${verb} ${label}` }).click()
      await expect(page.getByRole('button', { name: `Hide ${label}` })).toBeVisible()
      await page.getByRole('button', { name: `Copy ${label}` }).click()
      await expect(page.getByText('Copied', { exact: true }).first()).toBeVisible()
    }
    await expect(page.getByLabel('Refresh Token', { exact: true })).toHaveValue('token of Canary')
    for (const system of ['macOS', 'Linux', 'Windows']) await page.getByText(system, { exact: true }).click()
    await page.getByRole('button', { name: 'Copy the command for Windows' }).click()
    const file = page.waitForEvent('download')
    await page.getByRole('link', { name: 'Download settings-Canary.xml' }).click()
    await file
    for (const theme of ['Dark', 'Light', 'System']) await page.getByRole('button', { name: theme, exact: true }).click()
    await expect(page.getByRole('button', { name: 'System', exact: true })).toHaveAttribute('aria-pressed', 'true')
    const secrets = ['token of Canary', '<settings name=', 'local encrypt "Canary']
    expect(handed.filter((text) => secrets.some((secret) => text.includes(secret)))).toEqual([])
    await expect(broken(page)).toHaveCount(0)
  })

  test('changes its language, finds places, leads to others and takes back what was deleted', async ({
    page,
    account,
    backDoor,
    context,
  }) => {
    const [id = ''] = await backDoor.addSettingsFiles(account.id, ['Gone and back', 'Stays'])
    await switchTranslatorOn(context)
    for (const path of ['/help/redirect-uri', `/settings/${id}`, '/account', '/preauthenticate']) {
      await open(page, path)
      await translated(page)
      for (const [language, lang] of [
        ['Nederlands', 'nl'],
        ['Deutsch', 'de'],
        ['English', 'en'],
      ] as const) {
        // The account page has a second switch of its own; a press while the last one is being answered may be lost.
        await expect(async () => {
          await page.getByRole('button', { name: language }).first().click()
          await expect(page.locator('html')).toHaveAttribute('lang', lang === 'en' ? /^en/ : lang, { timeout: 2_000 })
        }).toPass()
      }
    }
    await page.keyboard.press('ControlOrMeta+K')
    for (const query of ['gone', 'nothing at all', 'set']) {
      await page.getByRole('combobox', { name: 'Find a page' }).fill(query)
      await expect(query.startsWith('nothing') ? page.getByText('Nothing is called that') : page.getByRole('option').first()).toBeVisible()
    }
    await page.keyboard.press('Escape')
    for (const name of ['App registrations', 'Settings history', 'Help', 'Account', 'Settings history'])
      await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name }).click()
    await page.getByRole('link', { name: 'Delete settings-Gone and back.xml' }).click()
    await page.getByRole('button', { name: 'Delete settings file' }).click()
    await page.getByRole('button', { name: 'Undo' }).click()
    await page.waitForURL(`**/settings/${id}`)
    await expect(broken(page)).toHaveCount(0)
  })

  test('helps with a return URL, and hands on neither it nor a code', async ({ page, account, backDoor, context, sandbox }) => {
    const app = await sandbox.addApp()
    const { attemptId, state } = await backDoor.openAttempt(account.id, 'Doctor', app, true)
    const handed = await switchTranslatorOn(context)
    await open(page, `/preauthenticate/${attemptId}`)
    await translated(page)
    await exchange(page, 'it did not work')
    await expect(page.getByRole('main').getByRole('alert')).toBeVisible()
    const returnUrl = await sandbox.allow(app, state)
    await page.getByLabel('Code Return URL').fill(`<${returnUrl.replaceAll('&', '&amp;')}>`)
    await page.getByRole('button', { name: 'Mend it' }).click()
    await expect(page.getByLabel('Code Return URL')).toHaveValue(returnUrl)
    await expect(page.getByText(/^2:\d\d$/)).toBeVisible()
    const first = await page.getByText(/^2:\d\d$/).innerText()
    await expect(page.getByText(first, { exact: true })).toHaveCount(0)
    await page.getByRole('button', { name: 'Exchange', exact: true }).click()
    await page.waitForURL(/\/settings\/[0-9a-f-]{36}$/)
    const code = new URL(returnUrl).searchParams.get('code') ?? 'no code'
    expect(handed.filter((text) => text.includes(code) || text.includes(state))).toEqual([])
  })

  test('gives recovery codes and the secret of an authenticator app to its user alone', async ({ memberPage: page, context }) => {
    const handed = await switchTranslatorOn(context)
    await open(page, '/account/recovery-codes')
    await page.getByRole('button', { name: 'Make ten codes' }).click()
    await expect(page.locator('#recovery-codes li')).toHaveCount(10)
    const codes = await page.locator('#recovery-codes li').allInnerTexts()
    await open(page, '/account/authenticator')
    const secret = await page.locator('#totp-secret').innerText()
    await translated(page)
    expect(codes).toHaveLength(10)
    expect(handed.filter((text) => [...codes, secret].some((one) => text.includes(one)))).toEqual([])
  })
})
