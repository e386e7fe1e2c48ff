import { readFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import { hydrated, open } from './support/hydrated'
import { reveal } from './support/journey'
import { send } from './support/raw-request'
import { callAction } from './support/server-actions'
import { expect, test } from './support/test'

async function confirm(page: Page, password: string): Promise<void> {
  await page.getByLabel('Password').fill(password)
  await page.getByRole('button', { name: 'Confirm', exact: true }).click()
}

for (const script of [true, false]) {
  test.describe(`With JavaScript ${script ? 'on' : 'off'}`, () => {
    test.use({ javaScriptEnabled: script })

    test('ten minutes after the log-in a secret is revealed only with the password, on the same page', async ({
      page,
      account,
      backDoor,
      portal,
    }) => {
      const [id = ''] = await backDoor.addSettingsFiles(account.id, ['Stale'])
      await backDoor.ageSessions(account.id, 11)
      await open(page, `/settings/${id}`)
      await expect(page.getByRole('heading', { name: 'Confirm it is you' })).toBeVisible()
      await page.getByRole('button', { name: 'Reveal Refresh Token' }).click()
      await expect(page.getByRole('link', { name: 'Confirm it is you' })).toBeVisible()
      if (script) await expect(page.getByLabel('Password')).toBeFocused()
      await expect(page.getByLabel('Refresh Token', { exact: true })).not.toHaveValue(/token of/)

      await confirm(page, 'not it')
      await expect(page.getByText('This is not your password.')).toBeVisible()
      await confirm(page, account.password)
      await page.waitForURL(`${portal.url}/settings/${id}?confirmed=yes`)
      await hydrated(page)
      await expect(page.getByLabel('Password')).toHaveCount(0)
      if (script) await expect(page.getByRole('button', { name: 'Reveal Refresh Token' })).toBeFocused()
      expect(await reveal(page, 'Refresh Token')).toBe('token of Stale')
      expect((await backDoor.listAudit(account.id)).map(({ kind }) => kind).filter((kind) => /confirm|reveal/.test(kind))).toEqual([
        'confirm-failed',
        'confirmed',
        'revealed',
      ])
    })

    test('the download leads to the password, and is one press away afterwards, from the list as well', async ({
      page,
      account,
      backDoor,
      portal,
    }) => {
      const [id = ''] = await backDoor.addSettingsFiles(account.id, ['Stale'])
      await backDoor.ageSessions(account.id, 11)
      await open(page, '/settings')
      await page.getByRole('link', { name: 'Download settings-Stale.xml' }).click()
      await page.waitForURL(`${portal.url}/settings/${id}?confirm=download`)
      await hydrated(page)
      await expect(page.getByLabel('Password')).toBeFocused()
      await confirm(page, account.password)
      await page.waitForURL(`${portal.url}/settings/${id}?confirmed=download`)
      await hydrated(page)
      const link = page.getByRole('link', { name: 'Download settings-Stale.xml' })
      if (script) await expect(link).toBeFocused()
      const [file] = await Promise.all([page.waitForEvent('download'), link.click()])
      expect(file.suggestedFilename()).toBe('settings-Stale.xml')
      expect(await readFile(await file.path(), 'utf8')).toBe('<settings name="Stale"/>\n')
    })
  })
}

test('A log-in that grows old on the page is asked for the password there, and what is revealed stays', async ({
  page,
  account,
  backDoor,
}) => {
  const [id = ''] = await backDoor.addSettingsFiles(account.id, ['Ageing'])
  await open(page, `/settings/${id}`)
  expect(await reveal(page, 'Encrypt Statement')).toBe('local encrypt "Ageing"')
  await backDoor.ageSessions(account.id, 11)
  await page.getByRole('button', { name: 'Copy Refresh Token' }).click()
  await expect(page.getByLabel('Password')).toBeFocused()
  await confirm(page, account.password)
  await page.waitForURL(/confirmed=yes/)
  expect(await reveal(page, 'Refresh Token')).toBe('token of Ageing')
  await expect(page.getByLabel('Encrypt Statement', { exact: true })).toHaveValue('local encrypt "Ageing"')
})

test('Without the password no door gives the secret away', async ({ account, backDoor, portal: { port, url } }) => {
  const [id = ''] = await backDoor.addSettingsFiles(account.id, ['Locked'])
  await backDoor.ageSessions(account.id, 10)
  const headers = { Cookie: `${account.cookie.name}=${account.cookie.value}`, Origin: url }
  const ask = (fields: Record<string, string>) => callAction({ port, page: `/settings/${id}`, action: 'revealAction', fields, headers })
  for (const purpose of ['', 'copy', 'reveal', 'x']) {
    for (const field of ['refreshToken', 'xml', 'encryptStatement'])
      expect((await ask({ id, field, purpose })).body).not.toMatch(/token of|<settings|local encrypt/)
  }
  const file = await send({ port, path: `/settings/${id}/download`, headers })
  expect([file.status, file.headers.location, file.body]).toEqual([303, `/settings/${id}?confirm=download`, ''])
  expect((await backDoor.listAudit(account.id)).filter(({ kind }) => /revealed|copied|downloaded/.test(kind))).toEqual([])

  const guess = () =>
    callAction({ port, page: `/settings/${id}`, action: 'confirmPasswordAction', fields: { id, password: 'a guess' }, headers })
  const answers: string[] = []
  for (let count = 0; count < 12; count++) answers.push((await guess()).body)
  expect(answers.slice(0, 10).join()).not.toContain('Too many tries')
  expect(answers.slice(10).join()).toContain('Too many tries')
  expect((await ask({ id, field: 'refreshToken' })).body).toContain('stale')
})
