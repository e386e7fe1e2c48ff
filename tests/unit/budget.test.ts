import { expect, test } from 'vitest'
import { readBudget, type CallOutcome } from '@/lib/budget/limits'

const now = new Date('2026-03-01T12:00:00Z')
const minutesAgo = (minutes: number) => new Date(now.getTime() - minutes * 60_000)
const calls = (outcome: CallOutcome, ...minutes: number[]) => minutes.map((ago) => ({ at: minutesAgo(ago), outcome, isOurs: true }))

test('an unused client ID has its whole budget', () => {
  expect(readBudget([], now)).toEqual({ errors: 0, calls: 0, retryAt: null })
})

test('calls that went well count for the day alone', () => {
  expect(readBudget(calls('granted', ...Array<number>(250).fill(30)), now)).toEqual({ errors: 0, calls: 250, retryAt: null })
})

test.each(['refused', 'unknown', 'sent'] as const)(
  'nine calls that ended %s leave room for none, until the oldest is an hour old',
  (outcome) => {
    const eight = calls(outcome, 59, 50, 40, 30, 20, 10, 5, 1)
    expect(readBudget(eight, now)).toMatchObject({ errors: 8, retryAt: null })
    expect(readBudget([...eight, ...calls(outcome, 0)], now)).toMatchObject({ errors: 9, retryAt: minutesAgo(59 - 60) })
  },
)

test('more errors than that, made elsewhere at once, need as many to leave the hour', () => {
  expect(readBudget(calls('refused', 59, 58, 57, 30, 20, 10, 5, 4, 3, 2, 1), now).retryAt).toEqual(minutesAgo(57 - 60))
})

test('the order of the calls does not matter, nor what is older than an hour', () => {
  const mixed = [...calls('refused', 1, 59, 30), ...calls('granted', 2), ...calls('refused', 61, 600, 45)]
  expect(readBudget(mixed, now)).toEqual({ errors: 4, calls: 7, retryAt: null })
})

test('an error leaves after exactly an hour', () => {
  const nine = calls('refused', 60, 1, 1, 1, 1, 1, 1, 1, 1)
  expect(readBudget(nine, now)).toMatchObject({ errors: 8, retryAt: null })
  expect(readBudget(nine, new Date(now.getTime() - 1))).toMatchObject({ errors: 9, retryAt: now })
})

test('a block that the provider told of lasts an hour, whatever else was counted', () => {
  expect(readBudget([...calls('blocked', 10, 40), ...calls('granted', 1)], now).retryAt).toEqual(minutesAgo(10 - 60))
  expect(readBudget(calls('blocked', 60), now).retryAt).toBeNull()
})

test('the errors of a stranger, and a block that only they were told of, spend nothing here; their calls are seen', () => {
  const strangers = [...calls('refused', ...Array<number>(12).fill(5)), ...calls('blocked', 1)].map((call) => ({ ...call, isOurs: false }))
  expect(readBudget([...strangers, ...calls('refused', 3)], now)).toEqual({ errors: 1, calls: 14, retryAt: null })
})
