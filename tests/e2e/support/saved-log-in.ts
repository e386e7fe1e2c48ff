// A browser as people have it: a whole Chromium, with a profile of its own in which the log-in of a portal was saved.
import { createCipheriv, pbkdf2Sync } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium, type BrowserContext, type Page } from '@playwright/test'
import Database from 'better-sqlite3'
import { findWholeBrowser } from '@/scripts/steps/browser.mjs'
import config from '@/playwright.config'

export const savedLogIn = { email: 'saved-log-in@kantoor.test', password: 'saved horse staple' }

// Chromium's key on Linux where there is no keyring (`--password-store=basic`): os_crypt, version 10.
const key = pbkdf2Sync('peanuts', 'saltysalt', 1, 16, 'sha1')

function sealAsChromium(text: string): Buffer {
  const cipher = createCipheriv('aes-128-cbc', key, Buffer.alloc(16, ' '))
  return Buffer.concat([Buffer.from('v10'), cipher.update(text, 'utf8'), cipher.final()])
}

// In microseconds since 1601.
const chromiumNow = () => (Date.now() + 11_644_473_600_000) * 1_000

/** What Chromium itself writes when somebody presses Save after a log-in at /login. */
function saveLogIn(profile: string, portalUrl: string): void {
  const file = new Database(join(profile, 'Default', 'Login Data'))
  const now = chromiumNow()
  file
    .prepare(
      `INSERT INTO logins (origin_url, action_url, username_element, username_value, password_element, password_value, submit_element,
         signon_realm, date_created, date_last_used, date_password_modified, blacklisted_by_user, scheme, password_type, times_used,
         skip_zero_click, generation_upload_status)
       VALUES (@page, @page, 'email', @email, 'password', @password, '', @realm, @now, @now, @now, 0, 0, 0, 1, 0, 0)`,
    )
    .run({
      page: `${portalUrl}/login`,
      realm: `${portalUrl}/`,
      email: savedLogIn.email,
      password: sealAsChromium(savedLogIn.password),
      now,
    })
  file.close()
}

/** Starts it. `close` takes the profile away as well. */
export async function openWithSavedLogIn(portalUrl: string): Promise<{ context: BrowserContext; close(): Promise<void> }> {
  const executablePath = findWholeBrowser()
  if (!executablePath) throw new Error('This needs Chromium or Chrome beside the headless shell, which has no password manager')
  const profile = mkdtempSync(join(tmpdir(), 'portal-profile-'))
  const start = () =>
    chromium.launchPersistentContext(profile, {
      executablePath,
      args: [...(config.use?.launchOptions?.args ?? []), '--password-store=basic'],
      // A browser under automation saves and fills nothing.
      ignoreDefaultArgs: ['--enable-automation'],
      baseURL: portalUrl,
      locale: 'en-GB',
      viewport: { width: 1280, height: 800 },
    })
  // The first start makes the profile's database.
  await (await start()).close()
  saveLogIn(profile, portalUrl)
  const context = await start()
  return {
    context,
    async close() {
      await context.close()
      rmSync(profile, { recursive: true, force: true, maxRetries: 3 })
    },
  }
}

/**
 * Waits until the browser's password manager has looked at the page: it has filled a log-in form that is put there after everything else.
 * @returns the names of the fields of the page that hold the saved e-mail address or password
 */
export async function readFilledFields(page: Page): Promise<string[]> {
  await page.evaluate(() => {
    const form = document.createElement('form')
    form.id = 'control'
    form.innerHTML =
      '<input name="control-email" autocomplete="username"><input type="password" name="control-password" autocomplete="current-password">'
    document.body.append(form)
  })
  // What is filled is handed out only once somebody has touched the page.
  await page.mouse.click(2, 2)
  await page.waitForFunction(
    (password) => document.querySelector<HTMLInputElement>('[name=control-password]')?.value === password,
    savedLogIn.password,
  )
  return page.evaluate(
    ({ email, password }) =>
      [...document.querySelectorAll<HTMLInputElement>('input, textarea')]
        .filter((field) => field.form?.id !== 'control' && [email, password].includes(field.value))
        .map((field) => `${field.name}=${field.value === email ? 'e-mail' : 'password'}`),
    savedLogIn,
  )
}
