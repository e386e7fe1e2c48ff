import type { Page } from '@playwright/test'
import axe, { type RunOptions } from 'axe-core'

const standards = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/**
 * What axe finds by WCAG 2.2 A and AA and by good practice, or by one rule alone.
 * It runs in the page itself: the portal has no frames, for whose sake its own driver opens another page for every look.
 */
export async function findings(page: Page, rule?: string): Promise<string[]> {
  const options: RunOptions = {
    runOnly: rule ? { type: 'rule', values: [rule] } : { type: 'tag', values: standards },
    resultTypes: ['violations'],
  }
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source)
  const violations = await page.evaluate(async (how) => {
    const found = await (window as unknown as { axe: typeof axe }).axe.run(document, how)
    return found.violations.map(({ id, nodes }) => ({ id, nodes: nodes.map((one) => [one.target.join(' '), one.failureSummary ?? '']) }))
  }, options)
  return violations.flatMap(({ id, nodes }) => nodes.map(([target, summary]) => `${id} at ${target}: ${summary?.split('\n')[1]?.trim()}`))
}

/** What changes the size or the colours of a page is drawn with the next frame, and axe reads what is drawn. */
export const drawn = (page: Page) =>
  page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))))

/** By how many pixels a page is wider than its window. */
export const sidewaysExcess = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
