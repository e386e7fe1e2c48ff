import { test } from 'vitest'
import { killAtEveryStep } from './support/kill-every-step'
import { standUp } from './support/stand'

test('SQLite, pasted return URL: killed at every step, nothing is sent twice, lost, or left hanging', async ({ onTestFinished }) => {
  const stand = await standUp('kill-sqlite')
  onTestFinished(() => stand.close())
  await killAtEveryStep(stand, 'action', 'SQLite, pasted return URL')
})
