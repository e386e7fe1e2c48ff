// Every page in every state that looks different: for axe, the validator and the screenshots.
import type { Page } from '@playwright/test'
import { hydrated, open } from './hydrated'
import { arriveAtResult, exchange, pressPreauthenticate } from './journey'
import type { Account, BackDoor } from './members'
import { deviatingUri, type SandboxControl } from './sandbox-control'
import { expect } from './test'

export type World = { page: Page; account: Account; backDoor: BackDoor; sandbox: SandboxControl }

export const states: Record<string, (world: World) => Promise<void>> = {
  'log-in': async ({ page }) => {
    await page.context().clearCookies()
    await open(page, '/login')
  },
  'log-in with errors, after a callback': async ({ page }) => {
    await page.context().clearCookies()
    await open(page, '/login?reason=callback')
    await page.getByRole('button', { name: 'Log in' }).click()
    await expect(page.getByRole('main').getByRole('alert')).toBeVisible()
  },
  'sign-up with errors': async ({ page }) => {
    await page.context().clearCookies()
    await open(page, '/sign-up')
    await page.getByRole('button', { name: 'Send me a link' }).click()
    await expect(page.getByRole('main').getByRole('alert')).toBeVisible()
  },
  'not found': ({ page }) => open(page, '/nowhere'),
  preauthenticate: ({ page }) => open(page, '/preauthenticate'),
  'preauthenticate with a registration, a waiting attempt, a problem and a deviating redirect URI': async ({
    page,
    account,
    backDoor,
    sandbox,
  }) => {
    const { registrationId } = await backDoor.openAttempt(account.id, 'Waiting', await sandbox.addApp(), true)
    await open(page, `/preauthenticate?app=${registrationId}&problem=state-mismatch`)
  },
  'preauthenticate for the first time, with the tour': async ({ page, account, backDoor }) => {
    await backDoor.beginTour(account.id)
    await open(page, '/preauthenticate')
    await expect(page.getByRole('region', { name: 'The way in three steps' })).toBeVisible()
  },
  'preauthenticate with errors': async ({ page }) => {
    await open(page, '/preauthenticate')
    await pressPreauthenticate(page)
    await expect(page.getByRole('main').getByRole('alert')).toBeVisible()
  },
  'preauthenticate with a name that is taken': async ({ page, account, backDoor }) => {
    await backDoor.addSettingsFiles(account.id, ['Taken'])
    await open(page, '/preauthenticate?name=Taken')
    await pressPreauthenticate(page)
    await expect(page.getByLabel('Make a new version of it')).toBeVisible()
  },
  'exchange code with a mistake': async ({ page, account, backDoor, sandbox }) => {
    const { attemptId } = await backDoor.openAttempt(account.id, 'Mistake', await sandbox.addApp(), true)
    await open(page, `/preauthenticate/${attemptId}`)
    await exchange(page, 'it did not work')
    await expect(page.getByRole('main').getByRole('alert')).toBeVisible()
  },
  'waiting for the way back by itself': async ({ page, account, backDoor, sandbox }) => {
    const { attemptId } = await backDoor.openAttempt(account.id, 'Own', await sandbox.addApp(), false)
    await open(page, `/preauthenticate/${attemptId}`)
  },
  'an attempt that failed': async ({ page, account, backDoor, sandbox }) => {
    const { attemptId, state } = await backDoor.openAttempt(account.id, 'Failed', await sandbox.addApp(), true)
    await open(page, `/preauthenticate/${attemptId}`)
    await exchange(page, `${deviatingUri}/?error=access_denied&state=${state}`)
    await expect(page.getByRole('heading', { name: 'No settings file this time' })).toBeVisible()
  },
  'result, revealed': async ({ page, account, backDoor, sandbox }) => {
    const app = await sandbox.addApp()
    const { attemptId, state } = await backDoor.openAttempt(
      account.id,
      'Result with a rather long name that has to go somewhere',
      app,
      true,
    )
    await open(page, `/preauthenticate/${attemptId}`)
    await exchange(page, await sandbox.allow(app, state))
    await arriveAtResult(page)
    for (const label of ['Encrypt Statement', 'Refresh Token', 'Content settings.xml']) {
      await page.getByRole('button', { name: `Reveal ${label}` }).click()
      await expect(page.getByRole('button', { name: `Hide ${label}` })).toBeVisible()
    }
  },
  'result, to be confirmed with the password first': async ({ page, account, backDoor }) => {
    const [id] = await backDoor.addSettingsFiles(account.id, ['Stale'])
    await backDoor.ageSessions(account.id, 11)
    await open(page, `/settings/${id}?confirm=download`)
    await page.getByRole('button', { name: 'Confirm', exact: true }).click()
    await expect(page.getByText('Fill in your password.')).toBeVisible()
    await page.getByRole('button', { name: 'Reveal Refresh Token' }).click()
    await expect(page.getByRole('link', { name: 'Confirm it is you' })).toBeVisible()
  },
  'result, damaged and superseded': async ({ page, account, backDoor }) => {
    const [id = ''] = await backDoor.addSettingsFiles(account.id, ['Damaged'])
    await backDoor.damage(id, 'refreshToken')
    await backDoor.mark(id, 'supersededAt')
    await open(page, `/settings/${id}?problem=damaged`)
    await page.getByRole('button', { name: 'Reveal Refresh Token' }).click()
    await expect(page.getByText('This field can not be opened')).toBeVisible()
  },
  'result from a backup, just confirmed': async ({ page, account, backDoor }) => {
    const [id = ''] = await backDoor.addSettingsFiles(account.id, ['Restored'])
    await backDoor.mark(id, 'backedUpAt')
    await open(page, `/settings/${id}?confirmed=download`)
  },
  'the exchange is under way': async ({ page, account, backDoor, sandbox }) => {
    const app = await sandbox.addApp()
    const { attemptId, state } = await backDoor.openAttempt(account.id, 'Under way', app, true)
    await sandbox.order(app, { hold: true })
    await open(page, `/preauthenticate/${attemptId}`)
    await exchange(page, await sandbox.allow(app, state))
    await expect.poll(async () => (await backDoor.getAttempt(attemptId)).status).toBe('exchanging')
    await page.goto(`/preauthenticate/${attemptId}`)
    await expect(page.getByRole('list', { name: 'Where the exchange stands' })).toBeVisible()
  },
  'preauthenticate with a client ID that others were made with, its budget spent': async ({ page, account, backDoor }) => {
    await backDoor.addSettingsFiles(account.id, ['Made before'])
    const [registration] = await backDoor.listAppRegistrations(account.id)
    await backDoor.addErrors(account.id, registration?.clientId ?? '', 9)
    await open(page, `/preauthenticate?app=${registration?.id}&problem=budget-spent`)
    await expect(page.getByText('This app is authorised already')).toBeVisible()
  },
  activity: async ({ page, account, backDoor }) => {
    const [id] = await backDoor.addSettingsFiles(account.id, ['One'])
    await backDoor.addEntries(account.id, 52)
    await open(page, `/settings/${id}`)
    await page.getByRole('button', { name: 'Reveal Refresh Token' }).click()
    await expect(page.getByRole('button', { name: 'Hide Refresh Token' })).toBeVisible()
    await open(page, '/account/activity')
  },
  'activity, empty': ({ page }) => open(page, '/account/activity?before=1'),
  'settings history': async ({ page, account, backDoor }) => {
    await backDoor.addSettingsFiles(
      account.id,
      Array.from({ length: 26 }, (_, index) => `File ${index}`),
    )
    await open(page, '/settings')
  },
  'settings history, empty': ({ page }) => open(page, '/settings'),
  'settings history, nothing found': async ({ page, account, backDoor }) => {
    await backDoor.addSettingsFiles(account.id, ['One'])
    await open(page, '/settings?q=nothing')
  },
  'delete a settings file': async ({ page, account, backDoor }) => {
    const [id] = await backDoor.addSettingsFiles(account.id, ['One'])
    await open(page, `/settings/${id}/delete`)
  },
  'app registrations': async ({ page, account, backDoor, sandbox }) => {
    await backDoor.openAttempt(account.id, 'One app', await sandbox.addApp(), true)
    await open(page, '/apps')
  },
  'app registrations, empty': ({ page }) => open(page, '/apps'),
  'new app registration with errors': async ({ page }) => {
    await open(page, '/apps/new')
    await page.getByRole('button', { name: 'Add app registration' }).click()
    await expect(page.getByRole('main').getByRole('alert')).toBeVisible()
  },
  'edit an app registration': async ({ page, account, backDoor, sandbox }) => {
    await backDoor.openAttempt(account.id, 'One app', await sandbox.addApp(), true)
    const [registration] = await backDoor.listAppRegistrations(account.id)
    await open(page, `/apps/${registration?.id}`)
  },
  'delete an app registration': async ({ page, account, backDoor, sandbox }) => {
    await backDoor.openAttempt(account.id, 'One app', await sandbox.addApp(), true)
    const [registration] = await backDoor.listAppRegistrations(account.id)
    await open(page, `/apps/${registration?.id}/delete`)
  },
  'app registrations after a deletion': async ({ page, account, backDoor, sandbox }) => {
    await backDoor.openAttempt(account.id, 'One app', await sandbox.addApp(), true)
    const [registration] = await backDoor.listAppRegistrations(account.id)
    await open(page, `/apps/${registration?.id}/delete`)
    await page.getByRole('button', { name: 'Delete app registration' }).click()
    await expect(page.getByRole('button', { name: 'Undo' })).toBeVisible()
  },
  'account with errors and two sessions': async ({ page, account, backDoor }) => {
    await backDoor.logIn(account.id)
    await open(page, '/account?done=sessions')
    await page.getByLabel('New password').fill('x')
    await page.getByRole('button', { name: 'Change password' }).click()
    await expect(page.getByRole('main').getByRole('alert')).toBeVisible()
  },
  account: ({ page }) => open(page, '/account'),
  'sign-up, sent': async ({ page }) => {
    await page.context().clearCookies()
    await open(page, '/sign-up?sent=yes')
  },
  'forgot password, an old link': async ({ page }) => {
    await page.context().clearCookies()
    await open(page, '/forgot-password?problem=over')
  },
  'log-in, after something went wrong at the identity provider': async ({ page }) => {
    await page.context().clearCookies()
    await open(page, '/login?problem=provider-away')
  },
  'choose a password, with errors': async ({ page, backDoor }) => {
    const token = await backDoor.makeLink('invitation')
    await page.context().clearCookies()
    await open(page, `/join/${token}`)
    await page.getByRole('button', { name: 'Make my account' }).click()
    await expect(page.getByRole('main').getByRole('alert')).toBeVisible()
  },
  'confirm a new address': async ({ page, account, backDoor }) => {
    await open(page, `/change-email/${await backDoor.makeLink('change-email', account.id)}`)
  },
  'second factor, with errors': async ({ page, account, backDoor }) => {
    await backDoor.addTotp(account.id)
    await page.context().clearCookies()
    await open(page, '/login')
    await page.getByLabel('E-mail address').fill(account.email)
    await page.getByLabel('Password').fill(account.password)
    await page.getByRole('button', { name: 'Log in' }).click()
    await page.waitForURL('**/login/second-factor?**')
    await hydrated(page)
    await page.getByRole('button', { name: 'Log in' }).click()
    await expect(page.getByRole('main').getByRole('alert')).toBeVisible()
  },
  'confirm it is you': ({ page }) => open(page, '/confirm?returnTo=/account/passkeys'),
  passkeys: async ({ page, account, backDoor }) => {
    await backDoor.addPasskey(account.id, 'Work laptop')
    await open(page, '/account/passkeys?done=added')
  },
  'authenticator app': async ({ page, account, backDoor }) => {
    await backDoor.addTotp(account.id)
    await open(page, '/account/authenticator')
  },
  'recovery codes, shown once': async ({ page }) => {
    await open(page, '/account/recovery-codes')
    await page.getByRole('button', { name: 'Make ten codes' }).click()
    await expect(page.locator('#recovery-codes li')).toHaveCount(10)
  },
  'change the address': ({ page }) => open(page, '/account/email'),
  'leave, with a problem': ({ page }) => open(page, '/account/leave?problem=email'),
  'users, with an invitation': async ({ page, account, backDoor }) => {
    await backDoor.makeAdministrator(account.id)
    await open(page, '/administration')
    await page.getByLabel('E-mail address').fill('mila@kantoor.example')
    await page.getByRole('button', { name: 'Send invitation' }).click()
    await expect(page.getByText('The invitation is on its way.')).toBeVisible()
  },
  'users, nothing found, an invitation with errors': async ({ page, account, backDoor }) => {
    await backDoor.makeAdministrator(account.id)
    await open(page, '/administration?q=nobody-is-called-this')
    await page.getByRole('button', { name: 'Send invitation' }).click()
    await expect(page.getByRole('main').getByRole('alert')).toBeVisible()
  },
  'one user': async ({ page, account, backDoor }) => {
    await backDoor.makeAdministrator(account.id)
    await open(page, `/administration/users/${account.id}`)
  },
  'delete a user': async ({ page, account, backDoor }) => {
    await backDoor.makeAdministrator(account.id)
    // Never the last one, whom nobody may delete.
    const id = await backDoor.addUser(`leaving-${account.email}`)
    await open(page, `/administration/users/${id}/delete?problem=email`)
  },
  'state of the portal': async ({ page, account, backDoor }) => {
    await backDoor.makeAdministrator(account.id)
    await open(page, '/administration/state')
  },
  'what administrators did': async ({ page, account, backDoor }) => {
    await backDoor.makeAdministrator(account.id)
    const id = await backDoor.addUser(`shut-${account.email}`)
    await open(page, `/administration/users/${id}`)
    await page.getByRole('button', { name: 'Shut account' }).click()
    await expect(page.getByText('The account is shut')).toBeVisible()
    await open(page, '/administration/activity')
  },
  help: ({ page }) => open(page, '/help'),
  'help, nothing found': ({ page }) => open(page, '/help?q=nothing-is-called-this'),
  'a help topic': ({ page }) => open(page, '/help/redirect-uri'),
  'what users are told, one by one': ({ page }) => open(page, '/help/errors'),
  'an error explained': ({ page }) => open(page, '/help/errors/invalid-client'),
  find: ({ page }) => open(page, '/find?q=set'),
  'preauthenticate with values that were taken apart': async ({ page }) => {
    await open(page, '/preauthenticate')
    await page
      .getByLabel('Client ID')
      .fill('Client ID: 7d1e2b3c-4f5a-4b6c-8d7e-9f0a1b2c3d4e Client Secret: made-up Redirect URI: https://localhost/')
    await page.getByLabel('Name', { exact: true }).focus()
    await expect(page.getByRole('button', { name: 'Undo' })).toBeVisible()
  },
}
