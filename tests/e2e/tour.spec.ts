import { open } from './support/hydrated'
import { expect, test } from './support/test'

test('The tour of the first log-in has three steps, ends for good, and is found again in Help', async ({ page, account, backDoor }) => {
  await backDoor.beginTour(account.id)
  await open(page, '/preauthenticate')
  const tour = page.getByRole('region', { name: 'The way in three steps' })
  await expect(tour.getByRole('heading', { name: 'Values from the App Center' })).toBeVisible()
  await tour.getByRole('link', { name: 'Next step' }).click()
  await expect(tour.getByRole('heading', { name: 'Allow, and the return URL' })).toBeVisible()
  await tour.getByRole('link', { name: 'Next step' }).click()
  await expect(tour.getByText('Step 3 of 3')).toBeVisible()
  await tour.getByRole('button', { name: 'End the tour' }).click()
  await expect(tour).toHaveCount(0)
  await open(page, '/preauthenticate')
  await expect(tour).toHaveCount(0)
  await open(page, '/help')
  await page.getByRole('button', { name: 'Show the tour again' }).click()
  await expect(tour.getByText('Step 1 of 3')).toBeVisible()
})
