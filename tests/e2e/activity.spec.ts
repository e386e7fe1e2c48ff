import { hydrated, open } from './support/hydrated'
import { callAction } from './support/server-actions'
import { expect, test } from './support/test'

test.use({ permissions: ['clipboard-write'] })

test('Whatever is done to a secret stands in Activity: the newest first, with the file, the address and the device', async ({
  page,
  account,
  backDoor,
}) => {
  const [id = ''] = await backDoor.addSettingsFiles(account.id, ['Watched'])
  await open(page, `/settings/${id}`)
  await page.getByRole('button', { name: 'Reveal Refresh Token' }).click()
  await expect(page.getByRole('button', { name: 'Hide Refresh Token' })).toBeVisible()
  await page.getByRole('button', { name: 'Copy Refresh Token' }).click()
  await expect(page.getByRole('status').filter({ hasText: 'Refresh Token: Copied' })).toHaveCount(1)
  await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'Download settings-Watched.xml' }).click()])

  await open(page, '/account')
  await page.getByRole('link', { name: 'Show activity' }).click()
  await page.waitForURL('**/account/activity')
  const rows = page.getByRole('rowheader')
  await expect(rows).toHaveText([
    /^Settings file downloadedsettings-Watched\.xml/,
    /^Copied: Refresh Tokensettings-Watched\.xml/,
    /^Revealed: Refresh Tokensettings-Watched\.xml/,
    /^Settings file made/,
    /^Preauthenticate pressed/,
    /^App registration added/,
  ])
  const row = page.getByRole('row', { name: /downloaded/ })
  await expect(row).toContainText('Chrome on Windows')
  await expect(row).toContainText(/127\.0\.0\.1|0:0:0:0::\/64/)
  await row.getByRole('link', { name: 'settings-Watched.xml' }).click()
  await page.waitForURL(`**/settings/${id}`)

  await page.goto(`/settings/${id}/delete`)
  await hydrated(page)
  await page.getByRole('button', { name: 'Delete settings file' }).click()
  await page.waitForURL('**/settings?deleted=*')
  await open(page, '/account/activity')
  await expect(rows.first()).toContainText('Settings file deleted')
  await expect(page.locator(`a[href="/settings/${id}"]`)).toHaveCount(0)
})

test('Activity goes back to the first entry, a page at a time, and nobody sees another’s', async ({
  page,
  account,
  backDoor,
  stranger,
}) => {
  await backDoor.addEntries(account.id, 120)
  await open(page, '/account/activity')
  const seen: string[] = []
  for (;;) {
    seen.push(...(await page.getByRole('rowheader').allInnerTexts()).map((text) => text.split('\n').at(-1) ?? ''))
    const older = page.getByRole('link', { name: 'Older' })
    if ((await older.count()) === 0) break
    const address = page.url()
    await older.click()
    await expect(page).not.toHaveURL(address)
    await expect(page.getByRole('rowheader').first()).not.toContainText(seen.at(-50) ?? '')
  }
  expect(seen).toEqual(Array.from({ length: 120 }, (_, index) => `settings-Entry ${120 - index}.xml`))
  await open(stranger.page, '/account/activity')
  await expect(stranger.page.getByRole('heading', { name: 'Nothing yet' })).toBeVisible()
})

test('A log-in, a wrong password and the log-out stand there, too', async ({ account, backDoor, portal: { port, url } }) => {
  const headers = { Origin: url, 'User-Agent': 'Mozilla/5.0 (Windows NT 10.0) Firefox/130.0' }
  const logIn = (password: string) =>
    callAction({ port, page: '/login', action: 'logInAction', fields: { email: account.email, password }, headers })
  await logIn('wrong')
  await expect.poll(async () => (await backDoor.listAudit(account.id)).map(({ kind }) => kind)).toEqual(['log-in-failed'])
  const entered = await logIn(account.password)
  const Cookie = String(entered.headers['set-cookie']).split(';')[0] ?? ''
  await callAction({ port, page: '/account', action: 'logOutAction', fields: {}, withState: false, headers: { ...headers, Cookie } })
  expect((await backDoor.listAudit(account.id)).map(({ kind }) => kind)).toEqual(['log-in-failed', 'logged-in', 'logged-out'])
})
