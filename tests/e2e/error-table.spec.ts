import { mkdirSync } from 'node:fs'
import type { Failure } from '@/lib/oauth/failures'
import explanations from '@/messages/en/failures.json' with { type: 'json' }
import { PRESETS, type PresetName } from '@/sandbox/presets'
import { open } from './support/hydrated'
import { allow, arriveAtResult, exchange, fillForm, pressPreauthenticate } from './support/journey'
import { expect, test } from './support/test'

type Row = Failure | 'a settings file'

/** What each answer of the token endpoint is told as. */
const tokenAnswers: Partial<Record<PresetName, Row>> = {
  'too-early': 'too-early',
  'too-early-401': 'too-early',
  'old-refresh-token': 'old-refresh-token',
  'old-refresh-token-400': 'old-refresh-token',
  'expired-refresh-token': 'refresh-token-expired',
  'invalid-chain': 'chain-conflict',
  'invalid-client': 'invalid-client',
  'invalid-client-401': 'invalid-client',
  'invalid-code': 'code-rejected',
  'signed-data-text': 'code-rejected',
  'bad-request-text': 'bad-request',
  'gateway-500': 'gateway-fault',
  'gateway-404': 'gateway-fault',
  'maintenance-html': 'maintenance',
  'maintenance-504-html': 'maintenance',
  'empty-503': 'maintenance',
  'empty-504': 'maintenance',
  'blocked-key': 'rate-limited',
  'day-limit': 'rate-limited',
  'too-many-429': 'rate-limited',
  'html-200': 'not-a-token-answer',
  'empty-200': 'not-a-token-answer',
  'empty-object': 'not-a-token-answer',
  'json-null': 'not-a-token-answer',
  'json-array': 'not-a-token-answer',
  'unauthorized-401': 'invalid-client',
  'forbidden-403': 'unknown-error',
  'no-refresh-token': 'no-refresh-token',
  'expires-in-number': 'a settings file',
  'expires-in-garbage': 'a settings file',
  'duplicate-keys': 'a settings file',
  'not-json-content-type-but-json': 'a settings file',
  huge: 'answer-too-large',
  'deep-nesting': 'answer-too-large',
  'gzip-bomb': 'answer-too-large',
  latin1: 'code-rejected',
  redirect: 'redirected',
  'redirect-307': 'redirected',
  'reset-before-headers': 'outcome-unknown',
  'reset-after-headers': 'outcome-unknown',
}

/** So slow that they are waited for side by side: one answer comes after 35 s, the other not within the portal's 90 s. */
const slowAnswers: Partial<Record<PresetName, Row>> = { 'late-35-s': 'a settings file', 'one-byte-a-second': 'outcome-unknown' }

/** What comes back to the redirect URI in place of a code. */
const returns: Partial<Record<PresetName, Failure>> = {
  'user-refuses': 'denied',
  'unauthorized-client-redirect': 'provider-error',
  'server-error-redirect': 'provider-error',
}

/** Pages of Exact Online that nobody comes back from. */
const deadEnds: Partial<Record<PresetName, RegExp>> = {
  'unknown-client-page': /Client with identifier/,
  'wrong-redirect-uri-page': /Callback URI/,
}

const folder = 'test-results/error-table'
mkdirSync(folder, { recursive: true })

test('Every preset of the sandbox is in this table', () => {
  const known = [tokenAnswers, slowAnswers, returns, deadEnds].flatMap((table) => Object.keys(table))
  expect(known.sort()).toEqual(Object.keys(PRESETS).sort())
})

