// Every way in, and every way back, as a person takes it.
import { unzipSync, strFromU8 } from 'fflate'
import { readFile } from 'node:fs/promises'
import { expect, type BrowserContext, type Page } from '@playwright/test'
import { quietPort } from '@/scripts/steps/ports.mjs'
import { startPortal } from '@/tests/support/portal'
import { addAuthenticator, codeOf, shownSecret } from './support/factors'
import { hydrated, open } from './support/hydrated'
import { linkIn, test, withMailed, withProvider } from './support/mailed'
import { addAccount, sessionCookieName, type Account } from './support/members'
import { send } from './support/raw-request'

const newPassword = 'quarterly-otter-lantern'
const newAddress = () => `user-${crypto.randomUUID().slice(0, 8)}@kantoor.test`

async function logIn(page: Page, email: string, password: string): Promise<void> {
  await open(page, '/login')
  await page.getByLabel('E-mail address').fill(email)
  await page.getByLabel('Password').fill(password)
  await page.getByRole('button', { name: 'Log in', exact: true }).click()
}

const sessionOf = async (context: BrowserContext) => (await context.cookies()).find(({ name }) => name === sessionCookieName)?.value ?? ''
const statusOf = async (port: number, cookie: string) =>
  (await send({ port, path: '/account', headers: { Cookie: `${sessionCookieName}=${cookie}` } })).status

async function setUpTotp(page: Page): Promise<string> {
  await open(page, '/account/authenticator')
  const secret = await shownSecret(page)
  await page.getByRole('textbox', { name: 'Code' }).fill(codeOf(secret))
  await page.getByRole('button', { name: 'Turn on' }).click()
  await page.waitForURL('**/account/recovery-codes?done=totp')
  return secret
}

test.describe('Signing up', () => {
  test('goes by a link in a mail; an address that has an account is told so there, and nowhere else', async ({ mailed, newVisitor }) => {
    const { portal, mails } = mailed
    const email = newAddress()
    const page = await (await newVisitor({ baseURL: portal.url })).newPage()
    const ask = async () => {
      await open(page, '/sign-up')
      await page.getByLabel('E-mail address').fill(email.toUpperCase())
      await page.getByRole('button', { name: 'Send me a link' }).click()
      await expect(page.getByRole('status').filter({ hasText: 'Look in your mail' })).toBeVisible()
      return page.getByRole('main').innerText()
    }
    const first = await ask()
    const link = linkIn(await mails.next(email))
    await page.goto(link)
    await hydrated(page)
    await page.getByLabel('Password').fill('password1')
    await page.getByRole('button', { name: 'Make my account' }).click()
    await expect(page.getByRole('main').getByRole('alert')).toContainText('among those tried first')
    await page.getByLabel('Password').fill(newPassword)
    await page.getByRole('button', { name: 'Make my account' }).click()
    await page.waitForURL('**/preauthenticate')

    await page.goto(link)
    await page.waitForURL('**/sign-up?problem=over')
    await page.context().clearCookies()
    expect(await ask()).toBe(first)
    expect((await mails.next(email)).subject).toContain('already have an account')
  })

  test('of a strength that is shown while the password is typed', async ({ mailed, newVisitor }) => {
    const email = newAddress()
    const page = await (await newVisitor({ baseURL: mailed.portal.url })).newPage()
    await open(page, '/sign-up')
    await page.getByLabel('E-mail address').fill(email)
    await page.getByRole('button', { name: 'Send me a link' }).click()
    await page.goto(linkIn(await mailed.mails.next(email)))
    await hydrated(page)
    await page.getByLabel('Password').focus()
    await expect(async () => {
      await page.getByLabel('Password').fill('aaaaaaaa')
      await expect(page.getByText('Guessed at once')).toBeVisible({ timeout: 1_000 })
    }).toPass()
    await page.getByLabel('Password').fill(newPassword)
    await expect(page.getByText('Very good')).toBeVisible()
    await page.getByLabel('Password').fill(email)
    await page.getByRole('button', { name: 'Make my account' }).click()
    await expect(page.getByRole('main').getByRole('alert')).toContainText('too close to your address')
  })

  test('is for the domains that are named, to the letter', async ({ newVisitor }) => {
    await withMailed({ SIGN_UP: 'domain:kantoor.test' }, async ({ portal, mails }) => {
      const page = await (await newVisitor({ baseURL: portal.url })).newPage()
      for (const email of ['mila@evil.test', 'mila@sub.kantoor.test', 'mila@kantoor.test.evil.test', 'mila@xkantoor.test']) {
        await open(page, '/sign-up')
        await page.getByLabel('E-mail address').fill(email)
        await page.getByRole('button', { name: 'Send me a link' }).click()
        await expect(page.getByRole('main').getByRole('alert')).toContainText('Only addresses of certain companies')
      }
      await open(page, '/sign-up')
      await page.getByLabel('E-mail address').fill('mila@KANTOOR.test')
      await page.getByRole('button', { name: 'Send me a link' }).click()
      linkIn(await mails.next('mila@kantoor.test'))
      expect(mails.mails).toHaveLength(1)
    })
  })
})

