import { open } from './support/hydrated'
import { pressPreauthenticate, reveal } from './support/journey'
import { expect, test } from './support/test'

for (const script of [true, false]) {
  test.describe(`With JavaScript ${script ? 'on' : 'off'}`, () => {
    test.use({ javaScriptEnabled: script })

    test('a field that was changed where it is kept says so, alone, and is not overwritten', async ({
      page,
      account,
      backDoor,
      portal,
    }) => {
      const [id = ''] = await backDoor.addSettingsFiles(account.id, ['Damaged'])
      await backDoor.damage(id, 'xml')
      const damaged = await backDoor.sealedOf(id, 'xml')
      await open(page, `/settings/${id}`)
      await page.getByRole('button', { name: 'Reveal Content settings.xml' }).click()
      await expect(page.getByRole('alert').filter({ hasText: 'This field can not be opened' })).toBeVisible()
      expect(await reveal(page, 'Refresh Token')).toBe('token of Damaged')

      await page.getByRole('link', { name: 'Download settings-Damaged.xml' }).click()
      await page.waitForURL(`${portal.url}/settings/${id}?problem=damaged`)
      await expect(page.getByText('This file can not be opened')).toBeVisible()
      expect(await backDoor.sealedOf(id, 'xml')).toBe(damaged)
      const told = portal
        .readLog()
        .split('\n')
        .filter((line) => line.includes('secret not opened') && line.includes(id))
      expect(told).toHaveLength(2)
      expect((await backDoor.listAudit(account.id)).filter(({ field }) => field === 'xml')).toEqual([])
    })
  })
}

test('A stored client secret that does not open asks for it anew at its field; the state of an attempt leads to a new one', async ({
  page,
  account,
  backDoor,
  sandbox,
}) => {
  const app = await sandbox.addApp()
  const { attemptId, registrationId } = await backDoor.openAttempt(account.id, 'Begun', app, true)
  await backDoor.damage(registrationId, 'clientSecret')
  await backDoor.damage(attemptId, 'state')

  await page.goto(`/preauthenticate/${attemptId}/go`)
  await expect(page).toHaveURL(`/preauthenticate/${attemptId}?problem=damaged`)
  await expect(page.getByText('This attempt can not be taken up again')).toBeVisible()

  await open(page, `/preauthenticate?app=${registrationId}&name=Again`)
  await pressPreauthenticate(page)
  await expect(page.getByLabel('Client Secret')).toHaveAccessibleDescription(/can not be opened.*Type it again/s)
  await page.getByLabel('Client Secret').fill(app.clientSecret)
  await pressPreauthenticate(page)
  await page.waitForURL(/\/preauthenticate\/./)
})
