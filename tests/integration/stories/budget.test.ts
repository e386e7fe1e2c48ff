import { beforeEach, expect, test } from 'vitest'
import { countSpentBudgets, deleteOldCalls, getBudget, getBudgets } from '@/lib/budget/store'
import type { UserId } from '@/lib/accounts/user-id'
import { db } from '@/lib/db'
import { openAttempt } from '@/lib/open-attempt'
import { exchangeReturnUrl } from '@/lib/preauthenticate'
import { countCall } from '@/tests/support/taken'
import {
  allow,
  begin,
  control,
  exchange,
  makeSettings,
  newApp,
  newUser,
  requireAttempt,
  tokenCalls,
  valuesOf,
  type SandboxApp,
} from './story'

beforeEach(() => sandbox.world.reset())

const callerOf = (owner: UserId, { clientId }: SandboxApp, clientSecret: string | null) => ({
  ...{ platform: 'exact-online', country: 'sandbox', clientId },
  owner,
  clientSecret,
})
const budgetOf = (owner: UserId, app: SandboxApp, now = new Date()) => getBudget(callerOf(owner, app, null), now)
const somebody = (clientId: string, country = 'c') => ({ platform: 'p', country, clientId, owner: 'u' as UserId, clientSecret: 's' })
const inAnHour = () => new Date(Date.now() + 3_600_001)
const wrong = { clientSecret: 'not-the-secret-0000' }

test('after nine errors nothing is sent any more: the attempt stays open, and the time when it is safe is told', async () => {
  const user = await newUser()
  const app = await newApp()
  const opened = await begin(user, app, wrong)
  for (let error = 1; error <= 9; error++) expect((await exchange(user, app, wrong)).attempt.failure).toBe('invalid-client')
  const outcome = await exchangeReturnUrl(user, opened.attempt, await allow(app, opened.state))
  expect(outcome).toEqual({ ok: false, failure: 'budget-spent', isOver: false })
  expect((await requireAttempt(user, opened.attempt.id)).status).toBe('open')
  expect(await openAttempt(user, valuesOf(app))).toMatchObject({
    ok: false,
    field: 'clientId',
    problem: 'budgetSpent',
  })
  expect(tokenCalls()).toBe(9)
  expect(sandbox.world.limits.isBlocked(app.clientId, Date.now())).toBe(false)
  const { errors, retryAt } = await budgetOf(user, app)
  expect(errors).toBe(9)
  expect(retryAt?.getTime()).toBeGreaterThan(Date.now())
  expect(await budgetOf(user, app, inAnHour())).toMatchObject({ errors: 0, retryAt: null })

  const another = await newApp()
  expect((await exchange(user, another)).outcome.ok).toBe(true)
})

test('thirty at once, of several users, make no tenth error', async () => {
  const app = await newApp()
  const starts = []
  for (let index = 0; index < 30; index++) {
    const user = await newUser()
    starts.push({ user, ...(await begin(user, app, wrong)) })
  }
  const outcomes = await Promise.all(
    starts.map(async ({ user, attempt, state }) => exchangeReturnUrl(user, attempt, await allow(app, state))),
  )
  expect(tokenCalls()).toBe(9)
  expect(outcomes.filter((outcome) => !outcome.ok && outcome.failure === 'budget-spent')).toHaveLength(21)
  const states = await Promise.all(starts.map(async ({ user, attempt }) => (await requireAttempt(user, attempt.id)).status))
  expect(states.filter((status) => status === 'open')).toHaveLength(21)
})

test('nine errors of a stranger with wrong secrets lock nobody but the stranger', async () => {
  const spentBefore = await countSpentBudgets(new Date())
  const [owner, colleague, stranger] = [await newUser(), await newUser(), await newUser()]
  const app = await newApp()
  const opened = await begin(owner, app)
  for (let error = 1; error <= 9; error++)
    expect((await exchange(stranger, app, { clientSecret: `guess-number-${error}` })).attempt.failure).toBe('invalid-client')
  expect(await openAttempt(stranger, { ...valuesOf(app), clientSecret: 'guess-number-10' })).toMatchObject({ problem: 'budgetSpent' })
  expect((await budgetOf(owner, app)).retryAt).toBeNull()
  expect((await exchangeReturnUrl(owner, opened.attempt, await allow(app, opened.state))).ok).toBe(true)
  expect((await exchange(colleague, app)).outcome.ok).toBe(true)
  expect((await countSpentBudgets(new Date())) - spentBefore).toBe(1)
})

