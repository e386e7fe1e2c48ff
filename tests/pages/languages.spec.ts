import { drawn, findings, sidewaysExcess } from '../e2e/support/axe'
import { hydrated } from '../e2e/support/hydrated'
import { states } from '../e2e/support/page-states'
import { expect, test } from '../e2e/support/test'

const sizes = [
  { width: 1280, height: 800 },
  { width: 320, height: 640 },
]

// A state is reached in English, and drawn anew in the others; an answer to a form is gone by then, its page is not.
for (const [name, reach] of Object.entries(states)) {
  test(`The page “${name}” in Dutch, German and French: nothing for axe, in light and dark, and nothing sideways`, async ({
    page,
    context,
    account,
    announced,
    backDoor,
    sandbox,
    portal,
  }) => {
    announced.push(/status of 404.*nowhere/)
    await reach({ page, account, backDoor, sandbox })
    for (const language of ['nl', 'de', 'fr']) {
      await context.addCookies([{ name: 'language', value: language, url: portal.url }])
      await page.reload()
      await hydrated(page)
      await expect(page.locator('html')).toHaveAttribute('lang', language)
      for (const [index, size] of sizes.entries()) {
        await page.setViewportSize(size)
        await page.emulateMedia({ colorScheme: index === 0 ? 'light' : 'dark' })
        await drawn(page)
        expect.soft(await findings(page), `${language}, ${size.width} px`).toEqual([])
        expect.soft(await sidewaysExcess(page), `${language}: sideways at ${size.width} px`).toBeLessThanOrEqual(0)
      }
    }
  })
}
