// How much the main job asks of its user, from the values in hand to the file on the disk: test-results/pages/job.md.
import { mkdirSync, writeFileSync } from 'node:fs'
import type { Locator, Page } from '@playwright/test'
import { open } from '../e2e/support/hydrated'
import { arriveAtResult } from '../e2e/support/journey'
import { deviatingUri, exactUser } from '../e2e/support/sandbox-control'
import { expect, test } from '../e2e/support/test'

/** Counts what its user does, and the words on the portal's pages. */
function counting() {
  const count = { clicks: 0, fields: 0, words: 0 }
  const click = async (control: Locator) => {
    count.clicks++
    await control.click()
  }
  const fill = async (control: Locator, text: string) => {
    count.fields++
    await control.fill(text)
  }
  const read = async (page: Page) => {
    count.words += await page.locator('#main').evaluate((main: HTMLElement) => main.innerText.split(/\s+/).filter(Boolean).length)
  }
  return { count, click, fill, read }
}

async function atExact(page: Page, { click, fill }: ReturnType<typeof counting>): Promise<void> {
  await fill(page.getByLabel('User name'), exactUser)
  await fill(page.getByLabel('Password'), 'sandbox')
  await click(page.getByRole('button', { name: 'Log in' }))
  await click(page.getByRole('button', { name: 'Allow' }))
}

test('The main job in clicks, fields, words and seconds', async ({ memberPage: page, context, portal, sandbox }) => {
  const rows: string[] = []
  const note = (name: string, { clicks, fields, words }: ReturnType<typeof counting>['count'], startedAt: number) =>
    rows.push(`| ${name} | ${clicks} | ${fields} | ${words} | ${((Date.now() - startedAt) / 1000).toFixed(1)} |`)
  const download = async (user: ReturnType<typeof counting>) => {
    await arriveAtResult(page)
    await user.read(page)
    const file = page.waitForEvent('download')
    await user.click(page.getByRole('link', { name: /^Download settings-/ }))
    expect((await file).suggestedFilename()).toMatch(/^settings-.*\.xml$/)
  }
  const values = async (user: ReturnType<typeof counting>, name: string, app: { clientId: string; clientSecret: string }) => {
    await open(page, '/preauthenticate')
    await user.read(page)
    await user.fill(page.getByLabel('Name', { exact: true }), name)
    await user.fill(page.getByLabel('Client ID'), app.clientId)
    await user.fill(page.getByLabel('Client Secret'), app.clientSecret)
  }
  const preauthenticate = () => page.getByRole('button', { name: 'Preauthenticate', exact: true })

  await test.step('with the portal’s own redirect URI', async () => {
    const app = await sandbox.addApp(`${portal.url}/callback/exact-online`)
    const [user, startedAt] = [counting(), Date.now()]
    await values(user, 'Eigen', app)
    await user.click(preauthenticate())
    await atExact(page, user)
    await download(user)
    note('own redirect URI', user.count, startedAt)
  })

  await test.step('with a deviating one', async () => {
    const app = await sandbox.addApp()
    const [user, startedAt] = [counting(), Date.now()]
    await values(user, 'Afwijkend', app)
    await user.click(page.getByLabel('Deviating Redirect URI'))
    await user.fill(page.getByLabel('Redirect URI', { exact: true }), app.redirectUri)
    const opened = context.waitForEvent('page')
    await user.click(preauthenticate())
    const tab = await opened
    const returned = tab.waitForRequest((request) => request.isNavigationRequest() && request.url().startsWith(deviatingUri))
    await atExact(tab, user)
    const returnUrl = (await returned).url()
    // In the address bar: a click, and two key strokes.
    user.count.clicks++
    await page.bringToFront()
    await page.waitForURL(/\/preauthenticate\/./)
    await user.read(page)
    await user.fill(page.getByLabel('Code Return URL'), returnUrl)
    await user.click(page.getByRole('button', { name: 'Exchange', exact: true }))
    await download(user)
    note('deviating redirect URI', user.count, startedAt)
  })

  mkdirSync('test-results/pages', { recursive: true })
  const head = '| flow | clicks | fields | words on the portal’s pages | seconds of a scripted user |\n|---|---|---|---|---|\n'
  writeFileSync('test-results/pages/job.md', `${head}${rows.join('\n')}\n`)
})
