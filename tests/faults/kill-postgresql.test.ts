import { inject, test } from 'vitest'
import { createDatabase } from '../support/postgres'
import { killAtEveryStep } from './support/kill-every-step'
import { standUp } from './support/stand'

test('PostgreSQL, pasted return URL: killed at every step, nothing is sent twice, lost, or left hanging', async ({ onTestFinished }) => {
  const stand = await standUp('kill-postgresql', { databaseUrl: await createDatabase(inject('postgresUrl')) })
  onTestFinished(() => stand.close())
  await killAtEveryStep(stand, 'action', 'PostgreSQL, pasted return URL')
})
