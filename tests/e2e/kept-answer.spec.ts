import { open } from './support/hydrated'
import { exchange } from './support/journey'
import { expect, test } from './support/test'

test('Who gets an answer that could not be read is told that it is kept, until when, and whom to ask', async ({
  page,
  account,
  backDoor,
  sandbox,
}) => {
  const app = await sandbox.addApp()
  const { attemptId, state } = await backDoor.openAttempt(account.id, 'kept', app, true)
  await sandbox.order(app, { status: 200, body: 'refresh token: secret-in-a-sentence' })
  await open(page, `/preauthenticate/${attemptId}`)
  await exchange(page, await sandbox.allow(app, state))
  const main = page.getByRole('main')
  await expect(main.getByRole('alert')).toContainText('The answer is no token')
  await expect(main).toContainText(/The portal keeps this answerIt is sealed until \d{1,2} \w+/)
  await expect(main).toContainText(`Ask the operator of this portal to look at it, and name attempt ${attemptId}.`)
  expect(await page.content()).not.toContain('secret-in-a-sentence')
})

test('Who gets a refusal is not told of anything that is kept', async ({ page, account, backDoor, sandbox }) => {
  const app = await sandbox.addApp()
  const { attemptId, state } = await backDoor.openAttempt(account.id, 'refused', app, true)
  await sandbox.order(app, { preset: 'invalid-client' })
  await open(page, `/preauthenticate/${attemptId}`)
  await exchange(page, await sandbox.allow(app, state))
  await expect(page.getByRole('main').getByRole('alert')).toBeVisible()
  await expect(page.getByText('The portal keeps this answer')).toHaveCount(0)
})
