import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { once, patiently } from '@/lib/patiently'

vi.mock('node:timers/promises', () => ({ setTimeout: vi.fn(async () => {}) }))
const { setTimeout: delay } = await import('node:timers/promises')

beforeEach(() => void vi.mocked(delay).mockClear())
afterEach(() => vi.restoreAllMocks())

/** A database that fails so often, and then answers. */
const away = (times: number) => {
  let left = times
  return vi.fn(async () => {
    if (left-- > 0) throw new Error('away')
    return 'kept'
  })
}

test('a write that stands at once is made once, without waiting', async () => {
  const write = away(0)
  expect(await patiently(write)).toBe('kept')
  expect(write).toHaveBeenCalledTimes(1)
  expect(delay).not.toHaveBeenCalled()
})

test('a database that comes back gets the write', async () => {
  const write = away(5)
  expect(await patiently(write)).toBe('kept')
  expect(write).toHaveBeenCalledTimes(6)
})

test('one that stays away is told of, after six waits', async () => {
  const write = away(99)
  await expect(patiently(write)).rejects.toThrow('away')
  expect(write).toHaveBeenCalledTimes(7)
  expect(delay).toHaveBeenCalledTimes(6)
})

test('what no further try can mend is told at once', async () => {
  const write = away(99)
  await expect(patiently(write, { isFinal: (error) => error instanceof Error && error.message === 'away' })).rejects.toThrow('away')
  expect(write).toHaveBeenCalledTimes(1)
})

test('a write that hangs is told of when patience ends, and may still succeed', async () => {
  vi.useFakeTimers()
  let finish = () => {}
  const write = vi.fn(() => new Promise<string>((resolve) => (finish = () => resolve('kept'))))
  const told = expect(patiently(write, { patienceMs: 5_000 })).rejects.toThrow('not come to an end')
  await vi.advanceTimersByTimeAsync(5_000)
  await told
  finish()
  expect(write).toHaveBeenCalledTimes(1)
  vi.useRealTimers()
})

test('what is tried once is not tried again, and does not hang for ever', async () => {
  const write = away(1)
  await expect(once(write)).rejects.toThrow('away')
  expect(write).toHaveBeenCalledTimes(1)
  expect(await once(away(0))).toBe('kept')
  vi.useFakeTimers()
  const silent = expect(once(() => new Promise(() => {}), 1_000)).rejects.toThrow('has not come to an end')
  await vi.advanceTimersByTimeAsync(1_000)
  await silent
  vi.useRealTimers()
})
