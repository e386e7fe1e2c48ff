import { startPortal } from '@/tests/support/portal'
import { startPostgres } from '@/tests/support/postgres'
import { hydrated } from './support/hydrated'
import { addAccount, openBackDoor } from './support/members'
import { expect, test } from './support/test'

test('While the database is away every page says so calmly, with a way out; nothing is lost, and a second try is enough', async ({
  newVisitor,
  announced,
}) => {
  test.setTimeout(120_000)
  // The browser sees the error of a server component, and a page without its icon.
  announced.push(/status of 50[03]/, /React error #441/, /favicon\.ico|icon\.svg/)
  const postgres = await startPostgres()
  const portal = await startPortal({ environment: { DATABASE_URL: await postgres.createDatabase() } })
  const backDoor = openBackDoor(portal.environment)
  try {
    const { cookie } = await addAccount(backDoor)
    const visit = async (javaScriptEnabled: boolean) => {
      const context = await newVisitor({ baseURL: portal.url, javaScriptEnabled })
      await context.addCookies([{ ...cookie, url: portal.url, httpOnly: true, sameSite: 'Lax' }])
      return context.newPage()
    }
    const [page, plain] = [await visit(true), await visit(false)]
    await page.goto('/settings')
    await hydrated(page)
    await backDoor.stop()
    await postgres.goAway()

    for (const path of ['/settings', '/preauthenticate', '/account/activity']) {
      expect.soft((await page.goto(path))?.status(), path).toBe(500)
      await expect.soft(page.getByRole('heading', { level: 1 }), path).toHaveText('Something broke on our side')
      await expect.soft(page.getByRole('link', { name: 'Settings history' })).toBeVisible()
      expect.soft((await plain.goto(path))?.status(), path).toBe(500)
    }
    const returned = await plain.goto('/callback/exact-online?code=some-code&state=some-state')
    expect(returned?.status()).toBe(503)
    await expect(plain.getByText('Nothing was sent to Exact Online')).toBeVisible()

    await postgres.comeBack()
    await page.getByRole('button', { name: 'Try again' }).click()
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Activity')
    expect((await plain.goto('/settings'))?.status()).toBe(200)
    // What they still load is not to fail when the portal stops.
    await Promise.all([page, plain].map((one) => one.context().close()))
  } finally {
    await portal.stop()
    await postgres.stop()
  }
})
