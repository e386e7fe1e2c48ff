import { expect, test } from 'vitest'
import { handIn, leadsTo, untilRecovered } from './support/hand-in'
import { standUp } from './support/stand'

type Told = { status: string; failure: string | null }
const file: Told = { status: 'done', failure: null }
const unknown: Told = { status: 'unknown', failure: 'outcome-unknown' }
const failed = (failure: string): Told => ({ status: 'failed', failure })

/** The real server before answers that tests/e2e/error-table.spec.ts does not order; side by side, for two of them take their time. */
const answers: [what: string, order: Record<string, unknown>, told: Told][] = [
  ['after 35 s', { delayMs: 35_000 }, file],
  ['after 120 s: the portal has given up by then', { delayMs: 120_000 }, unknown],
  ['cut off before its headers', { reset: 'before-headers' }, unknown],
  ['cut off behind its headers', { reset: 'before-body' }, unknown],
  ['cut off behind half of its body', { reset: 'after-headers' }, unknown],
  ['slow, byte by byte, but in time', { bytesPerSecond: 100 }, file],
  ['with expires_in 600', { transform: 'expires-in-number' }, file],
  ['without expires_in', { transform: 'expires-in-absent' }, file],
  ['with an empty expires_in', { transform: 'expires-in-empty' }, file],
  ['with a word as expires_in', { transform: 'expires-in-garbage' }, file],
  ['with a negative expires_in', { transform: 'expires-in-negative' }, file],
  ['with expires_in 1e99', { transform: 'expires-in-1e99' }, file],
  ['with duplicate keys', { transform: 'duplicate-keys' }, file],
  ['cut in the middle, as if it were whole', { transform: 'truncated' }, failed('not-a-token-answer')],
  ['50 MB', { preset: 'huge' }, failed('answer-too-large')],
  ['a gzip bomb', { preset: 'gzip-bomb' }, failed('answer-too-large')],
  ['nested 100,000 deep', { preset: 'deep-nesting' }, failed('answer-too-large')],
  // Nested as deep as 64 kB allow.
  ['nested 10,000 deep', { status: 200, body: `${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}` }, failed('not-a-token-answer')],
]

test('Answers of the token endpoint: each has its end, and none is asked for twice', async ({ onTestFinished }) => {
  const stand = await standUp('token-endpoint')
  onTestFinished(() => stand.close())
  const portal = await stand.start()
  await Promise.all(
    answers.map(async ([what, order, told]) => {
      const attempt = await stand.newAttempt('action')
      await stand.sandbox.order(attempt.app, order)
      const answer = await handIn(stand, attempt, portal)
      expect.soft(answer && leadsTo(answer), what).toMatch(told === file ? /^\/settings\// : /^\/preauthenticate\//)
      // Handed in again, it is not sent again.
      await handIn(stand, attempt, portal)
      const row = (await stand.attempts()).find(({ id }) => id === attempt.id)
      expect.soft(row, what).toMatchObject(told)
      expect.soft(await stand.sandbox.tokenCalls(attempt.app), what).toBe(1)
    }),
  )
  await untilRecovered(stand)
  expect(await stand.history()).toHaveLength(answers.filter(([, , told]) => told === file).length)
})
