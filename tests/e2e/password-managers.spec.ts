// With the portal's log-in saved in a real profile: it comes back where somebody logs in, and nowhere else.
import type { BrowserContext, Page } from '@playwright/test'
import { states } from './support/page-states'
import { openWithSavedLogIn, readFilledFields } from './support/saved-log-in'
import { expect, test as base, watch } from './support/test'

const test = base.extend<object, { profile: BrowserContext }>({
  profile: [
    async ({ portal }, provide) => {
      const { context, close } = await openWithSavedLogIn(portal.url)
      await provide(context)
      await close()
    },
    { scope: 'worker', timeout: 60_000 },
  ],
  context: async ({ profile, complaints }, provide) => {
    watch(profile, complaints)
    await provide(profile)
    for (const page of profile.pages().slice(1)) await page.close()
    await profile.clearCookies()
  },
})

const managers = ['data-1p-ignore', 'data-lpignore', 'data-bwignore', 'data-protonpass-ignore', 'data-form-type']

/** The fields of a page that say nothing of what may be put into them, or the wrong thing. */
const readUndecided = (page: Page) =>
  page.evaluate((attributes) => {
    const typed = 'input:not([type=hidden], [type=checkbox], [type=radio]), select, textarea'
    const isDecided = (field: HTMLInputElement) => {
      const value = field.getAttribute('autocomplete') ?? ''
      if (attributes.every((name) => field.hasAttribute(name))) return value === (field.type === 'password' ? 'new-password' : 'off')
      return field.type === 'password'
        ? ['current-password', 'new-password'].includes(value)
        : ['username', 'email', 'one-time-code'].includes(value)
    }
    return [...document.querySelectorAll<HTMLInputElement>(typed)].filter((field) => !isDecided(field)).map((field) => field.outerHTML)
  }, managers)

// The user's own log-in, in the three places where it is asked for.
const logInPages: Record<string, string[]> = {
  'log-in': ['email=e-mail', 'password=password'],
  'log-in with errors, after a callback': ['email=e-mail'],
  'log-in, after something went wrong at the identity provider': ['email=e-mail', 'password=password'],
}

test.skip(process.platform !== 'linux', 'a profile on another system keeps its passwords under a key that only that system has')

for (const [name, reach] of Object.entries(states)) {
  test(`A saved log-in on the page “${name}”: every field has a decision, and only a log-in is filled`, async ({
    page,
    account,
    announced,
    backDoor,
    sandbox,
  }) => {
    announced.push(/status of 404.*nowhere/)
    await reach({ page, account, backDoor, sandbox })
    expect(await readUndecided(page)).toEqual([])
    expect(await readFilledFields(page)).toEqual(logInPages[name] ?? [])
  })
}
