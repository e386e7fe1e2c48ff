// The door and the account's own pages with the keyboard alone: no click, no focus that Tab did not give.
import { expect } from '@playwright/test'
import { addAuthenticator, codeOf, shownSecret } from './support/factors'
import { hydrated } from './support/hydrated'
import { tabTo } from './support/keyboard'
import { linkIn, test } from './support/mailed'
import { addAccount } from './support/members'

const password = 'quarterly-otter-lantern'

test('A forgotten password, an app, recovery codes, a passkey and a new address, with the keyboard alone', async ({
  mailed,
  newVisitor,
}) => {
  const { portal, mails, backDoor } = mailed
  const account = await addAccount(backDoor)
  const page = await (await newVisitor({ baseURL: portal.url })).newPage()
  await addAuthenticator(page)
  const { keyboard } = page
  const press = async (role: 'button' | 'link', name: string, url?: string | RegExp) => {
    await tabTo(page, role, name)
    await keyboard.press('Enter')
    if (url) await page.waitForURL(url)
    await hydrated(page)
  }
  const type = async (label: string, text: string) => {
    await tabTo(page, 'textbox', label)
    await keyboard.press('ControlOrMeta+A')
    await keyboard.insertText(text)
  }

  await page.goto('/login')
  await hydrated(page)
  await press('link', 'Forgot your password?', '**/forgot-password')
  await type('E-mail address', account.email)
  await keyboard.press('Enter')
  await expect(page.getByText('If there is an account for this address')).toBeVisible()
  await page.goto(linkIn(await mails.next(account.email)))
  await hydrated(page)
  await type('Password', 'short')
  await keyboard.press('Enter')
  // What went wrong takes the focus, and leads on to its field.
  await expect(page.getByRole('main').getByRole('alert')).toBeFocused()
  await type('Password', password)
  await press('button', 'Set password', '**/login?done=password')
  await type('E-mail address', account.email)
  await type('Password', password)
  await keyboard.press('Enter')
  await page.waitForURL('**/preauthenticate')
  await hydrated(page)

  await press('link', 'Account', '**/account')
  await press('link', 'Set up: Authenticator app', '**/account/authenticator')
  const secret = await shownSecret(page)
  await type('Code', codeOf(secret))
  await press('button', 'Turn on', '**/account/recovery-codes?done=totp')
  await press('button', 'Make ten codes')
  await expect(page.locator('#recovery-codes li')).toHaveCount(10)
  const [recoveryCode = ''] = await page.locator('#recovery-codes li').allInnerTexts()
  await press('link', 'I have kept them', '**/account')
  await press('link', 'Add: Passkeys', '**/account/passkeys')
  await type('Name of the passkey', 'Work laptop')
  await press('button', 'Add a passkey', '**/account/passkeys?done=added')

  await press('button', 'Log out', '**/login')
  await press('button', 'Use a passkey', '**/preauthenticate')
  await press('button', 'Log out', '**/login')
  await type('E-mail address', account.email)
  await type('Password', password)
  await keyboard.press('Enter')
  await page.waitForURL('**/login/second-factor?**')
  await hydrated(page)
  await type('Code', recoveryCode)
  await keyboard.press('Enter')
  await page.waitForURL('**/preauthenticate')
  await hydrated(page)

  await press('link', 'Account', '**/account')
  await press('link', 'Change e-mail address', '**/account/email')
  const email = `moved-${account.email}`
  await type('E-mail address', email)
  await press('button', 'Send the link', '**/account?done=email-sent')
  await page.goto(linkIn(await mails.next(email)))
  await hydrated(page)
  await press('button', 'Use this address', '**/account?done=email')
  expect([await backDoor.countUsers(email), await backDoor.countUsers(account.email)]).toEqual([1, 0])
})