test.describe('A forgotten password', () => {
  for (const script of [true, false]) {
    test(`is set anew by a link that is good once; all log-ins end. JavaScript ${script ? 'on' : 'off'}`, async ({
      mailed,
      newVisitor,
    }) => {
      const { portal, mails, backDoor } = mailed
      const account = await addAccount(backDoor)
      expect(await statusOf(portal.port, account.cookie.value)).toBe(200)
      const page = await (await newVisitor({ baseURL: portal.url, javaScriptEnabled: script })).newPage()
      await open(page, '/login')
      await page.getByRole('link', { name: 'Forgot your password?' }).click()
      await page.waitForURL('**/forgot-password')
      await hydrated(page)
      await page.getByLabel('E-mail address').fill(account.email)
      await page.getByRole('button', { name: 'Send me a link' }).click()
      await expect(page.getByText('If there is an account for this address')).toBeVisible()
      const link = linkIn(await mails.next(account.email))
      await page.goto(link)
      await hydrated(page)
      await page.getByLabel('Password').fill(newPassword)
      await page.getByRole('button', { name: 'Set password' }).click()
      await page.waitForURL('**/login?done=password')
      expect(await statusOf(portal.port, account.cookie.value)).toBe(401)
      expect((await mails.next(account.email)).subject).toMatch(/password/i)
      await page.goto(link)
      await page.waitForURL('**/forgot-password?problem=over')
      await logIn(page, account.email, account.password)
      await expect(page.getByRole('main').getByRole('alert')).toContainText('is wrong')
      await page.getByLabel('Password').fill(newPassword)
      await page.getByRole('button', { name: 'Log in', exact: true }).click()
      await page.waitForURL('**/preauthenticate')
    })
  }

  test('is told the same for an address without an account, which gets no mail, and a link is made by no header', async ({ mailed }) => {
    const { portal, mails, backDoor } = mailed
    const account = await addAccount(backDoor)
    const { callAction } = await import('./support/server-actions')
    const ask = (email: string) =>
      callAction({
        port: portal.port,
        page: '/forgot-password',
        action: 'forgotPasswordAction',
        fields: { email },
        headers: { Origin: portal.url, Host: 'evil.test', 'X-Forwarded-Host': 'evil.test', 'X-Forwarded-Proto': 'https' },
      })
    const [missing, there] = [await ask(newAddress()), await ask(account.email)]
    expect([missing.status, missing.headers['x-action-redirect']]).toEqual([there.status, there.headers['x-action-redirect']])
    expect(linkIn(await mails.next(account.email))).toContain(`${portal.url}/reset/`)
    expect(mails.mails.some(({ to }) => JSON.stringify(to).includes(account.email))).toBe(true)
  })
})

