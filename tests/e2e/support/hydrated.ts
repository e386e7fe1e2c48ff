import { expect, type BrowserContext, type Page } from '@playwright/test'

/** Browsers with JavaScript switched off: there is nothing to wait for. */
export const withoutScript = new WeakSet<BrowserContext>()

/** Waits until React holds the page: what is typed before may be typed over. */
export async function hydrated(page: Page): Promise<void> {
  if (withoutScript.has(page.context())) return
  const isHeld = () =>
    page
      .evaluate(() => {
        const parts = [...document.querySelectorAll('#main form, #main a, #main button')]
        return parts.length > 0 && parts.every((part) => Object.keys(part).some((key) => key.startsWith('__reactProps')))
      })
      .catch(() => false)
  await expect.poll(isHeld, { message: 'React holds the page', intervals: [20, 50, 100] }).toBe(true)
}

/** Goes to a page of the portal and waits until it can be used. */
export async function open(page: Page, path: string): Promise<void> {
  await page.goto(path)
  await hydrated(page)
}
