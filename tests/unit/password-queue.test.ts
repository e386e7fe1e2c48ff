import { randomUUID } from 'node:crypto'
import { availableParallelism } from 'node:os'
import { afterEach, describe, expect, test } from 'vitest'
import { inTurn, TooBusy } from '@/lib/accounts/password-queue'
import { runInRequest, type RequestContext } from '@/lib/request-context.mjs'

const atOnce = Math.min(4, Math.max(2, availableParallelism()))
/** What is being worked at, in the order in which it began: each is ended by calling it. */
const begun: { name: string; end: () => void }[] = []
const ended: Promise<unknown>[] = []
const turn = (name: string) => () => new Promise<string>((resolve) => begun.push({ name, end: () => resolve(name) }))
const contextOf = (address: string): RequestContext => ({ id: randomUUID(), address, userAgent: '', memo: new Map() })
const settle = () => new Promise((resolve) => setImmediate(resolve))

/** Asks for a turn as a visitor; what becomes of it is a name, or TooBusy. */
function ask(address: string, name = address, { isKnown = false, context = contextOf(address) } = {}): Promise<string | TooBusy> {
  const asked = runInRequest(context, () => inTurn(turn(name), { isKnown })).catch((error: TooBusy) => error)
  ended.push(asked)
  return asked
}

/** Ends what is being worked at, one after the other. @returns the order in which all began */
async function workOff(): Promise<string[]> {
  const order: string[] = []
  for (await settle(); begun.length > 0; await settle()) {
    const next = begun.shift()
    order.push(next?.name ?? '')
    next?.end()
  }
  await Promise.all(ended.splice(0))
  return order
}
afterEach(workOff)

const keepBusy = () => Array.from({ length: atOnce }, (_, index) => void ask(`at work ${index}`))
const isRefused = async (asked: Promise<string | TooBusy>) => (await Promise.race([asked, settle().then(settle)])) instanceof TooBusy

test('a few at a time are at work, and the others wait for their turn', async () => {
  for (let index = 0; index < atOnce + 3; index++) void ask(`${index}`)
  await settle()
  expect(begun).toHaveLength(atOnce)
  expect(await workOff()).toHaveLength(atOnce + 3)
})

test('what is done in a turn waits for no other', async () => {
  keepBusy()
  await settle()
  const nested = Array.from({ length: atOnce * 3 }, () => inTurn(() => inTurn(async () => 'done'), { isKnown: true }))
  await workOff()
  expect(await Promise.all(nested)).toEqual(nested.map(() => 'done'))
})

test('a turn that fails is over', async () => {
  for (let index = 0; index < atOnce * 2; index++) await expect(inTurn(async () => Promise.reject(new Error('odd')))).rejects.toThrow('odd')
  expect(await inTurn(async () => 'fine')).toBe('fine')
})

describe('a flood from one network', () => {
  test('gets forty places, and is told of the others when to come again, with status 503', async () => {
    keepBusy()
    const context = contextOf('10.0.0.1')
    const asked = Array.from({ length: 300 }, () => ask('10.0.0.1', 'flood', { context }))
    const refused = await Promise.all(asked.map(isRefused))
    expect(refused.filter(Boolean)).toHaveLength(260)
    expect(context.busySeconds).toBeGreaterThanOrEqual(1)
    expect(context.busySeconds).toBeLessThan(10)
  })

  test('lets whoever else comes in between', async () => {
    keepBusy()
    for (let index = 0; index < 300; index++) void ask('10.0.0.1', 'flood')
    void ask('192.0.2.7', 'somebody')
    expect((await workOff()).indexOf('somebody')).toBeLessThanOrEqual(atOnce + 1)
  })
})

describe('a flood from many networks', () => {
  const flood = (networks: number) => Array.from({ length: networks * 20 }, (_, index) => ask(`10.0.${index % networks}.1`, 'flood'))

  test('is held to sixty places', async () => {
    keepBusy()
    const refused = await Promise.all(flood(1_000).map(isRefused))
    expect(refused.filter((one) => !one)).toHaveLength(60)
  })

  test('gives up a place of the longest lane to whoever has none', async () => {
    keepBusy()
    const asked = flood(6)
    const somebody = ask('192.0.2.7', 'somebody')
    expect(await isRefused(somebody)).toBe(false)
    expect((await Promise.all(asked.map(isRefused))).filter((one) => !one)).toHaveLength(59)
  })

  test('keeps nobody out who is known, and lets them go first', async () => {
    keepBusy()
    flood(1_000)
    void ask('192.0.2.7', 'owner', { isKnown: true })
    expect((await workOff()).indexOf('owner')).toBe(atOnce)
  })
})