test.describe('A passkey', () => {
  test('is added, comes in with nothing typed, stands in for a code after the password, and goes', async ({ mailed, newVisitor }) => {
    const { portal, mails, backDoor } = mailed
    const account = await addAccount(backDoor)
    const context = await newVisitor({ baseURL: portal.url })
    const page = await context.newPage()
    await addAuthenticator(page)
    await logIn(page, account.email, account.password)
    await page.waitForURL('**/preauthenticate')
    await mails.next(account.email)
    await open(page, '/account')
    await page.getByRole('link', { name: 'Add: Passkeys' }).click()
    await page.waitForURL('**/account/passkeys')
    await hydrated(page)
    await page.getByLabel('Name of the passkey').fill('Work <laptop>')
    await page.getByRole('button', { name: 'Add a passkey' }).click()
    await page.waitForURL('**/account/passkeys?done=added')
    expect((await mails.next(account.email)).text).toContain('Work <laptop>')
    // All other log-ins have ended with it.
    expect(await statusOf(portal.port, account.cookie.value)).toBe(401)
    expect(await statusOf(portal.port, await sessionOf(context))).toBe(200)

    await page.getByRole('button', { name: 'Log out' }).first().click()
    await page.waitForURL('**/login')
    await hydrated(page)
    await page.getByRole('button', { name: 'Use a passkey' }).click()
    await page.waitForURL('**/preauthenticate')
    await open(page, '/account/passkeys')
    await expect(page.getByText('Work <laptop>')).toBeVisible()
    await expect(page.getByText(/last used/)).toBeVisible()

    await page.getByRole('button', { name: 'Log out' }).first().click()
    await page.waitForURL('**/login')
    await logIn(page, account.email, account.password)
    await page.waitForURL('**/login/second-factor?**')
    await hydrated(page)
    expect(await statusOf(portal.port, await sessionOf(context))).toBe(401)
    await page.getByRole('button', { name: 'Use a passkey' }).click()
    await page.waitForURL('**/preauthenticate')

    await open(page, '/account/passkeys')
    await page.getByRole('button', { name: 'Remove Work <laptop>' }).click()
    await page.waitForURL('**/account/passkeys?done=removed')
    await page.getByRole('button', { name: 'Log out' }).first().click()
    await page.waitForURL('**/login')
    await hydrated(page)
    await page.getByRole('button', { name: 'Use a passkey' }).click()
    await expect(page.getByRole('alert').filter({ hasText: 'not accepted' })).toBeVisible()
    expect((await backDoor.listAudit(account.id)).map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['passkey-added', 'logged-in', 'passkey-removed']),
    )
  })
})

test.describe('A second factor', () => {
  test('by an app: each code once; a recovery code once; both after the password alone', async ({ mailed, newVisitor }) => {
    const { portal, backDoor } = mailed
    const account = await addAccount(backDoor)
    const context = await newVisitor({ baseURL: portal.url })
    const page = await context.newPage()
    await logIn(page, account.email, account.password)
    await page.waitForURL('**/preauthenticate')
    const secret = await setUpTotp(page)
    await hydrated(page)
    await page.getByRole('button', { name: 'Make ten codes' }).click()
    await expect(page.locator('#recovery-codes li')).toHaveCount(10)
    const [recoveryCode = ''] = await page.locator('#recovery-codes li').allInnerTexts()

    const enter = async (code: string) => {
      await context.clearCookies({ name: sessionCookieName })
      await logIn(page, account.email, account.password)
      await page.waitForURL('**/login/second-factor?**')
      await hydrated(page)
      await page.getByRole('textbox', { name: 'Code' }).fill(code)
      await page.getByRole('button', { name: 'Log in' }).click()
    }
    await enter('000000')
    await expect(page.getByRole('main').getByRole('alert')).toContainText('not right')
    const next = codeOf(secret, 1)
    await enter(`${next.slice(0, 3)} ${next.slice(3)}`)
    await page.waitForURL('**/preauthenticate')
    await enter(next)
    await expect(page.getByRole('main').getByRole('alert')).toContainText('used already')
    await enter(recoveryCode.toLowerCase().replaceAll('-', ' '))
    await page.waitForURL('**/preauthenticate')
    await enter(recoveryCode)
    await expect(page.getByRole('main').getByRole('alert')).toContainText('used already')
    // The password alone has opened nothing.
    expect(await sessionOf(context)).toBe('')
    expect((await backDoor.listAudit(account.id)).map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['totp-added', 'recovery-codes-made', 'second-factor-failed', 'recovery-code-used']),
    )
  })

  test('that is required is set up before anybody comes in, without JavaScript, too', async ({ newVisitor, announced }) => {
    announced.push(/status of 401/)
    await withMailed({ REQUIRE_MFA: 'on' }, async ({ portal, backDoor }) => {
      const account = await addAccount(backDoor)
      // A session from before the setting.
      expect(await statusOf(portal.port, account.cookie.value)).toBe(401)
      const context = await newVisitor({ baseURL: portal.url, javaScriptEnabled: false })
      const page = await context.newPage()
      await logIn(page, account.email, account.password)
      await page.waitForURL('**/login/set-up?**')
      await page.goto('/account')
      await expect(page.getByRole('heading', { name: 'Account' })).toHaveCount(0)
      await page.goto('/login/set-up')
      const secret = await shownSecret(page)
      await page.getByRole('textbox', { name: 'Code' }).fill('000000')
      await page.getByRole('button', { name: 'Turn on' }).click()
      await expect(page.getByText('This code is not right').first()).toBeVisible()
      // The app has learned this secret: it is still the one that counts.
      expect(await shownSecret(page)).toBe(secret)
      await page.getByRole('textbox', { name: 'Code' }).fill(codeOf(secret))
      await page.getByRole('button', { name: 'Turn on' }).click()
      await page.waitForURL('**/account/recovery-codes?**')
      expect(await statusOf(portal.port, await sessionOf(context))).toBe(200)
    })
  })
})

