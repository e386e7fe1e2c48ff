import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startPortal } from '@/tests/support/portal'
import { findings } from './support/axe'
import { expect, test } from './support/test'

const logo = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 26 26"><script>alert(1)</script><circle cx="13" cy="13" r="12"/></svg>'

test('A partner’s name, accent and logo stand on the pages, and can be read', async ({ page }) => {
  const path = join(mkdtempSync(join(tmpdir(), 'brand-')), 'logo.svg')
  writeFileSync(path, logo)
  const portal = await startPortal({ environment: { PORTAL_NAME: 'Kantoor & Zoon <b>', PORTAL_ACCENT: '#1d4ed8', PORTAL_LOGO: path } })
  try {
    await page.goto(`${portal.url}/login`)
    await expect(page).toHaveTitle('Log in · Kantoor & Zoon <b>')
    await expect(page.getByText('Kantoor & Zoon <b>')).toBeVisible()
    await expect(page.getByText('Preauth Portal')).toHaveCount(0)
    const button = page.getByRole('button', { name: 'Log in' })
    await expect(button).toHaveCSS('background-color', 'rgb(29, 78, 216)')
    expect(await page.locator('img[src="/brand/logo"]').evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(0)
    const drawing = await page.request.get(`${portal.url}/brand/logo`)
    expect(drawing.headers()['content-type']).toBe('image/svg+xml')
    expect(drawing.headers()['content-security-policy']).toContain('script-src')
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme })
      expect(await findings(page), colorScheme).toEqual([])
    }
  } finally {
    await portal.stop()
  }
})

test('An accent that nobody could read stops the start, and the figure is told', async () => {
  await expect(startPortal({ environment: { PORTAL_ACCENT: '#ffd400' } })).rejects.toThrow(/PORTAL_ACCENT: #ffd400 reaches 1\.\d+ to 1/)
})
