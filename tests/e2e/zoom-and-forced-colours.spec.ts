import type { Page } from '@playwright/test'
import { drawn, sidewaysExcess } from './support/axe'
import { open } from './support/hydrated'
import { states } from './support/page-states'
import { expect, test } from './support/test'

/** What has the focus and can't be seen: it lies below what sticks to the window's edges. */
const coveredFocus = (page: Page) =>
  page.evaluate(() => {
    const element = document.activeElement
    if (!element || element === document.body) return null
    const { left, top, right, bottom } = element.getBoundingClientRect()
    const parts = [0.1, 0.3, 0.5, 0.7, 0.9]
    // Of what is taller than the window, the part that is in it.
    const [from, to] = [Math.max(0, top), Math.min(innerHeight, bottom)]
    const isSeen = parts.some((down) =>
      parts.some((along) => {
        const hit = document.elementFromPoint(left + (right - left) * along, from + (to - from) * down)
        return hit !== null && (element.contains(hit) || hit.closest('label')?.control === element)
      }),
    )
    return isSeen ? null : `${element.tagName} ${element.id} ${element.getAttribute('aria-label') ?? element.textContent}`
  })

/** 1280 × 1024 at 400 %: WCAG 2.2, 1.4.10. */
const zoomed = { width: 320, height: 256 }

for (const name of ['preauthenticate with errors', 'exchange code with a mistake', 'result, revealed', 'settings history'] as const) {
  test(`At 400 % the page “${name}” scrolls one way only, and nothing covers what has the focus`, async ({
    page,
    account,
    backDoor,
    sandbox,
  }) => {
    await states[name]?.({ page, account, backDoor, sandbox })
    await page.setViewportSize(zoomed)
    await drawn(page)
    expect(await sidewaysExcess(page)).toBeLessThanOrEqual(0)
    await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur())
    const covered: string[] = []
    for (let presses = 0; presses < 40; presses++) {
      await page.keyboard.press('Tab')
      await drawn(page)
      const found = await coveredFocus(page)
      if (found) covered.push(found)
    }
    expect(covered).toEqual([])
  })
}

test.describe('With forced colours', () => {
  test.use({ contextOptions: { forcedColors: 'active' } })

  test('buttons keep an outline, the focus is drawn, and the step that is on is told without its colour', async ({
    page,
    account,
    backDoor,
    sandbox,
  }) => {
    const { attemptId } = await backDoor.openAttempt(account.id, 'Forced', await sandbox.addApp(), true)
    await open(page, `/preauthenticate/${attemptId}`)
    const exchange = page.getByRole('button', { name: 'Exchange', exact: true })
    const borderOf = () => exchange.evaluate((button) => getComputedStyle(button).borderTopWidth)
    expect(parseFloat(await borderOf())).toBeGreaterThanOrEqual(1)
    await page.getByRole('textbox', { name: 'Code Return URL' }).focus()
    await page.keyboard.press('Tab')
    await expect(exchange).toBeFocused()
    const outline = await exchange.evaluate((button) => {
      const { outlineStyle, outlineWidth } = getComputedStyle(button)
      return { outlineStyle, width: parseFloat(outlineWidth) }
    })
    expect(outline.outlineStyle).not.toBe('none')
    expect(outline.width).toBeGreaterThanOrEqual(2)
    const current = page.locator('#main [aria-current=step]')
    await expect(current).toHaveCount(1)
    await expect(page.getByRole('navigation').locator('[aria-current=page]').first()).toBeVisible()
  })

  test('the fields of a result are drawn once, by the field itself', async ({ page, account, backDoor }) => {
    const [id] = await backDoor.addSettingsFiles(account.id, ['Forced'])
    await open(page, `/settings/${id}`)
    await expect(page.locator('#xml')).not.toHaveCSS('-webkit-text-fill-color', 'rgba(0, 0, 0, 0)')
    await expect(page.locator('pre').first()).toHaveCSS('visibility', 'hidden')
  })
})
