import { inject, test, expect } from 'vitest'
import { quietPort } from '@/scripts/steps/ports.mjs'
import { createDatabase } from '../support/postgres'
import { handIn, leadsTo, untilRecovered } from './support/hand-in'
import { expectSound, judge } from './support/judge'
import type { Process } from './support/launch'
import { standUp, type Attempt, type Stand } from './support/stand'

const databases = [
  { kind: 'SQLite', newUrl: async () => undefined },
  { kind: 'PostgreSQL', newUrl: () => createDatabase(inject('postgresUrl')) },
]

/** Fifty tabs, spread over the instances. */
async function handInFiftyTimes(stand: Stand, attempt: Attempt, portals: Process[], where: string): Promise<void> {
  const answers = await Promise.all(
    Array.from({ length: 50 }, (_, tab) => handIn(stand, attempt, portals[tab % portals.length] as Process)),
  )
  await untilRecovered(stand)
  const [verdict] = await judge(stand, [attempt])
  expect.soft(verdict, where).toMatchObject({ status: 'done', tokenCalls: 1, kept: [verdict?.issued] })
  for (const answer of answers) {
    const words = answer && `${answer.status} ${leadsTo(answer)}`
    // The result, the attempt's own page, or a notice in the form.
    expect.soft(words, where).toMatch(/^303 \/(settings|preauthenticate)\/[0-9a-f-]{36}|^200 /)
  }
  expect
    .soft(
      answers.some((answer) => answer && leadsTo(answer).startsWith('/settings/')),
      where,
    )
    .toBe(true)
}

for (const { kind, newUrl } of databases) {
  test(`${kind}: one return URL fifty times at once, to one instance and to two, is one call and one file`, async ({ onTestFinished }) => {
    const stand = await standUp(`fifty-${kind.toLowerCase()}`, {
      databaseUrl: await newUrl(),
      // Three instances share two processors here: one that is merely slow is not to be taken for dead.
      environment: { LEASE_SECONDS: '20' },
    })
    onTestFinished(() => stand.close())
    const beside = async (spool: string) => ({ PORT: String(await quietPort()), SPOOL_DIR: `${stand.folder}/${spool}` })
    const [first, second, sharing] = await Promise.all([
      stand.start(),
      stand.start({ environment: await beside('spool-of-the-second') }),
      stand.start({ environment: await beside('spool') }),
    ])
    for (const door of ['action', 'callback'] as const) {
      await handInFiftyTimes(stand, await stand.newAttempt(door), [first], `${door}, one instance`)
      await handInFiftyTimes(stand, await stand.newAttempt(door), [first, second], `${door}, two instances`)
      await handInFiftyTimes(stand, await stand.newAttempt(door), [first, sharing], `${door}, two instances on one spool`)
    }
  })

  test(`${kind}: killed while twenty users exchange at once, every token is in the history or its attempt says unknown`, async ({
    onTestFinished,
  }) => {
    const stand = await standUp(`twenty-${kind.toLowerCase()}`, { databaseUrl: await newUrl() })
    onTestFinished(() => stand.close())
    const all: Attempt[] = []
    // Early, in the midst, and late: by what has reached the provider, for time says nothing.
    for (const moment of [2, 10, 20]) {
      const [portal, attempts] = await Promise.all([
        stand.start(),
        Promise.all(Array.from({ length: 20 }, async () => stand.newAttempt('action', await stand.addAccount()))),
      ])
      all.push(...attempts)
      const { token } = stand.sandbox.insides.counters.endpoints
      const before = token.calls
      const dead = killWhen(portal, () => token.calls - before >= moment)
      await Promise.all(attempts.map((attempt) => handIn(stand, attempt, portal)))
      await dead
    }
    const portal = await stand.start()
    await untilRecovered(stand)
    const verdicts = await judge(stand, all)
    for (const [index, verdict] of verdicts.entries()) expectSound(verdict, `user ${index}`)
    const tally = ['done', 'unknown', 'open'].map((status) => `${status} ${verdicts.filter((verdict) => verdict.status === status).length}`)
    console.log(`${kind}, 60 users, 3 kills: ${tally.join(', ')}`)
    await portal.kill()
  })
}

async function killWhen(portal: Process, isTime: () => boolean): Promise<void> {
  while (!isTime()) await new Promise((resolve) => setImmediate(resolve))
  await portal.kill()
}

type Live = { clientId: string; user: string; token: string }

test('Attempts of one client ID crossed between tabs and users: each return URL to its own attempt, or refused without a call', async ({
  onTestFinished,
}) => {
  const stand = await standUp('crossed')
  onTestFinished(() => stand.close())
  const portal = await stand.start()
  const [one, other] = [stand.account, await stand.addAccount()]
  const app = await stand.sandbox.addApp()
  const begin = async (account: typeof one, user?: string): Promise<Attempt> => {
    const { id, state } = await stand.openAttempt(account, app)
    return { id, state, door: 'action', account, app, returnUrl: await allow(stand, app.clientId, state, user) }
  }
  // Two persons at the provider: a second Allow of one and the same kills the first.
  const mine = await begin(one, 'zoe@bakkerij-de-ster.test')
  const theirs = await begin(other, 'luc@garage-noord.test')
  const waiting = { ...mine, ...(await stand.openAttempt(one, app)) }
  const crossed: Attempt[] = [
    { ...mine, returnUrl: theirs.returnUrl },
    { ...theirs, returnUrl: mine.returnUrl },
    { ...waiting, returnUrl: theirs.returnUrl },
    { ...waiting, returnUrl: mine.returnUrl },
    { ...mine, account: other },
    { ...theirs, account: one },
  ]
  const answers = await Promise.all(crossed.map((attempt) => handIn(stand, attempt, portal)))
  for (const answer of answers) expect.soft(answer?.status).toBe(200)
  expect(await stand.sandbox.tokenCalls(app), 'crossed ones are refused without a call').toBe(0)

  // The form on the first page knows no attempt: there the return URL finds its own.
  const fromFirstPage = { ...mine, id: '' }
  await Promise.all([fromFirstPage, theirs, ...crossed].map((attempt) => handIn(stand, attempt, portal)))
  await untilRecovered(stand)
  const { refreshTokens } = await stand.sandbox.state()
  const files = await stand.history()
  const tokenOf = (user: string) => (refreshTokens as Live[]).find((live) => live.clientId === app.clientId && live.user === user)?.token
  expect(files).toHaveLength(2)
  expect(files.find(({ attemptId }) => attemptId === mine.id)?.refreshToken).toBe(tokenOf('zoe@bakkerij-de-ster.test'))
  expect(files.find(({ attemptId }) => attemptId === theirs.id)?.refreshToken).toBe(tokenOf('luc@garage-noord.test'))
  expect(await stand.sandbox.tokenCalls(app)).toBe(2)
  expect((await stand.attempts()).find(({ id }) => id === waiting.id)?.status).toBe('open')
})

async function allow(stand: Stand, clientId: string, state: string, user?: string): Promise<string> {
  const response = await fetch(`${stand.sandbox.url}/control/authorize`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ clientId, state, user }),
  })
  return ((await response.json()) as { returnUrl: string }).returnUrl
}
