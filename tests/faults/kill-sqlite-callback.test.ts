import { test } from 'vitest'
import { killAtEveryStep } from './support/kill-every-step'
import { standUp } from './support/stand'

test('SQLite, callback: killed at every step, nothing is sent twice, lost, or left hanging', async ({ onTestFinished }) => {
  const stand = await standUp('kill-sqlite-callback')
  onTestFinished(() => stand.close())
  await killAtEveryStep(stand, 'callback', 'SQLite, callback')
})