test.describe('Single sign-on', () => {
  // The stand-in has no icon.
  test.beforeEach(({ announced }) => void announced.push(/favicon\.ico/))
  test.setTimeout(120_000)
  const press = async (page: Page, name: string) => {
    await page.getByRole('button', { name: 'Continue with Kantoor ID' }).click()
    await page.getByRole('button', { name: `Log in as ${name}` }).click()
  }

  test('links an account by a verified address of a trusted domain, and refuses everybody else', async ({ newVisitor }) => {
    await withProvider({}, async ({ portal, backDoor }, provider) => {
      const [account, other] = [await addAccount(backDoor), await addAccount(backDoor)]
      const enter = async (changes: Parameters<typeof provider.setAccount>[0], ...lies: Parameters<typeof provider.lie>) => {
        provider.setAccount({ name: 'Mila', ...changes })
        provider.lie(...lies)
        const page = await (await newVisitor({ baseURL: portal.url })).newPage()
        await open(page, '/login')
        await press(page, 'Mila')
        await page.waitForURL(`${portal.url}/**`)
        return page
      }
      const problem = async (...given: Parameters<typeof enter>) => new URL((await enter(...given)).url()).searchParams.get('problem')
      const mila = { subject: 'mila', email: account.email, emailVerified: true }
      expect(await problem({ ...mila, emailVerified: false })).toBe('unverified-email')
      expect(await problem({ ...mila, email: 'mila@elsewhere.test' })).toBe('untrusted-domain')
      expect(await problem({ ...mila, email: 'nobody@kantoor.test' })).toBe('unknown')
      expect(await problem(mila, 'wrong-nonce')).toBe('nonce-mismatch')
      expect(await problem(mila, 'wrong-issuer')).toMatch(/issuer-mismatch|token-invalid/)
      const entered = await enter(mila)
      await entered.waitForURL('**/preauthenticate')
      await open(entered, '/account')
      await expect(entered.getByText(account.email).first()).toBeVisible()
      // The identity decides from now on, whatever address it comes with.
      const again = await enter({ ...mila, email: other.email })
      await again.waitForURL('**/preauthenticate')
      await open(again, '/account')
      await expect(again.getByText(account.email).first()).toBeVisible()
      // Somebody else with the address of an account that is linked to another identity.
      expect(await problem({ ...mila, subject: 'not-mila' })).toBe('belongs-to-another')
    })
  })

  test('alone: no password comes in, and who they are is confirmed at the provider', async ({ newVisitor }) => {
    await withProvider({ AUTH_MODE: 'sso', SSO_CREATE: 'on' }, async ({ portal, backDoor }, provider) => {
      const account = await addAccount(backDoor)
      expect(await statusOf(portal.port, account.cookie.value)).toBe(401)
      provider.setAccount({ subject: 'zoe', name: 'Zoe', email: 'zoe@kantoor.test', emailVerified: true })
      const context = await newVisitor({ baseURL: portal.url })
      const page = await context.newPage()
      await open(page, '/login')
      await expect(page.getByLabel('Password')).toHaveCount(0)
      await press(page, 'Zoe')
      await page.waitForURL('**/preauthenticate')
      const { callAction } = await import('./support/server-actions')
      const past = await callAction({
        port: portal.port,
        page: '/login',
        action: 'logInAction',
        fields: { email: account.email, password: account.password },
        headers: { Origin: portal.url },
      }).catch(() => null)
      expect(String(past?.headers['set-cookie'] ?? '')).not.toContain('session=')
      const userId = await backDoor.findUserId('zoe@kantoor.test')
      await backDoor.ageSessions(userId, 11)
      await page.goto('/account/leave')
      await page.waitForURL('**/confirm?**')
      await hydrated(page)
      await page.getByRole('button', { name: 'Confirm with Kantoor ID' }).click()
      await page.getByRole('button', { name: 'Log in as Zoe' }).click()
      await page.waitForURL('**/account/leave')
    })
  })
})

