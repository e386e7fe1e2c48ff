// The main job as a screen reader has it: what is there by role, name and state, and what is said while nobody looks.
import type { Page } from '@playwright/test'
import explanations from '@/messages/en/failures.json' with { type: 'json' }
import { open } from './support/hydrated'
import { arriveAtResult } from './support/journey'
import { expect, test } from './support/test'

type Node = { role: string; name: string; level?: number; required?: boolean; ignored: boolean }

/** The accessibility tree as Chromium gives it to assistive technology, in reading order. */
async function readTree(page: Page): Promise<Node[]> {
  const session = await page.context().newCDPSession(page)
  const { nodes } = await session.send('Accessibility.getFullAXTree')
  await session.detach()
  return nodes
    .filter(({ ignored }) => !ignored)
    .map(({ role, name, properties = [], ignored }) => {
      const property = (wanted: string) => properties.find((one) => one.name === wanted)?.value.value as unknown
      return {
        role: String(role?.value ?? ''),
        name: String(name?.value ?? '').trim(),
        level: property('level') as number | undefined,
        required: property('required') as boolean | undefined,
        ignored,
      }
    })
}

const controls = /^(button|link|textbox|searchbox|checkbox|radio|combobox|DisclosureTriangle)$/

/** What holds on every page: one title, no level skipped, named places, and nothing to press that has no name. */
async function expectToBeReadable(page: Page): Promise<void> {
  const tree = await readTree(page)
  const levels = tree.filter(({ role }) => role === 'heading').map(({ level = 0 }) => level)
  expect(levels.filter((level) => level === 1)).toHaveLength(1)
  levels.reduce((before, level) => {
    expect(level, `a heading of level ${level} after one of ${before}`).toBeLessThanOrEqual(before + 1)
    return level
  }, 1)
  expect(tree.filter(({ role }) => role === 'main')).toHaveLength(1)
  expect(tree.filter(({ role, name }) => controls.test(role) && !name)).toEqual([])
  const names = tree.filter(({ role }) => role === 'navigation').map(({ name }) => name)
  expect(new Set(names).size, 'each navigation has a name of its own').toBe(names.length)
}

const status = (page: Page, text: string | RegExp) => page.getByRole('status').filter({ hasText: text })

test('The main job is told whole to somebody who sees none of it', async ({ page, account, context, backDoor, sandbox }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  const app = await sandbox.addApp()

  await test.step('the form says what is required, where the path stands, and what is wrong', async () => {
    await open(page, '/preauthenticate')
    await expectToBeReadable(page)
    const tree = await readTree(page)
    const required = tree.filter((node) => node.role === 'textbox' && node.required).map(({ name }) => name)
    expect(required).toEqual(expect.arrayContaining(['Name', 'Client ID', 'Client Secret']))
    await expect(page.getByRole('list', { name: 'The way to your settings file' }).getByRole('listitem').first()).toHaveAttribute(
      'aria-current',
      'step',
    )
    await page.getByRole('button', { name: 'Preauthenticate', exact: true }).click()
    await expect(page.getByRole('main').getByRole('alert')).toContainText('to correct')
    // Each message is tied to its field, and is read with it.
    for (const name of ['Client ID', 'Client Secret']) {
      const field = page.getByRole('textbox', { name, exact: true })
      await expect(field).toHaveAttribute('aria-invalid', 'true')
      await expect(field).toHaveAccessibleDescription(new RegExp(`Fill in ${name}`))
    }
  })

  const { attemptId, state } = await backDoor.openAttempt(account.id, 'Voorgelezen', app, true)
  const returnUrl = await sandbox.allow(app, state)

  await test.step('a pasted mistake is said in one sentence, and a good address with the time that is left', async () => {
    await page.clock.install()
    await open(page, `/preauthenticate/${attemptId}`)
    await expectToBeReadable(page)
    const field = page.getByRole('textbox', { name: 'Code Return URL' })
    await field.fill('it did not work')
    await page.clock.runFor(1_000)
    await expect(status(page, explanations['not-a-url'].title)).toHaveCount(1)
    await field.fill(returnUrl)
    await page.clock.runFor(1_000)
    await expect(page.getByText(/^2:5\d$/)).toBeVisible()
    for (const [seconds, said] of [
      [60, '120 seconds'],
      [60, '60 seconds'],
      [30, '30 seconds'],
    ] as const) {
      await page.clock.runFor(seconds * 1000)
      await expect(status(page, said)).toHaveCount(1)
    }
  })

  await test.step('the result names its fields, and says what was copied', async () => {
    await page.getByRole('button', { name: 'Exchange', exact: true }).click()
    await page.clock.resume()
    await arriveAtResult(page)
    await expectToBeReadable(page)
    await expect(page.getByRole('heading', { level: 1 })).toContainText('settings-Voorgelezen.xml')
    for (const name of ['Refresh Token', 'Content settings.xml', 'Encrypt Statement']) {
      await expect(page.getByRole('textbox', { name, exact: true })).toHaveAccessibleDescription(/\S/)
      await page.getByRole('button', { name: `Copy ${name}` }).click()
      await expect(status(page, `${name}: Copied`)).toHaveCount(1)
    }
    // The colours below the fields are for the eye alone.
    const tree = await readTree(page)
    expect(tree.filter(({ role, name }) => role === 'StaticText' && name.includes('<settings'))).toHaveLength(1)
    await expect(page.getByRole('group', { name: 'Your system' }).getByRole('radio')).toHaveCount(3)
  })
})
