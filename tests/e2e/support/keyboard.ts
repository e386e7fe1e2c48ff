import type { Page } from '@playwright/test'

type Role = 'textbox' | 'button' | 'link' | 'combobox' | 'checkbox'

/** Goes on with Tab until an element of that role and name has the focus; never the mouse. */
export async function tabTo(page: Page, role: Role, name: string | RegExp): Promise<void> {
  const wanted = page
    .getByRole(role, { name, exact: true })
    .or(page.getByLabel(name, { exact: true }))
    .first()
  for (let presses = 0; presses < 60; presses++) {
    if (await wanted.evaluate((element) => element === document.activeElement)) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`Tab does not reach ${role} ${name}`)
}
