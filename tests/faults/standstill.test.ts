import { expect, test } from 'vitest'
import { query } from '../support/migration-databases'
import { quietPort } from '@/scripts/steps/ports.mjs'
import { handIn, leadsTo, until } from './support/hand-in'
import { judge } from './support/judge'
import { standUp, type Door } from './support/stand'

// A machine that was suspended, or a network that was cut for longer than the lease: the other instance takes its process for dead.
test('A portal that stood still beyond its lease, and gets the token after all, does not lose it', async ({ onTestFinished }) => {
  const stand = await standUp('standstill')
  onTestFinished(() => stand.close())
  const other = { PORT: String(await quietPort()), SPOOL_DIR: `${stand.folder}/spool-of-the-other` }
  // The one that stands still does not tidy up so often that it would notice by luck.
  const patient = { LEASE_SECONDS: '20' }
  const [portal] = await Promise.all([stand.start({ environment: patient }), stand.start({ environment: other })])
  const attempt = await stand.newAttempt('action')
  await stand.sandbox.order(attempt.app, { hold: true })
  const answer = handIn(stand, attempt, portal)
  const { held } = stand.sandbox.insides
  await until('the token answer is held', () => held.count() === 1)
  process.kill(portal.pid, 'SIGSTOP')
  // As if it had stood still for twenty seconds.
  await query(stand.environment.DATABASE_URL ?? '', `UPDATE "Attempt" SET "leaseUntil" = '2026-01-01T00:00:00.000+00:00'`)
  const status = async () => (await stand.attempts()).find(({ id }) => id === attempt.id)?.status
  await until('the other instance has closed the attempt', async () => (await status()) === 'unknown')
  held.release()
  process.kill(portal.pid, 'SIGCONT')
  await answer
  await portal.kill()
  await stand.start()
  await until('the attempt is done after all', async () => (await status()) === 'done', 15_000).catch(() => {})
  const [verdict] = await judge(stand, [attempt])
  expect(verdict).toMatchObject({ status: 'done', tokenCalls: 1, kept: [verdict?.issued] })
})

// Actions, the callback and the background work are bundles of their own, with copies of what they share.
test('A portal whose lease has run out does not give up what it is at work on itself', async ({ onTestFinished }) => {
  const stand = await standUp('own-work', { environment: { LEASE_SECONDS: '300' } })
  onTestFinished(() => stand.close())
  const portal = await stand.start()
  const attempts = await Promise.all((['action', 'callback'] as Door[]).map((door) => stand.newAttempt(door)))
  for (const { app } of attempts) await stand.sandbox.order(app, { hold: true })
  const answers = attempts.map((attempt) => handIn(stand, attempt, portal))
  const { held } = stand.sandbox.insides
  await until('the token answers are held', () => held.count() === attempts.length)

  const left = await stand.newAttempt('action')
  const change = (what: string) => query(stand.environment.DATABASE_URL ?? '', `UPDATE "Attempt" SET ${what}`)
  await change(`"leaseUntil" = '2026-01-01T00:00:00.000+00:00'`)
  await change(`"status" = 'exchanging' WHERE "id" = '${left.id}'`)
  const status = async (id: string) => (await stand.attempts()).find((attempt) => attempt.id === id)?.status
  await until('what nobody is at work on is closed', async () => (await status(left.id)) === 'unknown')
  for (const { id } of attempts) expect(await status(id)).toBe('exchanging')

  held.release()
  for (const answer of await Promise.all(answers)) expect(answer && leadsTo(answer)).toMatch(/^\/settings\//)
  for (const attempt of await judge(stand, attempts))
    expect(attempt).toMatchObject({ status: 'done', tokenCalls: 1, kept: [attempt.issued] })
})
