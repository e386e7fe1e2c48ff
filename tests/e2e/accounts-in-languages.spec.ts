// One walk through the door and the account's own pages, in every language, with what is shown and mailed held against its texts.
import { readFileSync } from 'node:fs'
import { expect, type Page } from '@playwright/test'
import type { Messages } from '@/lib/i18n/texts'
import { addAuthenticator, codeOf, shownSecret } from './support/factors'
import { hydrated, open } from './support/hydrated'
import { linkIn, test } from './support/mailed'

const textsOf = <N extends keyof Messages>(language: string, area: N): Messages[N] =>
  JSON.parse(readFileSync(`messages/${language}/${area}.json`, 'utf8')) as Messages[N]

const password = 'quarterly-otter-lantern'

for (const [language, locale] of [
  ['en', 'en-GB'],
  ['nl', 'nl-NL'],
  ['de', 'de-DE'],
  ['fr', 'fr-FR'],
] as const) {
  test(`Signing up, second factors and leaving speak ${language}`, async ({ mailed, newVisitor }) => {
    const { portal, mails } = mailed
    const [entrance, labels, fields] = [textsOf(language, 'entrance'), textsOf(language, 'labels'), textsOf(language, 'fields')]
    const [security, passkey, leave] = [textsOf(language, 'security'), textsOf(language, 'passkey'), textsOf(language, 'leave')]
    const mail = textsOf(language, 'mail')
    const page = await (await newVisitor({ baseURL: portal.url, locale })).newPage()
    await addAuthenticator(page)
    const email = `${language}-${crypto.randomUUID().slice(0, 8)}@kantoor.test`
    const stands = async (title: string) => {
      await hydrated(page)
      await expect(page.locator('html')).toHaveAttribute('lang', language === 'en' ? 'en-GB' : language)
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(title)
    }
    const press = (name: string) => page.getByRole('main').getByRole('button', { name, exact: true }).click()
    const alert = page.getByRole('main').getByRole('alert')

    await open(page, '/sign-up')
    await stands(entrance.signUp.title)
    await page.getByLabel(labels.email).fill(email)
    await press(entrance.signUp.submit)
    await expect(page.getByText(entrance.mailSent.title)).toBeVisible()
    const asked = await mails.next(email)
    expect(asked.subject).toBe(mail['sign-up'].subject.replace('{portal}', 'Preauth Portal'))
    expect(asked.text).toContain(mail.greeting)
    expect(asked.html).toContain(`lang="${language === 'en' ? 'en-GB' : language}"`)

    await page.goto(linkIn(asked))
    await stands(entrance.join.title)
    await page.getByLabel(labels.password).fill('password1')
    await press(entrance.join.submit)
    await expect(alert).toContainText(fields.passwordCommon)
    await page.getByLabel(labels.password).fill(password)
    await press(entrance.join.submit)
    await page.waitForURL('**/preauthenticate')

    await open(page, '/account/authenticator')
    await stands(security.totp.title)
    const secret = await shownSecret(page)
    await page.getByRole('textbox', { name: labels.code }).fill(codeOf(secret))
    await press(security.totp.submit)
    await page.waitForURL('**/account/recovery-codes?done=totp')
    await stands(security.codes.title)
    await press(security.codes.make)
    await expect(page.getByText(security.codes.once)).toBeVisible()

    await open(page, '/account/passkeys')
    await stands(passkey.title)
    await page.getByLabel(labels.passkeyName).fill('Kantoor')
    await press(passkey.addThis)
    await expect(page.getByText(passkey.done.added)).toBeVisible()

    await logOut(page, textsOf(language, 'shell').logOut)
    await stands(entrance.logIn.title)
    await page.getByLabel(labels.email).fill(email)
    await page.getByLabel(labels.password).fill('not the one')
    await press(entrance.logIn.submit)
    await expect(alert).toContainText(fields.credentialsWrong)
    await page.getByLabel(labels.password).fill(password)
    await press(entrance.logIn.submit)
    await page.waitForURL('**/login/second-factor?**')
    await stands(entrance.secondFactor.title)
    await page.getByRole('textbox', { name: labels.code }).fill('000000')
    await press(entrance.secondFactor.submit)
    await expect(alert).toContainText(fields.codeWrong)
    await press(entrance.secondFactor.passkey)
    await page.waitForURL('**/preauthenticate')

    await open(page, '/account/leave')
    await stands(leave.title)
    await page.getByLabel(labels.email).fill('nobody@kantoor.test')
    await press(leave.delete.now)
    await expect(page.getByText(leave.problem.email)).toBeVisible()
    await hydrated(page)
    await page.getByLabel(labels.email).fill(email)
    await press(leave.delete.now)
    await page.waitForURL('**/login?done=deleted')
    await stands(entrance.logIn.title)
    await expect(page.getByText(entrance.logIn.done.deleted)).toBeVisible()
    await expect.poll(() => mails.mails.at(-1)?.subject).toBe(mail.deleted.subject.replace('{portal}', 'Preauth Portal'))
  })
}

async function logOut(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name }).first().click()
  await page.waitForURL('**/login')
}