test('whoever corrects their secret after nine errors waits as well: the provider counts on', async () => {
  const user = await newUser()
  const app = await newApp()
  for (let error = 1; error <= 9; error++) await exchange(user, app, wrong)
  expect(await openAttempt(user, valuesOf(app))).toMatchObject({ problem: 'budgetSpent' })
  expect(sandbox.world.limits.isBlocked(app.clientId, Date.now())).toBe(false)
})

test('nine errors of a colleague with the same secret are nine errors', async () => {
  const [user, colleague] = [await newUser(), await newUser()]
  const app = await newApp()
  for (let error = 1; error <= 9; error++) await exchange(colleague, app, wrong)
  expect(await openAttempt(user, { ...valuesOf(app), ...wrong })).toMatchObject({ problem: 'budgetSpent' })
  expect((await openAttempt(user, valuesOf(app))).ok).toBe(true)
})

test('a block that others have brought about at the provider is told as that, and kept to', async () => {
  const [owner, stranger] = [await newUser(), await newUser()]
  const app = await newApp()
  // Not at this portal: the sandbox counts by itself.
  for (let error = 1; error <= 10; error++) sandbox.world.limits.countError(app.clientId, 'somebody', Date.now())
  expect((await exchange(owner, app)).outcome).toMatchObject({ failure: 'rate-limited' })
  expect(await openAttempt(owner, valuesOf(app))).toMatchObject({ problem: 'budgetSpent' })
  expect((await openAttempt(stranger, { ...valuesOf(app), ...wrong })).ok).toBe(true)
})

test('neither a secret nor an owner can be read or guessed from what is counted', async () => {
  const user = await newUser()
  const [app, another] = [await newApp(), await newApp()]
  for (const one of [app, another]) await exchange(user, one, wrong)
  const rows = await db.tokenCall.findMany({ orderBy: { at: 'desc' }, take: 2 })
  expect(JSON.stringify(rows)).not.toMatch(new RegExp(`${user}|${wrong.clientSecret}`))
  expect(new Set(rows.flatMap(({ ownerMark, secretMark }) => [ownerMark, secretMark])).size).toBe(4)
})

test('a call that went well is no error', async () => {
  const user = await newUser()
  const app = await newApp()
  for (let time = 1; time <= 12; time++) await makeSettings(user, app, { settingsName: `File ${time}` })
  expect(await budgetOf(user, app)).toEqual({ errors: 0, calls: 12, retryAt: null })
})

test('what never reached the provider does not count', async () => {
  const counted = await countCall(somebody('taken back'), new Date())
  await counted?.takeBack()
  expect(await getBudget(somebody('taken back'), new Date())).toEqual({
    errors: 0,
    calls: 0,
    retryAt: null,
  })
})

test('a block that the provider tells of is kept to for an hour', async () => {
  const user = await newUser()
  const app = await newApp()
  await control('next', { endpoint: 'token', preset: 'blocked-key' })
  const opened = await begin(user, app)
  expect((await exchange(user, app)).outcome).toMatchObject({ failure: 'rate-limited' })
  expect(await exchangeReturnUrl(user, opened.attempt, await allow(app, opened.state))).toMatchObject({ failure: 'budget-spent' })
  expect(tokenCalls()).toBe(1)
  expect((await budgetOf(user, app, inAnHour())).retryAt).toBeNull()
})

test('counts of two days ago are forgotten', async () => {
  const client = somebody('old')
  await countCall(client, new Date(Date.now() - 49 * 3_600_000))
  await countCall(client, new Date())
  await deleteOldCalls(new Date())
  expect((await getBudget(client, new Date())).calls).toBe(1)
  await countCall(client, new Date())
  expect((await getBudget(client, new Date())).calls).toBe(2)
})

test('the budgets of a list are those of each of its clients, in its order', async () => {
  const clients = ['first', 'unused', 'second', 'first'].map((clientId) => somebody(clientId, 'list'))
  for (const index of [0, 2, 2]) await countCall(clients[index] ?? somebody('none'), new Date())
  const now = new Date()
  const one = await Promise.all(clients.map((client) => getBudget(client, now)))
  expect(await getBudgets(clients, now)).toEqual(one)
  expect(one.map(({ calls }) => calls)).toEqual([1, 0, 2, 1])
  expect(await getBudgets([], now)).toEqual([])
})
