import { randomUUID } from 'node:crypto'
import { addAccount } from './support/members'
import { open } from './support/hydrated'
import { send } from './support/raw-request'
import { expect, test } from './support/test'

const pages = ['/administration', '/administration/state', '/administration/activity']

test.describe('For whoever is no administrator', () => {
  test('there is no Administration', async ({ portal, backDoor, stranger }) => {
    const { account } = stranger
    const Cookie = `${account.cookie.name}=${account.cookie.value}`
    const other = await addAccount(backDoor)
    for (const path of [...pages, `/administration/users/${other.id}`, `/administration/users/${other.id}/delete`])
      expect.soft((await send({ port: portal.port, path, headers: { Cookie } })).status, path).toBe(404)
    await open(stranger.page, '/find?q=administration')
    await expect(stranger.page.getByRole('link', { name: 'Administration' })).toHaveCount(0)
  })
})

test.describe('An administrator', () => {
  test.beforeEach(async ({ account, backDoor }) => {
    await backDoor.makeAdministrator(account.id)
  })

  test('finds the pages in the menu, in their tabs and by the search', async ({ page }) => {
    await open(page, '/find?q=administrators')
    await expect(page.getByRole('link', { name: 'What administrators did' })).toBeVisible()
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Administration' }).click()
    const tabs = page.getByRole('navigation', { name: 'Pages of Administration' })
    for (const name of ['State', 'Activity', 'Users']) {
      await tabs.getByRole('link', { name }).click()
      await expect(tabs.locator('[aria-current="page"]')).toHaveText(name)
    }
  })

  test('finds a user, shuts the account and opens it again', async ({ page, portal, stranger: { account: other } }) => {
    const Cookie = `${other.cookie.name}=${other.cookie.value}`
    const status = async () => (await send({ port: portal.port, path: '/account', headers: { Cookie } })).status
    await open(page, '/administration')
    await page.getByRole('searchbox').fill(other.email.slice(0, 12).toUpperCase())
    await page.getByRole('button', { name: 'Search' }).click()
    await page.getByRole('link', { name: other.email }).click()
    await expect(page.getByRole('heading', { level: 1, name: other.email })).toBeVisible()
    expect(await status()).toBe(200)
    await page.getByRole('button', { name: 'Shut account' }).click()
    await expect(page.getByRole('status').filter({ hasText: 'The account is shut' })).toBeVisible()
    expect(await status()).toBe(401)
    await page.getByRole('button', { name: 'Open account' }).click()
    await expect(page.getByRole('status').filter({ hasText: 'The account is open again' })).toBeVisible()
    // The log-in that ended does not come back.
    expect(await status()).toBe(401)
    await open(page, '/administration/activity')
    await expect(page.getByRole('row').filter({ hasText: other.email }).filter({ hasText: 'Account shut' })).toBeVisible()
  })

  test('gives and takes the office', async ({ page, stranger, announced }) => {
    announced.push(/status of 404/)
    await open(page, `/administration/users/${stranger.account.id}`)
    await page.getByRole('button', { name: 'Make administrator' }).click()
    await expect(page.getByText('This user is an administrator now.')).toBeVisible()
    await open(stranger.page, '/administration')
    await expect(stranger.page.getByRole('heading', { level: 1, name: 'Administration' })).toBeVisible()
    await page.getByRole('button', { name: 'Make user' }).click()
    await expect(page.getByText('This user is no administrator any more.')).toBeVisible()
    expect((await stranger.page.goto('/administration'))?.status()).toBe(404)
  })

  test('invites somebody, and withdraws that', async ({ page, account }) => {
    await open(page, '/administration')
    const email = page.getByLabel('E-mail address')
    await email.fill(account.email)
    await page.getByRole('button', { name: 'Send invitation' }).click()
    await expect(page.getByRole('main').getByRole('alert')).toContainText('There is an account for this address already.')
    await expect(email).toHaveAttribute('aria-invalid', 'true')
    const invited = `invited-${randomUUID().slice(0, 8)}@kantoor.test`
    await email.fill(invited)
    await page.getByRole('button', { name: 'Send invitation' }).click()
    await expect(page.getByText('The invitation is on its way.')).toBeVisible()
    await page.getByRole('button', { name: `Withdraw the invitation of ${invited}` }).click()
    await expect(page.getByText('The invitation is withdrawn')).toBeVisible()
    await expect(page.getByText(invited)).toHaveCount(0)
  })

  test('proves who they are before an invitation goes out, and finds it as it was typed', async ({ page, account, backDoor }) => {
    await backDoor.ageSessions(account.id, 11)
    await open(page, '/administration')
    await page.getByLabel('E-mail address').fill('mila+boeken@kantoor.test')
    await page.getByLabel('Role').selectOption('administrator')
    await page.getByRole('button', { name: 'Send invitation' }).click()
    await page.waitForURL('**/confirm?**')
    await page.getByLabel('Password').fill(account.password)
    await page.getByRole('button', { name: 'Confirm' }).click()
    await page.waitForURL('**/administration?**')
    await expect(page.getByLabel('E-mail address')).toHaveValue('mila+boeken@kantoor.test')
    await expect(page.getByLabel('Role')).toHaveValue('administrator')
  })

  test('deletes an account only with its address typed once more', async ({ page, backDoor, stranger: { account: other } }) => {
    await open(page, `/administration/users/${other.id}`)
    await page.getByRole('link', { name: 'Delete account…' }).click()
    await page.getByLabel('E-mail address').fill('somebody-else@kantoor.test')
    await page.getByRole('button', { name: 'Delete for good' }).click()
    await expect(page.getByRole('main').getByRole('alert')).toContainText('Nothing was deleted')
    expect(await backDoor.countUsers(other.email)).toBe(1)
    await page.getByLabel('E-mail address').fill(other.email)
    await page.getByRole('button', { name: 'Delete for good' }).click()
    await expect(page.getByText('The account is deleted.')).toBeVisible()
    expect(await backDoor.countUsers(other.email)).toBe(0)
  })

  test('sees how the portal is', async ({ page }) => {
    await open(page, '/administration/state')
    await expect(page.getByRole('row').filter({ hasText: 'Database' })).toContainText('which answers')
    await expect(page.getByRole('row').filter({ hasText: 'Spool' })).toContainText('good')
    await expect(page.getByRole('row').filter({ hasText: 'Migrations' })).toContainText('applied')
  })

  test('has all of it on a phone, where the menu has no room for it', async ({ page }) => {
    await page.setViewportSize({ width: 320, height: 640 })
    await open(page, '/account')
    await page.getByRole('link', { name: 'Open Administration' }).click()
    await page.waitForURL('**/administration')
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320)
  })
})