test('The slow answers: late is a settings file, never is an unknown outcome', async ({ account, backDoor, context, sandbox }) => {
  test.setTimeout(150_000)
  await Promise.all(
    Object.entries(slowAnswers).map(async ([preset, row]) => {
      const app = await sandbox.addApp()
      const { attemptId, state } = await backDoor.openAttempt(account.id, preset, app, true)
      await sandbox.order(app, { preset })
      const page = await context.newPage()
      await open(page, `/preauthenticate/${attemptId}`)
      await page.getByLabel('Code Return URL').fill(await sandbox.allow(app, state))
      await page.getByRole('button', { name: 'Exchange', exact: true }).dispatchEvent('click')
      await expect(page.getByRole('button', { name: 'Exchanging…' })).toBeVisible()
      if (row === 'a settings file') await page.waitForURL(/\/settings\//, { timeout: 60_000 })
      else await expect(page.getByRole('alert').filter({ hasText: explanations[row as Failure].title })).toBeVisible({ timeout: 120_000 })
      await page.screenshot({ path: `${folder}/${preset}.png`, fullPage: true })
      expect(await sandbox.tokenCalls(app)).toBe(1)
    }),
  )
})

for (const [preset, row] of Object.entries(tokenAnswers)) {
  const title = row === 'a settings file' ? row : explanations[row].title
  test(`The token answer ${preset} is told as: ${title}`, async ({ page, account, backDoor, sandbox }) => {
    const app = await sandbox.addApp()
    const { attemptId, state } = await backDoor.openAttempt(account.id, preset, app, true)
    await sandbox.order(app, { preset })
    const { elsewhere: before } = (await sandbox.state()).calls
    await open(page, `/preauthenticate/${attemptId}`)
    await exchange(page, await sandbox.allow(app, state))
    if (row === 'a settings file') {
      await arriveAtResult(page)
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(`settings-${preset}.xml`)
      await expect(page.getByRole('region', { name: 'Authorised by' })).toContainText('Zoë van der Berg')
    } else {
      const { sentence, next, cost } = explanations[row]
      const alert = page.getByRole('main').getByRole('alert')
      await expect(alert).toContainText(title)
      for (const text of [sentence, next, cost]) await expect(alert).toContainText(text)
      await expect(page.getByRole('link', { name: 'Preauthenticate again' })).toBeVisible()
      expect(await backDoor.countSettingsFiles(account.id)).toBe(0)
      const shown = await page.content()
      for (const secret of [app.clientSecret, state]) expect(shown).not.toContain(secret)
    }
    await page.screenshot({ path: `${folder}/${preset}.png`, fullPage: true })
    expect(await sandbox.tokenCalls(app)).toBe(1)
    expect((await sandbox.state()).calls.elsewhere, 'nobody followed a redirect with the secret').toBe(before)
    await page.reload()
    expect(await sandbox.tokenCalls(app)).toBe(1)
  })
}

for (const [preset, failure] of Object.entries(returns)) {
  test(`The return ${preset} is told as: ${explanations[failure].title}`, async ({ memberPage: page, portal, sandbox }) => {
    const app = await sandbox.addApp(`${portal.url}/callback/exact-online`)
    await sandbox.order(app, { endpoint: 'auth', preset })
    await open(page, '/preauthenticate')
    await fillForm(page, preset, app, false)
    await pressPreauthenticate(page)
    await expect(page.getByRole('main').getByRole('alert')).toContainText(explanations[failure].title)
    await expect(page.getByRole('link', { name: 'Preauthenticate again' })).toBeVisible()
    await page.screenshot({ path: `${folder}/${preset}.png`, fullPage: true })
    expect(await sandbox.tokenCalls(app)).toBe(0)
  })
}

for (const [preset, message] of Object.entries(deadEnds)) {
  test(`From ${preset} the way back is the attempt’s own page`, async ({ memberPage: page, announced, portal, sandbox }) => {
    announced.push(/status of 400/)
    const app = await sandbox.addApp(`${portal.url}/callback/exact-online`)
    await sandbox.order(app, { endpoint: 'auth', preset })
    await open(page, '/preauthenticate')
    await fillForm(page, preset, app, false)
    await pressPreauthenticate(page)
    await expect(page.getByText(message)).toBeVisible()
    await page.screenshot({ path: `${folder}/${preset}.png`, fullPage: true })
    await open(page, '/preauthenticate')
    await page.getByRole('link', { name: 'Go on with it' }).click()
    await page.getByRole('link', { name: 'Open Exact Online' }).click()
    await allow(page)
    await arriveAtResult(page)
  })
}

test('The proof that does not come costs nothing but the name', async ({ page, account, backDoor, sandbox }) => {
  const app = await sandbox.addApp()
  const { attemptId, state } = await backDoor.openAttempt(account.id, 'No proof', app, true)
  await sandbox.order(app, { endpoint: 'me', preset: 'unauthorized-401' })
  await open(page, `/preauthenticate/${attemptId}`)
  await exchange(page, await sandbox.allow(app, state))
  await arriveAtResult(page)
  await expect(page.getByText('Exact Online did not say who authorised it. The refresh token is good all the same.')).toBeVisible()
  await page.goto('/settings')
  await expect(page.getByRole('row', { name: /No proof/ })).toContainText('not known')
})
