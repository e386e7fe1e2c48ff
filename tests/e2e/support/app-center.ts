import { expect, type Page } from '@playwright/test'
import { exactUser } from './sandbox-control'

/** From App Center's countries to the page of an app, with its secret shown. */
export async function openInAppCenter(page: Page, sandboxUrl: string, appName: string): Promise<void> {
  await page.goto(`${sandboxUrl}/app-center`)
  await page.getByRole('link', { name: 'Netherlands' }).click()
  await page.getByLabel('User name').fill(exactUser)
  await page.getByLabel('Password').fill('sandbox')
  await page.getByRole('button', { name: 'Log in' }).click()
  await page.getByRole('link', { name: 'Manage my apps' }).click()
  await page.getByRole('link', { name: appName }).click()
  await page.getByRole('button', { name: 'Show' }).click()
  await expect(page.getByRole('button', { name: 'Hide' })).toBeVisible()
}
