import { readFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import { open } from './support/hydrated'
import { openInAppCenter } from './support/app-center'
import {
  allow,
  allowAndCopyAddress,
  arriveAtResult,
  exchange,
  fillForm,
  openExactTab,
  pressPreauthenticate,
  readClipboard,
  reveal,
  type Values,
} from './support/journey'
import { deviatingUri } from './support/sandbox-control'
import { readConnectionString, readSettingsFile } from './support/settings-file'
import { expect, test } from './support/test'

const refreshIntervalMs = 570_000

/** The seed's first half: from App Center's countries to the three values. */
async function lookUpValues(page: Page, sandboxUrl: string, appName: string): Promise<Values> {
  await openInAppCenter(page, sandboxUrl, appName)
  const value = (label: string) => page.getByLabel(label, { exact: true }).innerText()
  return { clientId: await value('Client ID'), clientSecret: await value('Client secret'), redirectUri: await value('Redirect URI') }
}

async function download(page: Page, link: string): Promise<{ fileName: string; bytes: Buffer }> {
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: link }).click()])
  return { fileName: file.suggestedFilename(), bytes: await readFile(await file.path()) }
}

for (const script of [true, false]) {
  test.describe(`With JavaScript ${script ? 'on' : 'off'}`, () => {
    test.use({ javaScriptEnabled: script, permissions: script ? ['clipboard-write'] : [] })

    for (const deviating of [false, true]) {
      test(`the values of App Center become a settings file, ${deviating ? 'with a deviating redirect URI' : "by the portal's own redirect URI"}`, async ({
        memberPage: page,
        portal,
        sandbox,
      }) => {
        const name = `Bakkerij ${deviating ? 'deviating' : 'own'}`
        const { name: appName } = await sandbox.addApp(deviating ? deviatingUri : `${portal.url}/callback/exact-online`)
        const values = await lookUpValues(page, sandbox.url, appName)

        await open(page, '/preauthenticate')
        await fillForm(page, name, values, deviating)
        if (deviating) {
          const tab = await openExactTab(page)
          await exchange(page, await allowAndCopyAddress(tab))
        } else {
          await expect(page.getByLabel('Redirect URI', { exact: true })).toHaveValue(values.redirectUri)
          await pressPreauthenticate(page)
          await allow(page)
        }
        const id = await arriveAtResult(page)
        expect(await sandbox.tokenCalls(values)).toBe(1)

        await expect(page.getByRole('heading', { level: 1 })).toHaveText(`settings-${name}.xml`)
        await expect(page.getByRole('region', { name: 'Authorised by' })).toContainText('Authorised by Zoë van der Berg')
        await expect(page.getByRole('region', { name: 'Authorised by' })).toContainText('Bakkerij De Ster B.V. (7095)')
        const issued = await sandbox.refreshTokenOf(values)
        expect(await page.content()).not.toContain(issued)
        const statement = await reveal(page, 'Encrypt Statement')
        const refreshToken = await reveal(page, 'Refresh Token')
        const xml = await reveal(page, 'Content settings.xml')
        expect(refreshToken).toBe(issued)

        const { name: nameInFile, database } = readSettingsFile(xml)
        const connection = readConnectionString(database.connectionString ?? '')
        expect(nameInFile).toBe(name)
        expect(database).toMatchObject({ provider: 'ExactOnlineAll', alias: 'eol', AllowConnectionStringRewrite: 'false' })
        expect(connection).toEqual({
          'api-url': sandbox.url,
          'api-client-id': values.clientId,
          'api-client-secret': values.clientSecret,
          'api-redirect-url': values.redirectUri,
          'api-refresh-token': issued,
        })
        expect(statement).toBe(`local encrypt "${database.connectionString?.replaceAll('"', '""')}"`)

        if (script) {
          for (const [label, value] of [
            ['Refresh Token', refreshToken],
            ['Content settings.xml', xml],
            ['Encrypt Statement', statement],
          ] as const) {
            await page.getByRole('button', { name: `Copy ${label}` }).click()
            await expect(page.getByRole('status').filter({ hasText: `${label}: Copied` })).toHaveCount(1)
            expect(await readClipboard(page)).toBe(value)
          }
        } else {
          await expect(page.getByRole('button', { name: /^Copy/ })).toHaveCount(0)
        }

        const given = await download(page, `Download settings-${name}.xml`)
        expect(given.fileName).toBe(`settings-${name}.xml`)
        expect(given.bytes.toString('utf8')).toBe(xml)

        await open(page, '/settings')
        const row = page.getByRole('row', { name: new RegExp(name) })
        await expect(row).toContainText(`settings-${name}.xml`)
        await expect(row).toContainText('Zoë van der Berg')
        const again = await download(page, `Download settings-${name}.xml`)
        expect(again.bytes.equals(given.bytes)).toBe(true)
        await page.getByRole('link', { name: `Open settings-${name}.xml` }).click()
        await expect(page).toHaveURL(`${portal.url}/settings/${id}`)
        await open(page, '/apps')
        await expect(page.getByRole('row', { name: new RegExp(name) })).toContainText(values.clientId)

        // What a script does with the file: the token that was given out is alive.
        await sandbox.advance(refreshIntervalMs)
        const answer = await fetch(`${sandbox.url}/api/oauth2/token`, {
          method: 'POST',
          body: new URLSearchParams({
            grant_type: 'refresh_token',
            refresh_token: connection['api-refresh-token'] ?? '',
            client_id: connection['api-client-id'] ?? '',
            client_secret: connection['api-client-secret'] ?? '',
          }),
        })
        expect(answer.status).toBe(200)
        expect(((await answer.json()) as { refresh_token: string }).refresh_token).not.toBe(issued)
      })
    }
  })
}
