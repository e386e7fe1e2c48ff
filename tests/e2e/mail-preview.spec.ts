import { listSampleMails } from '@/app/design/mail/samples'
import { startPortal } from '@/tests/support/portal'
import { drawn, findings } from './support/axe'
import { expect, test } from './support/test'

test('Every mail can be looked at, in every language, in light and dark, under the policy of all pages', async ({ page }) => {
  const portal = await startPortal({ environment: { DESIGN_PAGE: 'on' } })
  try {
    await page.goto(`${portal.url}/design`)
    await page.getByRole('link', { name: 'What the portal’s mails look like' }).click()
    await expect(page.getByRole('heading', { name: 'Mail', exact: true })).toBeVisible()
    for (const [language, lang, greeting] of [
      ['English', 'en-GB', 'Hello,'],
      ['Nederlands', 'nl', 'Goedendag,'],
      ['Deutsch', 'de', 'Guten Tag,'],
      ['Français', 'fr', 'Bonjour,'],
    ] as const) {
      await page.getByRole('navigation', { name: 'Languages' }).getByRole('link', { name: language }).click()
      await expect(page.locator('iframe')).toHaveCount(listSampleMails('').length)
      const mail = page.frameLocator('iframe[title="reset as HTML"]')
      await expect(mail.locator('html')).toHaveAttribute('lang', lang)
      await expect(mail.getByText(greeting)).toBeVisible()
      await expect(mail.getByRole('link')).toHaveAttribute('href', `${portal.url}/reset?token=a-token&more=1`)
    }
    // The dark colours come from the mail's stylesheet, which the policy lets through.
    const sheet = page.frameLocator('iframe[title="reset as HTML"]').locator('.sheet')
    await expect(sheet).toHaveCSS('background-color', 'rgb(255, 255, 255)')
    await page.emulateMedia({ colorScheme: 'dark' })
    await expect(sheet).toHaveCSS('background-color', 'rgb(24, 27, 30)')
    // Nothing runs in the frames, axe neither: it looks at the page without them, and at a mail by itself.
    const mail = await page.locator('iframe[title="factor-added passkey as HTML"]').evaluate((frame: HTMLIFrameElement) => frame.srcdoc)
    await page.locator('iframe').evaluateAll((frames) => frames.forEach((frame) => frame.remove()))
    expect(await findings(page)).toEqual([])
    await page.goto('about:blank')
    await page.setContent(mail)
    for (const colorScheme of ['dark', 'light'] as const) {
      await page.emulateMedia({ colorScheme })
      await drawn(page)
      expect(await findings(page, 'color-contrast'), colorScheme).toEqual([])
    }
  } finally {
    await portal.stop()
  }
})
