import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { hydrated } from '../e2e/support/hydrated'
import { states } from '../e2e/support/page-states'
import { test } from '../e2e/support/test'

const folder = 'test-results/screenshots'
mkdirSync(folder, { recursive: true })

const sizes = { desktop: { width: 1280, height: 800 }, phone: { width: 390, height: 844 } }

for (const [name, reach] of Object.entries(states)) {
  test(`Pictures of “${name}”`, async ({ page, context, account, announced, backDoor, sandbox, portal }) => {
    announced.push(/status of 404.*nowhere/)
    await reach({ page, account, backDoor, sandbox })
    for (const language of ['en', 'nl']) {
      if (language !== 'en') {
        await context.addCookies([{ name: 'language', value: language, url: portal.url }])
        await page.reload()
        await hydrated(page)
      }
      for (const [size, viewport] of Object.entries(sizes)) {
        await page.setViewportSize(viewport)
        for (const colorScheme of ['light', 'dark'] as const) {
          await page.emulateMedia({ colorScheme })
          const file = `${name.replaceAll(/\W+/g, '-')}.${language}.${size}.${colorScheme}.png`
          await page.screenshot({ path: join(folder, file), fullPage: true })
        }
      }
    }
  })
}
