import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { startDeadline } from '@/lib/http-client/deadline'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

test('work is broken off when its time is over', () => {
  const { signal } = startDeadline(1_000)
  vi.advanceTimersByTime(999)
  expect(signal.aborted).toBe(false)
  vi.advanceTimersByTime(1)
  expect(signal.reason).toMatchObject({ name: 'TimeoutError' })
})

test('work that has ended leaves no timer behind', () => {
  const { signal, ended } = startDeadline(1_000)
  expect(vi.getTimerCount()).toBe(1)
  ended()
  expect([vi.getTimerCount(), signal.aborted]).toEqual([0, false])
})
