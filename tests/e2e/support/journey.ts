// The steps of the main job, as a person takes them.
import { expect, type Page } from '@playwright/test'
import { hydrated, withoutScript } from './hydrated'
import { deviatingUri, exactUser, type SandboxApp } from './sandbox-control'

export type Values = Pick<SandboxApp, 'clientId' | 'clientSecret' | 'redirectUri'>

/** Fills the form Preauthenticate, which must be open. Without `deviating` the redirect URI is the portal's own. */
export async function fillForm(page: Page, name: string, app: Values, deviating: boolean): Promise<void> {
  await page.getByLabel('Name', { exact: true }).fill(name)
  await page.getByLabel('Country').selectOption('sandbox')
  await page.getByLabel('Client ID').fill(app.clientId)
  await page.getByLabel('Client Secret').fill(app.clientSecret)
  if (!deviating) return
  await page.getByLabel('Deviating Redirect URI').check()
  await page.getByLabel('Redirect URI', { exact: true }).fill(app.redirectUri)
}

export const pressPreauthenticate = (page: Page) => page.getByRole('button', { name: 'Preauthenticate', exact: true }).click()

/** With JavaScript a deviating app opens Exact Online in a new tab; without, by the link of the attempt's page. */
export async function openExactTab(page: Page): Promise<Page> {
  const newTab = page.context().waitForEvent('page')
  if (withoutScript.has(page.context())) {
    await pressPreauthenticate(page)
    await page.waitForURL(/\/preauthenticate\/./)
    await page.getByRole('link', { name: 'Open Exact Online' }).click()
  } else {
    await pressPreauthenticate(page)
  }
  const tab = await newTab
  await page.waitForURL(/\/preauthenticate\/./)
  await hydrated(page)
  return tab
}

/** At Exact Online: logs in and presses Allow. */
export async function allow(page: Page): Promise<void> {
  await page.getByLabel('User name').fill(exactUser)
  await page.getByLabel('Password').fill('sandbox')
  await page.getByRole('button', { name: 'Log in' }).click()
  await expect(page.getByRole('heading', { name: 'Allow access?' })).toBeVisible()
  await page.getByRole('button', { name: 'Allow' }).click()
}

/** Allows, and answers with what then stands in the address bar. Nothing answers at the deviating redirect URI: only its address counts. */
export async function allowAndCopyAddress(tab: Page): Promise<string> {
  const returned = tab.waitForRequest((request) => request.isNavigationRequest() && request.url().startsWith(deviatingUri))
  await allow(tab)
  return (await returned).url()
}

export async function exchange(page: Page, returnUrl: string): Promise<void> {
  // A tab in the background draws seldom, and Playwright waits for what is drawn.
  await page.bringToFront()
  await page.getByLabel('Code Return URL').fill(returnUrl)
  await page.getByRole('button', { name: 'Exchange', exact: true }).click()
}

/** The result has come: its id. */
export async function arriveAtResult(page: Page): Promise<string> {
  await page.waitForURL(/\/settings\/[0-9a-f-]{36}$/)
  await hydrated(page)
  return page.url().split('/').at(-1) ?? ''
}

/** Reveals one of the three fields, and answers with what it says. */
export async function reveal(page: Page, label: string): Promise<string> {
  const masked = await page.getByLabel(label, { exact: true }).inputValue()
  await page.getByRole('button', { name: `Reveal ${label}` }).click()
  await expect(page.getByRole('button', { name: `Hide ${label}` })).toBeVisible()
  await expect(page.getByLabel(label, { exact: true })).not.toHaveValue(masked)
  return page.getByLabel(label, { exact: true }).inputValue()
}

/** What the clipboard holds: it is pasted, for no page of the portal may read it (Permissions-Policy). */
export async function readClipboard(page: Page): Promise<string> {
  await page.evaluate(() => {
    const area = document.createElement('textarea')
    area.id = 'paste-here'
    document.body.append(area)
    area.focus()
  })
  await page.keyboard.press('ControlOrMeta+V')
  const text = await page.locator('#paste-here').inputValue()
  await page.locator('#paste-here').evaluate((area) => area.remove())
  return text
}