test.describe('Sessions', () => {
  test('are listed, and one that is ended is refused by the next request, on another instance too', async ({ mailed, newVisitor }) => {
    const { portal, backDoor } = mailed
    const port = await quietPort()
    const second = await startPortal({ environment: { ...portal.environment, PORT: String(port) }, port })
    try {
      const account = await addAccount(backDoor)
      const other = await backDoor.logIn(account.id, 'Mozilla/5.0 (Windows NT 10.0) Firefox/130.0')
      const context = await newVisitor({ baseURL: portal.url })
      await context.addCookies([{ ...account.cookie, url: portal.url, httpOnly: true, sameSite: 'Lax' }])
      const page = await context.newPage()
      expect([await statusOf(portal.port, other), await statusOf(second.port, other)]).toEqual([200, 200])
      await open(page, '/account')
      const row = page.getByRole('listitem').filter({ hasText: 'Firefox on Windows' })
      await row.getByRole('button', { name: 'End' }).click()
      await page.waitForURL('**/account?done=session**')
      expect([await statusOf(second.port, other), await statusOf(portal.port, other)]).toEqual([401, 401])
      expect(await statusOf(second.port, account.cookie.value)).toBe(200)
    } finally {
      await second.stop()
    }
  })
})

async function comeIn(context: BrowserContext, url: string, { cookie }: Account): Promise<Page> {
  await context.addCookies([{ ...cookie, url, httpOnly: true, sameSite: 'Lax' }])
  return context.newPage()
}

