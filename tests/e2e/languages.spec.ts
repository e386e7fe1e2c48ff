import { open } from './support/hydrated'
import { send } from './support/raw-request'
import { expect, test } from './support/test'

test.describe('The language', () => {
  for (const [locale, lang, title] of [
    ['nl-BE', 'nl', 'Inloggen'],
    ['de-AT', 'de', 'Anmelden'],
    ['fr', 'fr', 'Connexion'],
    ['en-US', 'en-GB', 'Log in'],
    ['ja', 'en-GB', 'Log in'],
  ] as const) {
    test(`of a browser that asks for ${locale} is ${lang}`, async ({ newVisitor }) => {
      const page = await (await newVisitor({ locale })).newPage()
      await open(page, '/login')
      await expect(page.locator('html')).toHaveAttribute('lang', lang)
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(title)
      await expect(page).toHaveTitle(`${title} · Preauth Portal`)
    })
  }

  test('is weighed as the header says', async ({ portal }) => {
    const answer = await send({ port: portal.port, path: '/login', headers: { 'Accept-Language': 'ja, fr;q=0.4, de;q=0.8, nl;q=0' } })
    expect(answer.body).toContain('<html lang="de"')
  })

  test('is found whatever stands in the cookies: no value breaks a page', async ({ portal }) => {
    for (const value of ['%', '%25', '%E0%A4%A', '"', '%2E%2E%2F', 'x'.repeat(3000)]) {
      const headers = { Cookie: `language=${value}; time-zone=${value}; theme=${value}`, 'Accept-Language': 'nl' }
      const answer = await send({ port: portal.port, path: '/login', headers })
      expect.soft([value.slice(0, 20), answer.status]).toEqual([value.slice(0, 20), 200])
      expect.soft(answer.body).toContain('<html lang="nl"')
    }
  })

  test('is chosen in front of the door, and goes through it', async ({ page, account, context }) => {
    await context.clearCookies()
    await open(page, '/login')
    await page.getByRole('button', { name: 'Nederlands' }).click()
    await expect(page.getByRole('heading', { name: 'Inloggen' })).toBeVisible()
    await page.getByLabel('E-mailadres').fill(account.email)
    await page.getByLabel('Wachtwoord').fill('not the one')
    await page.getByRole('button', { name: 'Inloggen' }).click()
    await expect(page.getByRole('main').getByRole('alert')).toContainText('Het e-mailadres of het wachtwoord is onjuist.')
    await page.getByLabel('Wachtwoord').fill(account.password)
    await page.getByRole('button', { name: 'Inloggen' }).click()
    await page.waitForURL('**/preauthenticate')
    await expect(page.getByRole('navigation', { name: 'Hoofdmenu' })).toBeVisible()
  })

  test('stays with the account, in whatever browser it logs in', async ({ page, account, newVisitor }) => {
    await open(page, '/account')
    await page.getByRole('main').getByRole('button', { name: 'Français' }).click()
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Compte')
    const other = await newVisitor({ locale: 'de-DE' })
    const elsewhere = await other.newPage()
    await open(elsewhere, '/login?returnTo=/account')
    await elsewhere.getByLabel('E-Mail-Adresse').fill(account.email)
    await elsewhere.getByLabel('Passwort').fill(account.password)
    await elsewhere.getByRole('button', { name: 'Anmelden' }).click()
    await elsewhere.waitForURL('**/account')
    await expect(elsewhere.locator('html')).toHaveAttribute('lang', 'fr')
  })

  test('of a form that makes no sense changes nothing', async ({ page, account, context, portal }) => {
    await context.addCookies([{ name: 'language', value: '../../etc/passwd', url: portal.url }])
    await open(page, '/account')
    await expect(page.locator('html')).toHaveAttribute('lang', 'en-GB')
    expect(account.id).not.toBe('')
  })
})

test.describe('Without JavaScript', () => {
  test.use({ javaScriptEnabled: false })
  test('the language is one press away, too', async ({ memberPage: page }) => {
    await page.goto('/account')
    await page.getByRole('banner').getByRole('button', { name: 'Deutsch' }).click()
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Konto')
  })
})

test.describe('Times', () => {
  test('are those of the browser, as soon as it has told where it is', async ({ account, backDoor, newVisitor, portal }) => {
    await backDoor.addSettingsFiles(account.id, ['Kantoor'])
    const seen = []
    for (const timezoneId of ['Asia/Tokyo', 'America/New_York']) {
      const context = await newVisitor({ timezoneId })
      await context.addCookies([{ ...account.cookie, url: portal.url }])
      const page = await context.newPage()
      await open(page, '/settings')
      await expect
        .poll(async () => (await context.cookies()).find(({ name }) => name === 'time-zone')?.value)
        .toBe(encodeURIComponent(timezoneId))
      const time = page.getByRole('main').getByRole('table').locator('time').first()
      const zone = timezoneId === 'Asia/Tokyo' ? /GMT\+9|JST/ : /GMT-[45]|E[SD]T/
      await expect(time).toHaveAttribute('title', zone)
      seen.push(await time.getAttribute('title'))
    }
    expect(new Set(seen).size).toBe(2)
  })

  test('are those of the account, where it has chosen', async ({ page, account, backDoor }) => {
    await backDoor.addSettingsFiles(account.id, ['Kantoor'])
    await open(page, '/account')
    await page.getByLabel('Time zone').selectOption('Asia/Tokyo')
    await page.getByRole('button', { name: 'Save' }).click()
    await expect(page.getByText('Saved.')).toBeVisible()
    await open(page, '/settings')
    await expect(page.getByRole('main').getByRole('table').locator('time').first()).toHaveAttribute('title', /GMT\+9|JST/)
  })
})