test.describe('An account', () => {
  test('moves to a new address by a link there, and both addresses are told', async ({ mailed, newVisitor }) => {
    const { portal, mails, backDoor } = mailed
    const account = await addAccount(backDoor)
    const email = newAddress()
    const page = await comeIn(await newVisitor({ baseURL: portal.url }), portal.url, account)
    await open(page, '/account')
    await page.getByRole('link', { name: 'Change e-mail address' }).click()
    await page.waitForURL('**/account/email')
    await hydrated(page)
    await page.getByLabel('E-mail address').fill(email)
    await page.getByRole('button', { name: 'Send the link' }).click()
    await page.waitForURL('**/account?done=email-sent')
    expect((await mails.next(account.email)).text).toContain(email)
    const link = linkIn(await mails.next(email))
    // Opened elsewhere, where nobody is logged in; looking at it does nothing yet.
    const elsewhere = await (await newVisitor({ baseURL: portal.url })).newPage()
    await elsewhere.goto(link)
    expect(await backDoor.countUsers(email)).toBe(0)
    await hydrated(elsewhere)
    await elsewhere.getByRole('button', { name: 'Use this address' }).click()
    await elsewhere.waitForURL('**/login?done=email')
    expect([await backDoor.countUsers(email), await backDoor.countUsers(account.email)]).toEqual([1, 0])
    await Promise.all([mails.next(email), mails.next(account.email)])
    await logIn(elsewhere, email, account.password)
    await elsewhere.waitForURL('**/preauthenticate')
  })

  test('is taken along as one archive, with secrets only for who has just proved who they are', async ({ mailed, newVisitor }) => {
    const { portal, backDoor } = mailed
    const account = await addAccount(backDoor)
    await backDoor.addSettingsFiles(account.id, ['Taken along'])
    const page = await comeIn(await newVisitor({ baseURL: portal.url }), portal.url, account)
    const take = async (name: string) => {
      const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name }).click()])
      const files = unzipSync(new Uint8Array(await readFile(await file.path())))
      return Object.fromEntries(Object.entries(files).map(([path, bytes]) => [path, strFromU8(bytes)]))
    }
    await open(page, '/account/leave')
    const without = await take('Download without secrets')
    expect(Object.keys(without).sort()).toEqual(['account.json', 'activity.json', 'app-registrations.json', 'settings-history.json'])
    expect(JSON.parse(without['account.json'] ?? '')).toMatchObject({ email: account.email })
    expect(JSON.stringify(without)).not.toMatch(/token of|Qw7RtY2uPzL9|argon2/)
    const whole = await take('Download with secrets')
    expect(whole['settings/Taken along/version-1/settings-Taken along.xml']).toContain('<settings')
    expect(whole['settings/Taken along/version-1/refresh-token.txt']).toBe('token of Taken along')
    expect(whole['app-registrations.json']).toContain('Qw7RtY2uPzL9')
    await backDoor.ageSessions(account.id, 11)
    const cookie = `${sessionCookieName}=${account.cookie.value}`
    const stale = await send({ port: portal.port, path: '/account/export?secrets=yes', headers: { Cookie: cookie } })
    expect([stale.status, stale.headers.location]).toEqual([303, '/confirm?returnTo=%2Faccount%2Fleave'])
    expect((await send({ port: portal.port, path: '/account/export' })).status).toBe(401)
  })

  test('is deleted in fourteen days, which can be taken back, or at once', async ({ mailed, newVisitor }) => {
    const { portal, mails, backDoor } = mailed
    const account = await addAccount(backDoor)
    const page = await comeIn(await newVisitor({ baseURL: portal.url }), portal.url, account)
    const ask = async (button: string, email: string) => {
      await open(page, '/account/leave')
      await page.getByLabel('E-mail address').fill(email)
      await page.getByRole('button', { name: button }).click()
    }
    await ask('Delete now, for good', 'another@kantoor.test')
    await expect(page.getByText('Nothing was deleted')).toBeVisible()
    await ask('Delete in 14 days', account.email)
    await page.waitForURL('**/account')
    await mails.next(account.email)
    await expect(page.getByText('This account is deleted')).toBeVisible()
    await hydrated(page)
    await page.getByRole('button', { name: 'Keep my account' }).click()
    await page.waitForURL('**/account?done=kept')
    await expect(page.getByText('This account is deleted')).toHaveCount(0)
    await ask('Delete now, for good', account.email)
    await page.waitForURL('**/login?done=deleted')
    expect(await backDoor.countUsers(account.email)).toBe(0)
    expect(await backDoor.countKeys(account.id)).toBe(0)
    await mails.next(account.email)
  })

  test('is changed only by who has just proved who they are', async ({ mailed, newVisitor }) => {
    const { portal, backDoor } = mailed
    const account = await addAccount(backDoor)
    await backDoor.ageSessions(account.id, 11)
    const page = await comeIn(await newVisitor({ baseURL: portal.url }), portal.url, account)
    for (const path of ['/account/passkeys', '/account/authenticator', '/account/email', '/account/leave']) {
      await page.goto(path)
      await page.waitForURL(`**/confirm?returnTo=${encodeURIComponent(path)}`)
    }
    await hydrated(page)
    await page.getByLabel('Password').fill(account.password)
    await page.getByRole('button', { name: 'Confirm', exact: true }).click()
    await page.waitForURL('**/account/leave')
    // The log-in goes on under a new id; the one before is none any more.
    expect(await statusOf(portal.port, account.cookie.value)).toBe(401)
    expect(await statusOf(portal.port, await sessionOf(page.context()))).toBe(200)
  })
})
